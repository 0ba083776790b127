"""What of COMET is on this machine: the library, and the usual models with their licences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from harness.engines.comet.checkpoint import INSTALL, is_path, package, why_no_package
from harness.engines.comet.choice import ENGINE, Known, known_models
from harness.engines.comet.quiet import quiet


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """The library, or a model known by name: where it is, or why it is not there and what to do."""

    name: str
    kind: str
    version: str = ""
    where: str = ""
    why: str = ""
    how: str = ""


def present(named: Sequence[str] = ()) -> Iterator[Present]:
    """Yield the library, the usual models, and what else of the known ones is on this machine.

    `named` are the user's models, as `--comet-model` takes them. Nothing is fetched or loaded.
    """
    found = package()
    if found is None:
        yield Present(name=ENGINE, kind="engine", why=why_no_package(), how=INSTALL)
    models = {known: _on_disk(known) if found else None for known in known_models().values()}
    if found is not None:
        there = {known.id: path for known, path in models.items() if path}
        yield _library(found, there, named)
    for known, path in models.items():
        if path is not None or known.metric != "-":
            yield _model(known, path)


def _library(version: str, models: Mapping[str, Path], named: Sequence[str]) -> Present:
    """Return the library's row: without a model it computes nothing."""
    paths = [one.partition("=")[2] or one for one in named]
    there = [name.rpartition("/")[2] for name in models]
    there += [path for path in paths if is_path(path) and Path(path).exists()]
    if there:
        where = f"with {', '.join(there)}"
        return Present(name=ENGINE, kind="engine", version=version, where=where)
    return Present(
        name=ENGINE,
        kind="engine",
        version=version,
        why=f"{version} is installed, but none of its models is on this machine",
        how="mt-harness score -t HYP -r REF -s SRC -m comet (it fetches the usual one)",
    )


def _model(known: Known, path: Path | None) -> Present:
    name = known.id.rpartition("/")[2]
    if path is not None:
        return Present(name=name, kind="model", version=known.terms, where=str(path))
    # The first run fetches it; there is nothing else to start.
    return Present(
        name=name,
        kind="model",
        why=f"not on this machine; {known.terms}",
        how=f"mt-harness score -t HYP -r REF -s SRC -m {known.metric}",
    )


def _on_disk(known: Known) -> Path | None:
    with quiet():
        from huggingface_hub import try_to_load_from_cache

        found = try_to_load_from_cache(known.id, "checkpoints/model.ckpt")
    return Path(found).parents[1] if isinstance(found, str) else None
