"""What tests share: parts of the machine, the seed article, and documents made of plain text."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from harness.api import examine
from harness.config import Settings
from harness.model.report import DocumentReport
from harness.model.text import Document

CORPORA = Path(__file__).parent.parent / "corpora"
SEED = CORPORA / "idlib-2019-12-27.txt"


@pytest.fixture(scope="session")
def require_part() -> Callable[..., None]:
    """Skip a test for want of a part of the machine, or fail it where parts are promised.

    `require_part("Chromium", present)`; with MT_HARNESS_REQUIRE_PARTS=1 nothing may be missing.
    """

    def require(name: str, present: object) -> None:
        if present:
            return
        if os.environ.get("MT_HARNESS_REQUIRE_PARTS") == "1":
            pytest.fail(f"not on this machine: {name} (MT_HARNESS_REQUIRE_PARTS=1)")
        pytest.skip(f"not on this machine: {name}")

    return require


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what engines answer in tests away from the user's cache, and the cache from tests."""
    os.environ["MT_HARNESS_CACHE"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def seed() -> Path:
    """The seed article; its reference lies beside it."""
    return SEED


@pytest.fixture(scope="session")
def seed_document() -> Document:
    """The seed article with its reference, as it is read."""
    from harness.read import read_paths

    (document,) = read_paths((SEED,))
    return document


@pytest.fixture(scope="session")
def seed_report(seed_document: Document) -> DocumentReport:
    """What is found in the seed article beside its reference."""
    return examine(seed_document, Settings())


@pytest.fixture(scope="session")
def seed_marks() -> list[dict[str, object]]:
    """The places that a careful reader marked in the seed article."""
    gold = json.loads(SEED.with_suffix(".gold.json").read_text(encoding="utf-8"))
    return list(gold["artifacts"])
