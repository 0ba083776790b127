"""`mt-harness baseline`: accept what is there, show, prune, take an editor's decisions."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harness.baseline import DEFAULT, Decision, Entry, read_baseline, united, write_baseline
from harness.cli import options, reading
from harness.cli.inputs import readable
from harness.cli.outcome import processes, tell_failed
from harness.errors import HarnessError
from harness.model.report import ExitCode, Report

if TYPE_CHECKING:
    from harness.config import Settings

app = typer.Typer(
    name="baseline",
    help="Findings that were decided about, kept in a file: only new ones count.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_KNOWN = "known when the baseline was made"
Runs = Annotated[
    list[str] | None,
    typer.Argument(help="Files or folders of translations, or the run folder of a finished run."),
]
File = Annotated[Path, typer.Option("--baseline", help="The file of decisions.")]


@app.command()
def accept(
    paths: Runs = None,
    translations: options.Translations = None,
    references: options.References = None,
    sources: options.Sources = None,
    lang: options.Lang = None,
    lang_pair: options.LangPair = None,
    input_format: reading.InputFormat = None,
    columns: reading.Columns = None,
    states: reading.States = None,
    max_input: reading.MaxInput = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    min_confidence: options.MinConfidence = "medium",
    with_engines: options.With = None,
    languagetool_url: options.LanguageToolUrl = None,
    reference_kind: options.KindOfReference = None,
    config: options.ConfigFile = None,
    baseline: File = Path(DEFAULT),
    reason: Annotated[str, typer.Option("--reason", help="Why they stand.")] = _KNOWN,
    jobs: options.Jobs = None,
) -> None:
    """Add every finding that is shown to the baseline; those that are in it keep their reason."""
    from harness.config import Settings

    old = read_baseline(baseline) if baseline.exists() else ()
    settings = Settings(
        **options.selection(select, ignore),
        **options.engines(with_engines, None, languagetool_url),
        min_confidence=options.confidence(min_confidence, "--min-confidence"),
        reference_kind=options.reference_kind(reference_kind),
        baseline=str(baseline) if old else None,
    )
    given = _Given(paths, translations, references, sources, lang, lang_pair)
    report = given.report(options.configured(settings), processes(jobs))
    known = {(entry.document, entry.system, entry.fingerprint) for entry in old if entry.takes}
    new = [
        entry
        for entry in _entries(report, reason)
        if (entry.document, entry.system, entry.fingerprint) not in known
    ]
    write_baseline(baseline, united(old, new))
    print(f"{baseline}: {_findings(len(new))} accepted")
    _leave(report)


@app.command()
def show(config: options.ConfigFile = None, baseline: File = Path(DEFAULT)) -> None:
    """Print what was decided: document, rule, words, decision and reason, one entry a line."""
    entries = read_baseline(baseline)
    for entry in entries:
        system = f"{entry.system}:" if entry.system else ""
        said = " ".join(entry.text.split())
        words = f'{entry.rule} "{said}": {entry.decision.value}, {entry.reason}'
        print(f"{system}{entry.document}: {words}")
    counted = [sum(entry.decision is one for entry in entries) for one in Decision]
    told = ", ".join(f"{n} {one.value}" for n, one in zip(counted, Decision, strict=True) if n)
    print(f"{baseline}: {told or 'no decisions'}", file=sys.stderr)


@app.command()
def prune(
    paths: Runs = None,
    translations: options.Translations = None,
    references: options.References = None,
    sources: options.Sources = None,
    lang: options.Lang = None,
    lang_pair: options.LangPair = None,
    input_format: reading.InputFormat = None,
    columns: reading.Columns = None,
    states: reading.States = None,
    max_input: reading.MaxInput = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    with_engines: options.With = None,
    languagetool_url: options.LanguageToolUrl = None,
    reference_kind: options.KindOfReference = None,
    config: options.ConfigFile = None,
    baseline: File = Path(DEFAULT),
    absent: Annotated[
        bool, typer.Option("--absent", help="Also those of documents that were not looked at.")
    ] = False,
    jobs: options.Jobs = None,
) -> None:
    """Drop the entries that take nothing any more, in the documents and rules looked at."""
    from harness.config import Settings

    entries = read_baseline(baseline)
    settings = Settings(
        **options.selection(select, ignore),
        **options.engines(with_engines, None, languagetool_url),
        reference_kind=options.reference_kind(reference_kind),
        baseline=str(baseline),
    )
    given = _Given(paths, translations, references, sources, lang, lang_pair)
    report = given.report(options.configured(settings), processes(jobs))
    kept = tuple(_kept(entries, report, baseline, absent=absent))
    if len(kept) < len(entries):
        write_baseline(baseline, kept)
    gone = len(entries) - len(kept)
    print(f"{baseline}: {gone} entr{'y' if gone == 1 else 'ies'} dropped, {len(kept)} kept")
    _leave(report)


@app.command("import")
def take(
    decisions: Annotated[Path, typer.Argument(help="decisions.json, as a report's page saves it.")],
    config: options.ConfigFile = None,
    baseline: File = Path(DEFAULT),
) -> None:
    """Take what an editor decided: wrong and accepted findings stand, right ones are kept."""
    from harness.decisions import read_decisions

    new = read_decisions(decisions)
    old = read_baseline(baseline) if baseline.exists() else ()
    write_baseline(baseline, united(old, new))
    counted = [sum(entry.decision is one for entry in new) for one in Decision]
    told = ", ".join(f"{n} {one.value}" for n, one in zip(counted, Decision, strict=True))
    print(f"{baseline}: {told}")


class _Given:
    """What is to be looked at: a finished run, or documents that are examined now."""

    def __init__(
        self,
        paths: list[str] | None,
        translations: list[str] | None,
        references: list[str] | None,
        sources: Path | None,
        lang: str | None,
        pair: str | None,
    ) -> None:
        alone = Path(paths[0]) if paths and len(paths) == 1 else None
        self.run = alone if alone is not None and _is_run(alone) else None
        mixed = self.run is None and any(_is_run(Path(path)) for path in paths or ())
        if mixed:
            raise HarnessError("H121", "", "a run folder beside others", "Name one at a time.")
        self._readable = (paths, translations, references, sources, lang, pair)

    def report(self, settings: Settings, jobs: int) -> Report:
        """Return the run as it was stored, or what is found in the documents now."""
        if self.run is not None:
            from harness.stored import read_report

            return read_report(self.run)
        from harness import api

        documents, unread = readable(*self._readable)
        return api.check(documents, settings, unread, jobs=jobs)


def _is_run(path: Path) -> bool:
    return (path / "report.json").is_file()


def _entries(report: Report, reason: str) -> Iterator[Entry]:
    for document in report.documents:
        origin = document.article.document
        for finding in document.shown:
            yield Entry(
                document=origin.id,
                system=origin.system,
                fingerprint=finding.fingerprint,
                rule=finding.rule,
                text=finding.text,
                decision=Decision.ACCEPTED,
                reason=reason,
            )


def _kept(
    entries: tuple[Entry, ...], report: Report, baseline: Path, *, absent: bool
) -> Iterator[Entry]:
    from harness.accept import entry_words

    unused = {waiver.what for waiver in report.totals.unused if waiver.where == baseline.name}
    seen = [document.article.document for document in report.documents]
    for entry in entries:
        gone = entry_words(entry) in unused
        if absent and not gone:
            gone = not any(entry.concerns(one.id, one.system) for one in seen)
        if not (entry.takes and gone):
            yield entry


def _findings(count: int) -> str:
    return f"{count} finding{'s' * (count != 1)}"


def _leave(report: Report) -> None:
    """End with 2 where a document could not be read: its findings are not in the baseline."""
    tell_failed(report)
    if report.failed:
        raise typer.Exit(int(ExitCode.USAGE))
