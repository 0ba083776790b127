"""A translation that must hold, as an assertion."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from harness.config import Settings
from harness.gate import judge
from harness.model.finding import Severity
from harness.model.report import ExitCode, Policy, Report
from harness.model.text import Document
from harness.render.lines import render_lines

# A test is about a text of a few lines: there anything that a reader notices is worth a failure.
STRICT = Settings(policy=Policy(fail_on=Severity.MINOR))


def assert_translation(
    candidate: str | Path,
    *references: str,
    source: str | None = None,
    language: str = "und",
    source_language: str | None = None,
    settings: Settings = STRICT,
) -> Report:
    """Return the report of a translation that passes the gate of `settings`.

    `candidate` is the text, or a file with what lies beside it (then nothing else is given).
    `settings` are a run's: their policy decides, their `metrics` are computed where it bounds
    them. Raises AssertionError with every finding and reason where the gate fails, and where what
    it requires was not measured; HarnessError for a file that cannot be read.
    """
    __tracebackhide__ = True  # pytest then points at the test, not in here
    from harness import api

    documents = _documents(candidate, references, source, language, source_language)
    report = api.run(documents, settings)
    verdict = judge(report, settings.policy)
    if verdict.exit_code is not ExitCode.PASSED:
        reasons = [*verdict.breaches, *verdict.unjudged]
        reasons += [f"{row.document}: {row.why}" for row in report.failed]
        raise AssertionError("\n".join(["; ".join(reasons), render_lines(report)]).rstrip())
    return report


def _documents(
    candidate: str | Path,
    references: Sequence[str],
    source: str | None,
    language: str,
    source_language: str | None,
) -> tuple[Document, ...]:
    if isinstance(candidate, Path):
        if references or source is not None:
            raise TypeError("a file has its references and its source beside it")
        from harness.read import read_paths

        return read_paths((candidate,), language=language, source_language=source_language)
    return (
        Document(
            id="translation",
            text=candidate,
            references=tuple(references),
            source=source,
            language=language,
            source_language=source_language,
        ),
    )
