"""`mt-harness cache`: where it is, what it holds, and an end to it."""

import json

import pytest
from typer.testing import CliRunner

from harness.cache import Cache, cache_folder
from harness.cli import app
from harness.errors import HarnessError


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("MT_HARNESS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def asked(*arguments):
    result = CliRunner().invoke(app, ["cache", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def keep(count):
    cache = Cache(cache_folder())
    cache.shelf("languagetool", "6.8", {}).put_many({str(n): b"[]" for n in range(count)})
    cache.close()


def test_info_and_clear(folder):
    assert f"{folder}" in asked("info")
    assert not folder.exists()
    keep(3)
    assert "languagetool: 3 results" in asked("info")
    told = json.loads(asked("info", "--json"))
    assert told["results"] == {"languagetool": 3}
    assert 0 < told["size"] < told["limit"]
    assert asked("clear").startswith("3 results thrown away")
    assert "languagetool" not in asked("info")


def test_a_damaged_file_is_cleared_as_well(folder):
    keep(3)
    (path,) = folder.glob("*.sqlite3")
    path.write_bytes(b"no database" * 1000)
    assert asked("clear").startswith("0 results")
    keep(2)
    assert "languagetool: 2 results" in asked("info")


def test_a_place_that_cannot_be_used_is_said(folder):
    folder.mkdir()
    (folder / "results-1.sqlite3").mkdir()
    assert "not usable" in asked("info")
    result = CliRunner().invoke(app, ["cache", "clear"])
    assert isinstance(result.exception, HarnessError)
    assert result.exception.code == "H408"
