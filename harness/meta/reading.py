"""Human judgements from files: our JSON lines, mt-metrics-eval, Marot tables, DEMETR, articles.

| layout | told by | holds |
|---|---|---|
| JSON lines | `.jsonl`, `.jsonl.gz` | `hypothesis`, `references`, `error_spans`, `score`; with `perturbation` a contrast |
| mt-metrics-eval | a folder with `system-outputs` | texts a line a segment, scores in `human-scores` (MQM, ESA, DA) |
| Marot | `.tsv` | a row a mark, the place between `<v>` and `</v>` in `target` |
| DEMETR | `.json`, a list | `mt_sent` and the same perturbed, `pert_sent` |
| articles | a folder with `NAME.marks.json` | `NAME.txt` with all its errors marked, `NAME.ref.txt` |
"""  # noqa: E501

from __future__ import annotations

from pathlib import Path

from harness.errors import HarnessError
from harness.meta.judged import Judgements
from harness.meta.layouts import articles, demetr, jsonl, marot, mtme


def read_judgements(path: Path) -> Judgements:
    """Return what a file or folder holds; of a folder every file that can be one, by name.

    Raises H335 where nothing is judged there, or a row is not as its layout wants it.
    """
    try:
        found = _read(path)
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        said = f"{type(error).__name__}: {error}"
        raise HarnessError("H335", str(path), f"cannot be read ({said})", _REMEDY) from error
    if not (found.segments or found.contrasts or found.articles):
        raise HarnessError("H335", str(path), "no human judgements", _REMEDY)
    return found


_REMEDY = (
    "Give JSON lines, a folder of mt-metrics-eval, a Marot table, DEMETR's JSON or marked articles."
)


def _read(path: Path) -> Judgements:
    if not path.is_dir():
        return _file(path)
    if (path / "system-outputs").is_dir():
        return mtme.read(path)
    if next(path.glob(f"*{articles.MARKS}"), None) is not None:
        return articles.read(path)
    found = Judgements()
    for inner in sorted(path.iterdir()):
        if inner.is_dir() and (inner / "system-outputs").is_dir():
            found += mtme.read(inner)
        elif inner.is_file():
            found += _file(inner)
    return found


def _file(path: Path) -> Judgements:
    name = path.name.lower()
    if name.endswith((".jsonl", ".jsonl.gz")):
        return jsonl.read(path)
    if name.endswith(".tsv"):
        return marot.read(path)
    if name.endswith(".json"):
        return demetr.read(path)
    return Judgements()
