"""The steps in their order: what the command line calls, and what a program may call as well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from harness.aggregate import Ledger
from harness.baseline import digest
from harness.config import RUN_METRICS, Settings
from harness.examination import examine
from harness.gate import judge
from harness.metrics import METRICS
from harness.model.report import DocumentReport, FailedDocument, Report, Verdict
from harness.read import Item
from harness.regression import set_against
from harness.rules import RULES
from harness.session import Session, Watch
from harness.stored import StoredDocuments

if TYPE_CHECKING:
    from harness.cluster import Cluster

__all__ = ["check", "examine", "run", "run_into", "score"]


def check(
    documents: Iterable[Item],
    settings: Settings,
    failed: tuple[FailedDocument, ...] = (),
    *,
    jobs: int = 1,
    watch: Watch | None = None,
) -> Report:
    """Return the findings in the documents, without any metric; arguments as those of `run`."""
    return run(documents, replace(settings, metrics=()), failed, jobs=jobs, watch=watch)


def score(
    documents: Iterable[Item],
    settings: Settings,
    failed: tuple[FailedDocument, ...] = (),
    *,
    jobs: int = 1,
    watch: Watch | None = None,
) -> Report:
    """Return the settings' metrics (as `run` computes, where none is named); arguments as there.

    Findings are looked for only as far as a metric counts them.
    """
    settings = replace(settings, metrics=settings.metrics or RUN_METRICS)
    if not any(METRICS[name].counts_findings for name in settings.metrics if name in METRICS):
        settings = replace(settings, select=(), ignore=tuple(rule.code for rule in RULES))
    return run(documents, settings, failed, jobs=jobs, watch=watch)


def run(
    documents: Iterable[Item],
    settings: Settings,
    failed: tuple[FailedDocument, ...] = (),
    *,
    jobs: int = 1,
    watch: Watch | None = None,
) -> Report:
    """Return findings and, for the metrics named in the settings, scores; all of it in memory.

    Documents may be given as planned (`harness.read.plan`), to be read where they are worked on.
    `failed` are those that could not be read, which may also stand among the documents; one on
    which a rule breaks down joins them, and the others are finished. `jobs` processes share many
    documents and change nothing in the result; `watch` is told of each document that is done.
    Raises HarnessError for weights that cannot be had.
    """
    ledger = Ledger()
    done: list[DocumentReport] = []
    items = (*failed, *documents)
    with Session(settings, jobs=jobs) as session:
        session.look_over(items)
        for outcome in session.outcomes(items, watch=watch):
            ledger.add(outcome)
            if not isinstance(outcome, FailedDocument):
                done.append(outcome if isinstance(outcome, DocumentReport) else outcome.report)
        report = session.report(tuple(done), ledger)
    return set_against(report, settings.policy)


def run_into(
    target: Path,
    items: Sequence[Item],
    settings: Settings,
    *,
    overwrite: bool = False,
    resume: bool = False,
    jobs: int = 1,
    watch: Watch | None = None,
    cluster: Cluster | None = None,
) -> tuple[Report, Verdict]:
    """Write the run folder `target` over the items, and return its report and the gate's verdict.

    Documents go to disk as they are done, so memory does not grow with their number. Where the
    run is broken off, finished parts stay beside the target and `resume` goes on after them; the
    folder is the same in the end, also where a `cluster` does the work in place of processes here.
    Raises H401 to H404 before any work, as `folder.opened` does.
    """
    from harness import folder, kept

    with folder.opened(target, overwrite=overwrite, resume=resume) as place:
        with Session(settings, jobs=jobs) as session:
            session.look_over(items)
            made_of = (settings, session.corpus, digest(settings.baseline))
            with folder.Book(place, made_of, engines=session.engines, resume=resume) as book:
                left = book.left(items)
                if cluster is None:
                    coming = kept.finished(left, session, made_of, watch)
                else:
                    coming = cluster.finished(left, session, place)
                for packed in coming:
                    book.add(packed)
            done = book.closed()
            report = session.report(done.documents, done.ledger)
        report = set_against(report, settings.policy)
        # Limits by path know files by where they are; what is stored of that names no machine.
        paths = tuple(row["path"] for row in done.inputs)
        placed = replace(report, documents=StoredDocuments(place, paths))
        verdict = judge(placed, settings.policy)
        folder.write(
            place, report, verdict, settings, inputs=done.inputs, ledger=done.ledger, jobs=jobs
        )
    return replace(report, documents=StoredDocuments(target, paths)), verdict
