"""Run folders of parallel jobs, joined into the one that a single run would have written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

from harness.aggregate import Ledger, aggregate
from harness.config import Settings
from harness.errors import HarnessError
from harness.folder.files import write
from harness.folder.joined import widest, write_table
from harness.folder.packed import RECORDS
from harness.folder.place import opened
from harness.gate import judge
from harness.model.finding import Skipped
from harness.model.report import Engine, Policy, Report, Verdict
from harness.model.score import Score
from harness.regression import set_against
from harness.render.tables import TABLES
from harness.stored import Stored, StoredDocuments, read_ledger, read_run, read_settings
from harness.stored.codec import encoded

Key = tuple[str | None, str]
# What two jobs may have apart: it changes no finding and no score.
_FREE = frozenset({"policy", "cached", "languagetool_url"})
_HERE = frozenset({"root", "baseline", "where", "origin"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """One of the folders that are joined, its documents by their keys."""

    path: Path
    stored: Stored
    settings: Settings
    keys: tuple[Key, ...]


def merge_into(
    target: Path,
    runs: Sequence[Path],
    policy: Policy,
    *,
    overwrite: bool = False,
    jobs: int = 1,
) -> tuple[Report, Verdict]:
    """Write the run folder `target` over all documents of the runs; return report and verdict.

    `policy` judges, along with what the runs required. Where the runs' documents are sorted, as
    those of paths are, so are all together; else they come run after run. Raises H309 for a
    document in two runs, H333 for what is no run folder, H323 for runs that were not made alike,
    and what `folder.opened` raises, all before any work.
    """
    found = [_opened(path) for path in runs]
    _made_alike(found)
    order = _order(found)
    policy = replace(
        policy,
        required=_each(policy.required, *(one.settings.policy.required for one in found)),
        measured=_each(policy.measured, *(one.settings.policy.measured for one in found)),
    )
    settings = replace(found[0].settings, policy=policy)
    ledger = Ledger()
    for one in found:
        ledger.merge(read_ledger(one.path))
    with opened(target, overwrite=overwrite) as place:
        for name in (*TABLES, RECORDS):
            _join(found, order, place, name)
        report = set_against(_report(StoredDocuments(place), ledger, settings, found), policy)
        verdict = judge(report, policy)
        write(place, report, verdict, settings, _inputs(found, order), ledger, jobs=jobs)
    return replace(report, documents=StoredDocuments(target)), verdict


def _opened(path: Path) -> _Run:
    stored = read_run(path)
    documents = stored.report.documents
    if not isinstance(documents, StoredDocuments):
        raise HarnessError(
            "H333",
            str(path),
            "a report without its run folder",
            "Give the folders that `mt-harness run -o FOLDER` wrote.",
        )
    return _Run(
        path=stored.folder,
        stored=stored,
        settings=read_settings(stored.folder),
        keys=tuple(documents.keys()),
    )


def _each(*names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for some in names for name in some))


def _made_alike(runs: Sequence[_Run]) -> None:
    """Refuse runs of other versions or settings: their numbers would not add up."""
    first, *others = runs
    ours = _made_of(first)
    for other in others:
        theirs = _made_of(other)
        # An engine that had nothing to do in one job is in that of the other alone.
        differing = [name for name in ours if name in theirs and theirs[name] != ours[name]]
        if differing:
            raise HarnessError(
                "H323",
                str(other.path),
                f"made otherwise than {first.path}: {', '.join(differing)}",
                "Make both runs with one version and the same settings.",
            )


def _made_of(run: _Run) -> dict[str, object]:
    """Return by name what two runs must have in common."""
    settings = encoded(run.settings)
    assert isinstance(settings, dict)
    names = sorted(Settings.__dataclass_fields__.keys() - _FREE)
    report = run.stored.report
    return (
        {"version": report.version}
        | {f"version of {engine.name}": engine.version for engine in report.engines}
        | {name: _elsewhere(settings.get(name)) for name in names}
    )


def _elsewhere(value: object) -> object:
    """Return the value less what depends on where the job ran."""
    if isinstance(value, dict):
        return {name: _elsewhere(own) for name, own in value.items() if name not in _HERE}
    return [_elsewhere(own) for own in value] if isinstance(value, list) else value


def _order(runs: Sequence[_Run]) -> tuple[tuple[int, int], ...]:
    """Return run and place of every document of the whole."""
    seen: dict[Key, Path] = {}
    for run in runs:
        for key in run.keys:
            if key in seen:
                raise HarnessError(
                    "H309",
                    str(run.path),
                    f'document "{key[1]}" is in {seen[key]} as well',
                    "Let each job have documents of its own.",
                )
            seen[key] = run.path
    order = [(n, place) for n, run in enumerate(runs) for place in range(len(run.keys))]
    if all(list(run.keys) == sorted(run.keys, key=_rank) for run in runs):
        order.sort(key=lambda one: _rank(runs[one[0]].keys[one[1]]))
    return tuple(order)


def _rank(key: Key) -> tuple[str, str]:
    system, document = key
    return system or "", document


def _join(runs: Sequence[_Run], order: Sequence[tuple[int, int]], place: Path, name: str) -> None:
    """Write one table of the whole; of each kind, the runs' tables are in memory together."""
    from pyarrow import parquet

    tables = [parquet.read_table(run.path / f"{name}.parquet") for run in runs]
    schema = widest(name, (table.schema for table in tables))
    starts = [_starts(table, run.keys) for table, run in zip(tables, runs, strict=True)]

    def pieces() -> Iterator[Any]:
        for run, first, last in _stretches(order):
            begin, end = starts[run][first], starts[run][last + 1]
            if end > begin:
                yield tables[run].slice(begin, end - begin)

    write_table(place, name, schema, pieces())


def _starts(table: Any, keys: Sequence[Key]) -> list[int]:  # noqa: ANN401 (pyarrow has no types)
    """Return the row at which each document begins, and the number of rows at the end."""
    counted: dict[Key, int] = {}
    columns = (table.column("system").to_pylist(), table.column("document").to_pylist())
    for key in zip(*columns, strict=True):
        counted[key] = counted.get(key, 0) + 1
    return list(accumulate((counted.get(key, 0) for key in keys), initial=0))


def _stretches(order: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield run, first and last place of documents that follow each other in run and whole."""
    begun: tuple[int, int, int] | None = None
    for run, place in order:
        if begun is not None and begun[0] == run and begun[2] + 1 == place:
            begun = run, begun[1], place
            continue
        if begun is not None:
            yield begun
        begun = run, place, place
    if begun is not None:
        yield begun


def _report(
    documents: StoredDocuments, ledger: Ledger, settings: Settings, runs: Sequence[_Run]
) -> Report:
    """Return the report over all that the ledgers have seen, scores worked out anew from sums."""
    scores: tuple[Score, ...] = ()
    pair_scores: tuple[Score, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    took_part: tuple[Engine, ...] = ()
    if settings.metrics:
        from harness.score import by_pair, options_of, summed

        options = options_of(settings)
        scores, skipped, took_part = summed(ledger.sums, options)
        pair_scores = by_pair(ledger.sums, options)
    engines = tuple(Engine(name=n, version=v) for n, v in ledger.engines.items())
    made = aggregate(
        documents,
        version=runs[0].stored.report.version,
        engines=tuple({engine.name: engine for engine in (*engines, *took_part)}.values()),
        failed=tuple(ledger.failed),
        scores=scores,
        pair_scores=pair_scores,
        skipped=(*skipped, *_apart(runs, settings)),
        totals=ledger.totals(),
    )
    there = {engine for run in runs for engine in run.stored.report.engines}
    others = [engine for engine in made.engines if engine not in there]
    if others:
        here = ", ".join(f"{engine.name} {engine.version}" for engine in others)
        raise HarnessError(
            "H323",
            str(runs[0].path),
            f"the runs were made with other engines than this machine has: {here}",
            "Merge where the same versions are installed.",
        )
    return made


def _apart(runs: Sequence[_Run], settings: Settings) -> Iterator[Skipped]:
    """Yield the rules that compare all units of a run, where several runs of one system have such.

    A single run would have set the units of one job beside those of the next.
    """
    rules = [rule.code for rule in settings.rules() if rule.over_batch]
    if not rules:
        return
    having = Counter(system for run in runs for system in _with_sources(run.path))
    if any(count > 1 for count in having.values()):
        why = f"units were compared within each of the {len(runs)} runs, not across them"
        yield from (Skipped(what=code, why=why) for code in rules)


def _with_sources(path: Path) -> set[str | None]:
    """Return the systems that have translation units or lines with a source in a run."""
    import pyarrow.compute as pc
    from pyarrow import parquet

    units = pc.field("kind").isin(["line", "unit"]) & pc.field("source").is_valid()
    table = parquet.read_table(path / "segments.parquet", columns=["system"], filters=units)
    return set(table.column("system").unique().to_pylist())


def _inputs(runs: Sequence[_Run], order: Sequence[tuple[int, int]]) -> list[dict[str, Any]]:
    """Return the rows of run.json on what was read; files are named in the runs' own."""
    rows = [
        json.loads((run.path / "run.json").read_text(encoding="utf-8"))["inputs"] for run in runs
    ]
    return [{"path": None, **rows[run][place]} for run, place in order]
