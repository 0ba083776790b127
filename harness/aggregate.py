"""Documents to a report: totals over what is shown, everything in the order of the input."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from harness.alarms import Lookout
from harness.model.finding import Severity, Skipped, Waiver
from harness.model.report import DocumentReport, Engine, FailedDocument, Report, Totals
from harness.model.score import Score
from harness.score import Measured, Sums

Outcome = DocumentReport | Measured | FailedDocument


def aggregate(
    documents: Sequence[DocumentReport],
    *,
    version: str,
    engines: tuple[Engine, ...] = (),
    failed: tuple[FailedDocument, ...] = (),
    scores: tuple[Score, ...] = (),
    pair_scores: tuple[Score, ...] = (),
    skipped: tuple[Skipped, ...] = (),
    totals: Totals | None = None,
) -> Report:
    """Return the report of a run; `scores` are those over all documents.

    `pair_scores` are those of each language pair, where there are several. `totals` are the
    documents' own where they were counted already.
    """
    if totals is None:
        ledger = Ledger()
        for document in documents:
            ledger.add(document)
        totals = ledger.totals()
    return Report(
        version=version,
        engines=tuple(sorted(engines, key=lambda engine: engine.name)),
        documents=documents,
        failed=tuple(sorted(failed, key=lambda row: (row.document, row.path))),
        totals=totals,
        scores=scores,
        pair_scores=pair_scores,
        skipped=skipped,
    )


_KINDS = ("severity", "family", "cause", "rule")


class Ledger:
    """What is counted as documents go by, so that none of them has to be kept.

    `sums` is what metrics counted, `failed` the documents that could not be worked on, `engines`
    the versions of those that ran. Ledgers of parts of a batch merge into that of the whole.
    """

    def __init__(self) -> None:
        self._sizes: Counter[str] = Counter()
        self._kinds: dict[str, Counter[str]] = {kind: Counter() for kind in _KINDS}
        self._waivers: dict[tuple[str, str], bool] = {}
        self._lookout = Lookout()
        self.sums = Sums()
        self.failed: list[FailedDocument] = []
        self.engines: dict[str, str] = {}

    def add(self, outcome: Outcome) -> None:
        """Count one document, what is shown in it and what metrics counted; or that it failed."""
        if isinstance(outcome, FailedDocument):
            self.failed.append(outcome)
        elif isinstance(outcome, DocumentReport):
            self._count(outcome)
        else:
            self._count(outcome.report)
            document = outcome.report.article.document
            self.sums.add(document.system, outcome.tallies, document.pair)

    def _count(self, document: DocumentReport) -> None:
        shown = document.shown
        self._sizes["documents"] += 1
        self._sizes["segments"] += len(document.article.segments)
        self._sizes["words"] += document.words
        self._sizes["findings"] += len(shown)
        self._sizes["accepted"] += sum(
            finding.accepted is not None and finding.confidence >= document.shown_from
            for finding in document.findings
        )
        for finding in shown:
            self._kinds["severity"][finding.severity.label] += 1
            self._kinds["family"][finding.family] += 1
            self._kinds["cause"][finding.cause.value] += 1
            self._kinds["rule"][finding.rule] += 1
        self._use((waiver.where, waiver.what, waiver.used) for waiver in document.waivers)
        self._lookout.see(document)

    def merge(self, other: Ledger) -> None:
        """Add all that the other has counted."""
        self._sizes += other._sizes
        for kind, counted in other._kinds.items():
            self._kinds[kind] += counted
        self._use((where, what, used) for (where, what), used in other._waivers.items())
        self._lookout.merge(other._lookout)
        self.sums.merge(other.sums)
        self.failed += other.failed
        self.engines |= other.engines

    def totals(self) -> Totals:
        """Return the counts; a density needs at least one word."""
        sizes = self._sizes
        severities = self._kinds["severity"]
        return Totals(
            documents=sizes["documents"],
            segments=sizes["segments"],
            words=sizes["words"],
            by_severity=tuple(
                (severity.label, severities[severity.label])
                for severity in sorted(Severity, reverse=True)
            ),
            by_family=_most_first(self._kinds["family"]),
            by_cause=_most_first(self._kinds["cause"]),
            by_rule=_most_first(self._kinds["rule"]),
            findings_per_1000=(
                1000 * sizes["findings"] / sizes["words"] if sizes["words"] else None
            ),
            accepted=sizes["accepted"],
            unused=tuple(
                Waiver(where=where, what=what, used=False)
                for (where, what), used in sorted(self._waivers.items())
                if not used
            ),
            alarms=self._lookout.alarms(),
        )

    def stored(self) -> dict[str, Any]:
        """Return all of it as JSON values; `restored` reads them."""
        return {
            "sizes": dict(self._sizes),
            **{kind: dict(counted) for kind, counted in self._kinds.items()},
            "waivers": [[*key, used] for key, used in self._waivers.items()],
            "alarms": self._lookout.stored(),
            "sums": self.sums.stored(),
            "engines": self.engines,
            "failed": [[row.document, row.path, row.why] for row in self.failed],
        }

    @classmethod
    def restored(cls, given: dict[str, Any]) -> Ledger:
        """Return what `stored` wrote down."""
        made = cls()
        made._sizes = Counter(given["sizes"])
        made._kinds = {kind: Counter(given[kind]) for kind in _KINDS}
        made._use((where, what, used) for where, what, used in given["waivers"])
        made._lookout = Lookout.restored(given["alarms"])
        made.sums = Sums.restored(given["sums"])
        made.engines = dict(given["engines"])
        made.failed = [
            FailedDocument(document=document, path=path, why=why)
            for document, path, why in given["failed"]
        ]
        return made

    def _use(self, waivers: Iterable[tuple[str, str, bool]]) -> None:
        for where, what, used in waivers:
            key = where, what
            self._waivers[key] = self._waivers.get(key, False) or used


def _most_first(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
