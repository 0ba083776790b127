"""A folder of mt-metrics-eval: texts a line a segment, human scores a line a system and segment.

    documents/en-de.docs                     domain TAB document, a line a segment
    sources/en-de.txt
    references/en-de.refA.txt
    system-outputs/en-de/SYSTEM.txt
    human-scores/en-de.mqm.seg.score         system TAB score or None, in the texts' order

A system with the name of a reference is a person. Of several kinds of human score one is taken:
MQM, else ESA, else the first by name.
"""

from __future__ import annotations

from pathlib import Path

from harness.meta.judged import Judged, Judgements

_KINDS = ("mqm", "esa-merged", "esa")
_MISSING = "None"


def read(folder: Path) -> Judgements:
    """Return the segments of every language pair, by pair, system and line."""
    found: list[Judged] = []
    for pair in sorted(path for path in (folder / "system-outputs").iterdir() if path.is_dir()):
        found += _pair(folder, pair.name)
    return Judgements(segments=tuple(found))


def _pair(folder: Path, pair: str) -> list[Judged]:
    sources = _lines(folder / "sources" / f"{pair}.txt")
    references = {
        path.name.removeprefix(f"{pair}.").removesuffix(".txt"): path
        for path in sorted((folder / "references").glob(f"{pair}.*.txt"))
    }
    reference = _lines(next(iter(references.values()))) if references else [""] * len(sources)
    documents = _documents(folder / "documents" / f"{pair}.docs", len(sources))
    scores = _scores(folder / "human-scores", pair)
    found: list[Judged] = []
    for path in sorted((folder / "system-outputs" / pair).glob("*.txt")):
        system = path.stem
        lines = _lines(path)
        given: list[float | None] = scores.get(system, [None] * len(lines))
        if not len(sources) == len(lines) == len(given) == len(reference):
            raise ValueError(f"{path}: {len(lines)} lines, {len(given)} scores")
        for number, (text, score) in enumerate(zip(lines, given, strict=True)):
            if text.strip():
                found.append(
                    Judged(
                        dataset=folder.name,
                        lang_pair=pair,
                        system=system,
                        document=documents[number],
                        segment=str(number),
                        text=text,
                        reference=reference[number],
                        source=sources[number],
                        human=system in references,
                        score=score,
                    )
                )
    return found


def _documents(path: Path, count: int) -> list[str]:
    if not path.is_file():
        return [""] * count
    return [line.split("\t")[-1] for line in _lines(path)]


def _scores(folder: Path, pair: str) -> dict[str, list[float | None]]:
    """Return each system's scores; none where the folder holds none of the pair."""
    files = {
        path.name.removeprefix(f"{pair}.").removesuffix(".seg.score"): path
        for path in sorted(folder.glob(f"{pair}.*.seg.score"))
    }
    kind = next((kind for kind in (*_KINDS, *files) if kind in files), None)
    found: dict[str, list[float | None]] = {}
    for line in _lines(files[kind]) if kind else ():
        system, score = line.split()
        found.setdefault(system, []).append(None if score == _MISSING else float(score))
    return found


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
