"""A COMET model on disk: found, and what can be known of it before it is loaded.

Nothing of the checkpoint is run here: of its pickle only the number of training steps is read, by
an unpickler that knows no class. A model that cannot be had is told by its path or hub id with
what to do, where the library says "not supported" of every failure.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import re
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from harness.engines.comet.choice import full_name, known_models
from harness.engines.comet.quiet import quiet
from harness.errors import EngineError, HarnessError, suggest

INSTALL = 'pip install "mt-harness[comet]"'
PACKAGE = "unbabel-comet"
_REFERENCE_BASED = "regression_metric"
_REFERENCE_FREE = "referenceless_regression_metric"
UNIFIED = ("unified_metric", "xcomet_metric")
_CLASSES = (_REFERENCE_BASED, _REFERENCE_FREE, *UNIFIED)
_FILES = ("hparams.yaml", "checkpoints/model.ckpt")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_SMALL = ("config.json", "tokenizer.json", "vocab.txt", "sentencepiece.bpe.model")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A model that is there.

    `name` is its hub id, or the last part of its path. `inputs` are the texts it reads besides
    the candidate: `src`, `ref`. `optional`: one of them is enough. `steps` are the steps it was
    trained for; None where the checkpoint does not say.
    """

    name: str
    path: Path
    kind: str
    encoder: str
    pretrained: str
    inputs: tuple[str, ...]
    optional: bool
    marks_spans: bool
    steps: int | None
    digest: str

    @property
    def trained(self) -> bool:
        """Whether its scores mean something: trained by what it says, or a known model."""
        return self.name in known_models() or bool(self.steps)

    @property
    def terms(self) -> str:
        """Licence and access, as far as they are known."""
        known = known_models().get(self.name)
        return known.terms if known else "licence not known"


def package() -> str | None:
    """Return the version of unbabel-comet that is installed, or None."""
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return None


def why_no_package() -> str:
    """Return why the package is missing, with what to do."""
    import sys

    if sys.version_info >= (3, 13):
        return (
            "unbabel-comet, which runs on Python up to 3.12, is not installed: "
            f"make an environment with Python 3.12 and run: {INSTALL}"
        )
    return f"unbabel-comet is not installed; run: {INSTALL}"


def is_path(model: str) -> bool:
    """Whether a model is named by a place on disk rather than by hub id.

    >>> is_path("Unbabel/wmt22-comet-da"), is_path("./mine"), is_path("a/b/model.ckpt")
    (False, True, True)
    """
    return (
        model.endswith(".ckpt")
        or model.startswith((".", "~", os.sep))
        or model.count("/") > 1
        or Path(model).exists()
    )


def check_path(model: str) -> None:
    """Raise H306 for a model named by a path where none is, and H118 for no hub id at all."""
    if is_path(model):
        _local(model)
    elif "/" not in full_name(model):
        near = suggest(model, [known.rpartition("/")[2] for known in known_models()])
        raise HarnessError("H118", model, "neither a path nor a hub id OWNER/NAME", near)


def find(model: str, *, offline: bool) -> Checkpoint:
    """Return the model named by a path or a hub id; it is fetched where it is not on disk.

    Raises H306 for a path where none is, EngineError H521 for a model that the hub does not give,
    H522 for a checkpoint that cannot be used.
    """
    check_path(model)
    name = full_name(model)
    if is_path(model):
        path = _local(model)
        name = _hub_id_of(path) or path.parents[1].name
    else:
        path = _fetched(name, offline=offline)
    return _read(name, path)


def _local(model: str) -> Path:
    """Return the checkpoint's file; its settings lie in the folder above its own."""
    given = Path(model).expanduser()
    path = given / "checkpoints" / "model.ckpt" if given.is_dir() else given
    settings = path.absolute().parents[1] / "hparams.yaml"
    for wanted in (path, settings):
        if not wanted.is_file():
            remedy = "Give a folder with hparams.yaml and checkpoints/model.ckpt, or a hub id."
            raise HarnessError("H306", str(wanted), "no such file, so no COMET model", remedy)
    return path.absolute()


def _hub_id_of(path: Path) -> str | None:
    """Return the hub id of a checkpoint in the hub's own cache, whose folder says it."""
    for part in path.parts:
        if part.startswith("models--") and part.count("--") == 2:
            return part.removeprefix("models--").replace("--", "/")
    return None


def _fetched(name: str, *, offline: bool) -> Path:
    """Return the checkpoint's file in the hub's cache, fetching what is missing there."""
    with quiet():
        from huggingface_hub import snapshot_download
        from huggingface_hub.errors import HfHubHTTPError, HFValidationError

        problem: Exception | str = ""
        for local in (True,) if offline else (True, False):
            try:
                folder = snapshot_download(
                    repo_id=name, local_files_only=local, allow_patterns=list(_FILES)
                )
            # An offline machine raises whatever its network library raises: OSErrors all.
            except (HfHubHTTPError, HFValidationError, OSError, ValueError) as error:
                problem = error
                continue
            path = Path(folder) / "checkpoints" / "model.ckpt"
            if path.is_file() and (Path(folder) / "hparams.yaml").is_file():
                return path
            problem = "what the hub gave has no checkpoints/model.ckpt and hparams.yaml"
    raise EngineError("H521", name, _refusal(problem, offline=offline), _remedy(name))


def _refusal(problem: Exception | str, *, offline: bool) -> str:
    """Return in words why the hub gave nothing; its own messages span many lines."""
    if offline:
        return "the model is not on this machine, and --offline asks nobody for it"
    status = getattr(getattr(problem, "response", None), "status_code", None)
    if status in (401, 403):
        return "the hub does not give the model to this user, or does not have it"
    if status == 404:
        return "the hub has no such model"
    if isinstance(problem, str):
        return problem
    return f"the hub could not be reached ({type(problem).__name__})"


def _remedy(name: str) -> str:
    known = known_models().get(name)
    if known and known.access == "accept":
        page = f"Accept its terms on its page on the hub ({known.terms}) and log in"
        return f"{page} with: hf auth login. Or give --comet-model a folder that holds it."
    return "Check the hub id and the network, or give --comet-model a folder that holds it."


def _read(name: str, path: Path) -> Checkpoint:
    settings = _settings(path.parents[1] / "hparams.yaml")
    kind = str(settings.get("class_identifier"))
    if kind not in _CLASSES:
        seen = f'a model of class "{kind}"'
        raise EngineError("H522", name, seen, f"Classes that give scores: {', '.join(_CLASSES)}.")
    unified = kind in UNIFIED
    segments = settings.get("input_segments") or ["mt", "src", "ref"]
    inputs = tuple(part for part in ("src", "ref") if part in segments)
    if not unified:
        inputs = ("src",) if kind == _REFERENCE_FREE else ("src", "ref")
    pretrained = str(settings.get("pretrained_model", ""))
    if pretrained.startswith((os.sep, ".")) and not Path(pretrained).is_dir():
        remedy = f"Put it there, or change pretrained_model in {path.parents[1] / 'hparams.yaml'}."
        raise EngineError("H522", name, f"its encoder {pretrained} is not there", remedy)
    return Checkpoint(
        name=name,
        path=path,
        kind=kind,
        encoder=str(settings.get("encoder_model", "")),
        pretrained=pretrained,
        inputs=inputs,
        optional=unified and len(inputs) == 2,
        marks_spans=kind == "xcomet_metric" or bool(settings.get("word_level_training")),
        steps=_steps(path),
        digest=_digest(path, pretrained),
    )


def _settings(path: Path) -> dict[str, Any]:
    import yaml

    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise EngineError("H522", str(path), f"no YAML: {error}", "Fetch it again.") from None
    if not isinstance(found, dict):
        raise EngineError("H522", str(path), "no settings in it", "Fetch it again.")
    return found


def _digest(path: Path, pretrained: str) -> str:
    """Return what identifies weights, settings and a local encoder's words: 64 hex digits.

    The hub keeps large files under their SHA-256 and links to them.
    """
    stored = path.resolve().name
    whole = hashlib.sha256()
    if _DIGEST.fullmatch(stored):
        whole.update(stored.encode())
    else:
        state = path.stat()
        whole.update(_hashed(path, state.st_size, state.st_mtime_ns).encode())
    whole.update((path.parents[1] / "hparams.yaml").read_bytes())
    for name in _SMALL:
        part = Path(pretrained) / name
        whole.update(part.read_bytes() if part.is_file() else b"-")
    return whole.hexdigest()


@lru_cache(maxsize=16)
def _hashed(path: Path, size: int, changed: int) -> str:
    """Return the SHA-256 of a file; gigabytes are not read twice for it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Anything(dict[Any, Any]):
    """Stands for every object of a pickle: nothing is imported, called or built."""

    def __init__(self, *_: object, **__: object) -> None:
        super().__init__()

    def __setstate__(self, state: object) -> None: ...

    def append(self, item: object) -> None:
        """Take an item of a list, and forget it."""

    def extend(self, items: object) -> None:
        """Take the items of a list, and forget them."""


class _Facts(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> type[_Anything]:
        return _Anything

    def persistent_load(self, pid: object) -> None:
        return None


def _steps(path: Path) -> int | None:
    """Return the training steps that a checkpoint tells of; Lightning writes them into each."""
    try:
        with zipfile.ZipFile(path) as archive:
            (name,) = [n for n in archive.namelist() if n.endswith("data.pkl")]
            with archive.open(name) as file:
                found = _Facts(file).load()
    # A damaged pickle can make an unpickler raise nearly anything.
    except Exception:
        return None
    steps = found.get("global_step") if isinstance(found, dict) else None
    return steps if isinstance(steps, int) else None
