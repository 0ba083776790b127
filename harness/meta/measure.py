"""Everything that human judgements tell of the harness, as one record for pages and programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from harness.meta.articles import Read, read, sources_of
from harness.meta.contrasts import Outcome, outcome
from harness.meta.flagged import MEASURED, Answer, Lines, answers
from harness.meta.judged import Contrast, Judged, Judgements
from harness.meta.span_scores import Case as SpanCase
from harness.meta.span_scores import SpanScores, everything, span_scores

_FILE, _DOCUMENTS, _BETTER, _WORSE = "file", "documents", "better", "worse"


class _Group(NamedTuple):
    """What segments of one file have in common."""

    dataset: str
    lang_pair: str
    human: bool
    referenced: bool
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanTable:
    """Agreement on spans in one set: ours, flag-everything's, and another rater's if there is one.

    `name` is the data set and the languages.
    """

    name: str
    ours: SpanScores
    floor: SpanScores
    human: SpanScores | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """What came of all judgements: segments and contrasts, each with the harness's answer.

    `cases` hold the answers of documents checked one by one, where all errors were marked;
    `in_files` those of whole sets of machine translations checked as one file of lines, which have
    the scores as well. Both are in the order given. `read` are whole articles: the marked ones, the
    clean ones, and the sources of documents.
    """

    cases: tuple[tuple[Judged, Answer], ...]
    in_files: tuple[tuple[Judged, Answer], ...]
    contrasts: tuple[tuple[Contrast, Outcome], ...]
    read: tuple[Read, ...] = ()

    @property
    def spans(self) -> tuple[SpanTable, ...]:
        """Agreement on spans, by set: machine's segments whose marks are complete."""
        sets: dict[str, list[tuple[Judged, Answer]]] = {}
        for judged, answer in self.in_files:
            if judged.complete and not judged.human and judged.reference:
                sets.setdefault(set_name(judged), []).append((judged, answer))
        return tuple(_span_table(name, of) for name, of in sorted(sets.items()))


def measure(given: Judgements, *, jobs: int = 1) -> Measurement:
    """Return what the harness says of everything that was judged, in the order given.

    Segments of a data set, a pair of languages and one kind (machine or human, with or without a
    reference) are checked as one file, for places and scores, and by document, for what findings
    are right; the good texts of a challenge set as one file, and so the bad ones.
    """
    groups: dict[_Group, list[int]] = {}
    for place, judged in enumerate(given.segments):
        if judged.complete or (judged.score is not None and not judged.human):
            groups.setdefault(_group(judged), []).append(place)
    kinds: dict[str, list[int]] = {}
    for place, contrast in enumerate(given.contrasts):
        kinds.setdefault(contrast.dataset, []).append(place)
    sets = {
        **{f"{_FILE} {n}": of for n, (key, of) in enumerate(groups.items()) if not key.human},
        **{f"{_DOCUMENTS} {n}": of for n, (key, of) in enumerate(groups.items()) if key.complete},
        **{f"{side} {name}": of for name, of in kinds.items() for side in (_BETTER, _WORSE)},
    }
    lines = [_lines(name, given, of) for name, of in sets.items()]
    said = answers(lines, jobs=jobs)
    in_files = _in_order(given, groups, said, _FILE)
    cases = _in_order(given, groups, said, _DOCUMENTS)
    contrasts = {
        place: (given.contrasts[place], outcome(given.contrasts[place], better, worse))
        for name, of in kinds.items()
        for place, better, worse in zip(
            of, said[f"{_BETTER} {name}"], said[f"{_WORSE} {name}"], strict=True
        )
    }
    return Measurement(
        cases=cases,
        in_files=in_files,
        contrasts=tuple(contrasts[place] for place in sorted(contrasts)),
        read=read((*given.articles, *sources_of(given.segments)), jobs=jobs),
    )


def _in_order(
    given: Judgements,
    groups: dict[_Group, list[int]],
    said: dict[str, tuple[Answer, ...]],
    layout: str,
) -> tuple[tuple[Judged, Answer], ...]:
    found: dict[int, Answer] = {}
    for number, of in enumerate(groups.values()):
        if f"{layout} {number}" in said:
            found.update(zip(of, said[f"{layout} {number}"], strict=True))
    return tuple((given.segments[place], found[place]) for place in sorted(found))


def set_name(judged: Judged) -> str:
    """Return the name of a segment's set: data set and languages."""
    return " ".join(part for part in (judged.dataset, judged.lang_pair) if part)


def _group(judged: Judged) -> _Group:
    return _Group(
        dataset=judged.dataset,
        lang_pair=judged.lang_pair,
        human=judged.human,
        referenced=bool(judged.reference.strip()),
        complete=judged.complete,
    )


def _lines(name: str, given: Judgements, of: list[int]) -> Lines:
    side = name.partition(" ")[0]
    if side in (_FILE, _DOCUMENTS):
        segments = [given.segments[place] for place in of]
        scored = not segments[0].human and any(s.score is not None for s in segments)
        measured = side == _FILE and scored and segments[0].reference
        # Many systems' translations of one source in one file are no contradiction.
        sourced = side == _DOCUMENTS
        made = _filled(
            name,
            ((s.text, s.reference, s.source if sourced else "") for s in segments),
            MEASURED if measured else (),
        )
        if side == _FILE:
            return made
        return replace(made, documents=tuple(f"{s.system} {s.document}" for s in segments))
    contrasts = (given.contrasts[place] for place in of)
    rows = ((c.better if side == _BETTER else c.worse, c.reference, "") for c in contrasts)
    return _filled(name, rows, MEASURED)


def _filled(name: str, rows: Iterable[tuple[str, str, str]], metrics: tuple[str, ...]) -> Lines:
    texts, references, sources = zip(*rows, strict=True)
    return Lines(
        name=name,
        texts=texts,
        references=references if any(map(str.strip, references)) else (),
        sources=sources if any(map(str.strip, sources)) else (),
        metrics=metrics,
    )


def _span_table(name: str, cases: list[tuple[Judged, Answer]]) -> SpanTable:
    ours = [
        SpanCase(text=judged.text, gold=_places(judged, 0), found=answer.places)
        for judged, answer in cases
    ]
    others = list(chain.from_iterable(_other_raters(judged) for judged, _ in cases))
    return SpanTable(
        name=name,
        ours=span_scores(ours),
        floor=span_scores(map(everything, ours)),
        human=span_scores(others) if others else None,
    )


def _other_raters(judged: Judged) -> Iterator[SpanCase]:
    for number in range(1, len(judged.raters)):
        yield SpanCase(text=judged.text, gold=_places(judged, 0), found=_places(judged, number))


def _places(judged: Judged, rater: int) -> tuple[tuple[int, int, bool], ...]:
    return tuple((m.start, m.end, m.major) for m in judged.of(judged.raters[rater]))
