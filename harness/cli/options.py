"""Options that several commands share, and what is made of them before any work is done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, TypedDict, TypeVar
from urllib.parse import urlsplit

import click
import typer

from harness.baseline import read_baseline
from harness.cli import judging
from harness.config import Configuration, Settings, checked_selection, load
from harness.config.file import NO_CONFIGURATION
from harness.engines import ALWAYS, ENGINES
from harness.errors import HarnessError, suggest
from harness.metrics import METRICS
from harness.model.finding import Confidence, Severity
from harness.model.report import Bound, Policy
from harness.model.text import ReferenceKind

Choice = TypeVar("Choice")


class Selection(TypedDict):
    """Which rules run, ready for `Settings`."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]


class Engines(TypedDict):
    """What the options say of engines, ready for `Settings`."""

    engines: tuple[str, ...]
    languagetool_url: str | None


def _configured(context: typer.Context, given: Path | None) -> Path | None:
    """Let the file speak where neither the command line nor the environment does.

    The file's values become the options' defaults, and every option is given its variable in the
    environment: MT_HARNESS_ and its name.
    """
    configuration = load(given)
    context.obj = configuration
    context.default_map = dict(configuration.options)
    if context.command.name == "check" and "require" in context.default_map:
        # No metric is computed there, so an engine of metrics alone cannot be missed.
        scoring = {metric.engine for metric in METRICS.values()} - {"rules"}
        asked = context.default_map["require"]
        context.default_map["require"] = [name for name in asked if name not in scoring]
    for parameter in context.command.params:
        if isinstance(parameter, click.Option) and not parameter.envvar and parameter.name:
            parameter.envvar = f"MT_HARNESS_{parameter.name.removesuffix('_engines').upper()}"
    return configuration.path


ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config",
        callback=_configured,
        is_eager=True,
        envvar="MT_HARNESS_CONFIG",
        help="Settings; else the nearest mt-harness.toml or pyproject.toml upward.",
        show_default=False,
        show_envvar=False,
    ),
]
Paths = Annotated[
    list[str] | None,
    typer.Argument(help="Files, folders, patterns, addresses, or - for standard input."),
]
Translations = Annotated[
    list[str] | None,
    typer.Option(
        "-t", "--translations", "--hyp", help="Line file of a system, as PATH or NAME=PATH."
    ),
]
References = Annotated[
    list[str] | None,
    typer.Option("-r", "--references", "--ref", help="Reference file; repeatable."),
]
Sources = Annotated[Path | None, typer.Option("-s", "--sources", "--src", help="Source file.")]
Lang = Annotated[str | None, typer.Option("--lang", help="Language of the translation: en, de …")]
LangPair = Annotated[
    str | None, typer.Option("-l", "--lang-pair", help="Source and target language: es-en.")
]
Select = Annotated[
    list[str] | None, typer.Option("--select", help="Only these rules: codes, names, families.")
]
Ignore = Annotated[
    list[str] | None, typer.Option("--ignore", help="Not these rules: codes, names, families.")
]
MinConfidence = Annotated[
    str, typer.Option("--min-confidence", help="Show findings from here up: high, medium, low.")
]
GateConfidence = Annotated[
    str, typer.Option("--gate-confidence", help="Let the gate count findings from here up.")
]
FailOn = Annotated[str, typer.Option("--fail-on", help="Fail on: critical, major, minor, never.")]
MaxFindings = Annotated[
    int | None, typer.Option("--max-findings", min=0, help="Fail on more findings than this.")
]
NoFail = Annotated[bool, typer.Option("--no-fail", help="Exit 0 where the gate alone would fail.")]
With = Annotated[
    list[str] | None,
    typer.Option("--with", help="Engines that run as well: " + ", ".join(ENGINES) + "."),
]
Require = Annotated[
    list[str] | None,
    typer.Option("--require", help="Engines that run as well, and without which: exit 3."),
]
LanguageToolUrl = Annotated[
    str | None,
    typer.Option(
        "--languagetool-url",
        envvar="MT_HARNESS_LANGUAGETOOL_URL",
        help="A LanguageTool server that runs; the texts are sent there.",
        show_default=False,
    ),
]
Encoder = Annotated[
    str | None,
    typer.Option(
        "--encoder",
        help="Model that compares words with the reference's: path, hub id or package.",
        show_default=False,
    ),
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="No summary.")]
Jobs = Annotated[int | None, typer.Option("-j", "--jobs", min=1, help="Processes; else all cores.")]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Ask engines anew; keep nothing of what they answer.")
]
KeepGoing = Annotated[
    bool,
    typer.Option("--keep-going", help="Leave documents that fail out of the exit code."),
]
Resample = Annotated[
    str | None,
    typer.Option(
        "--resample",
        help="Draw by segment or document; else document from 20 documents up.",
        show_default=False,
        rich_help_panel="Statistics",
    ),
]
AllPairs = Annotated[
    bool,
    typer.Option(
        "--all-pairs",
        help="Compare every system with every other; with a test, rank them in clusters.",
        rich_help_panel="Statistics",
    ),
]
Seed = Annotated[
    int | None,
    typer.Option(
        "--seed",
        help="Else SACREBLEU_SEED, else 12345.",
        show_default=False,
        rich_help_panel="Statistics",
    ),
]
KindOfReference = Annotated[
    str | None,
    typer.Option("--reference-kind", help="independent, post-edit or comparable; else told."),
]

BaselineFile = Annotated[
    Path | None,
    typer.Option("--baseline", help="Findings that were accepted: mt-harness-baseline.json."),
]


def configuration() -> Configuration:
    """Return the configuration of the command that runs; an empty one where it takes none."""
    context = click.get_current_context(silent=True)
    found = context.obj if context is not None else None
    return found if isinstance(found, Configuration) else NO_CONFIGURATION


def configured(settings: Settings) -> Settings:
    """Return the settings with what no option can say: the grades, terms, paths, dismissals."""
    file = configuration().settings
    return replace(
        settings,
        severities=file.severities,
        terms=file.terms,
        overrides=file.overrides,
        dismissals=file.dismissals,
    )


def several(given: list[str] | None) -> tuple[str, ...]:
    """Return the values of an option that is repeated or comma-separated.

    >>> several(["bleu,chrf", "ter"])
    ('bleu', 'chrf', 'ter')
    """
    return tuple(part.strip() for value in given or () for part in value.split(",") if part.strip())


def chosen(value: str, options: dict[str, Choice], option: str) -> Choice:
    """Return what `value` stands for; raise H101 with the nearest of the words allowed."""
    if value not in options:
        raise HarnessError(
            "H101", option, f'"{value}" is not one of its values', suggest(value, options)
        )
    return options[value]


def confidence(value: str, option: str) -> Confidence:
    """Return the confidence named."""
    return chosen(value, {c.label: c for c in Confidence}, option)


def policy(
    *,
    fail_on: str,
    gate_confidence: str,
    max_findings: int | None,
    no_fail: bool,
    min_score: list[str] | None = None,
    max_score: list[str] | None = None,
    require: list[str] | None = None,
    keep_going: bool = False,
    scores: bool = True,
) -> Policy:
    """Return the gate's policy; limits on metrics are checked for name, number and direction.

    Without `scores` no metric is computed, so what the file says of them does not concern.
    """
    severities: dict[str, Severity | None] = {s.label: s for s in Severity if s > Severity.NEUTRAL}
    file = configuration().settings.policy
    quotas = file.quotas if scores else tuple(replace(q, bounds=()) for q in file.quotas)
    return Policy(
        limits=file.limits,
        quotas=quotas,
        against=judging.against(),
        max_density=file.max_density,
        repeats_once=file.repeats_once,
        fail_on=chosen(fail_on, severities | {"never": None}, "--fail-on"),
        confidence=confidence(gate_confidence, "--gate-confidence"),
        max_findings=max_findings,
        bounds=(
            *_bounds(several(min_score), "--min-score", higher=True),
            *_bounds(several(max_score), "--max-score", higher=False),
        ),
        required=several(require),
        no_fail=no_fail,
        keep_going=keep_going,
    )


def _bounds(given: tuple[str, ...], option: str, *, higher: bool) -> tuple[Bound, ...]:
    bounds = []
    for item in given:
        name, found, number = item.rpartition("=")
        if not found:
            raise HarnessError("H102", option, f'"{item}" has no "="', f"Write {option} chrf=50.")
        if name not in METRICS:
            raise HarnessError("H103", option, f'unknown metric "{name}"', suggest(name, METRICS))
        try:
            value = float(number)
        except ValueError:
            raise HarnessError(
                "H102", option, f'"{number}" is no number', "Write chrf=50."
            ) from None
        if METRICS[name].higher_is_better is not higher:
            other = "--max-score" if higher else "--min-score"
            better = "lower" if higher else "higher"
            raise HarnessError("H104", option, f"{better} {name} is better", f"Use {other} {item}.")
        bounds.append(Bound(metric=name, value=value))
    return tuple(bounds)


def selection(select: list[str] | None, ignore: list[str] | None) -> Selection:
    """Return the checked rule selection, ready for `Settings`."""
    return {
        "select": checked_selection(several(select), "--select"),
        "ignore": checked_selection(several(ignore), "--ignore"),
    }


def engines(named: list[str] | None, required: list[str] | None, url: str | None) -> Engines:
    """Return the engines to run, checked; what is required is run as well."""
    for name in several(named):
        if name not in ENGINES:
            raise HarnessError("H111", "--with", f'unknown engine "{name}"', suggest(name, ENGINES))
    always = {*ALWAYS, *ENGINES}
    for name in several(required):
        if name not in always:
            raise HarnessError(
                "H111", "--require", f'unknown engine "{name}"', suggest(name, always)
            )
    if url is not None and not _is_address(url):
        raise HarnessError(
            "H112",
            "--languagetool-url",
            f'"{url}" is no address',
            "Write http://HOST:PORT.",
        )
    chosen = dict.fromkeys((*several(named), *several(required)))
    return Engines(engines=tuple(name for name in chosen if name in ENGINES), languagetool_url=url)


def encoder(named: str | None, *, offline: bool) -> str | None:
    """Return the encoder of words named, found and loaded before any work.

    Raises HarnessError H124 for a name that is none, EngineError H530 to H532 where it is not to be
    had or does not run.
    """
    if named is None:
        return None
    from harness.engines.words.nearness import Words
    from harness.engines.words.place import find

    Words(model=find(named, offline=offline)).prove()
    return named


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def baseline(given: Path | None) -> str | None:
    """Return the baseline named; raise H210 where it cannot be read, before any work."""
    if given is None:
        return None
    read_baseline(given)
    return str(given)


def reference_kind(given: str | None) -> ReferenceKind | None:
    """Return the kind named, or None to have it told from each pair."""
    if given is None:
        return None
    return chosen(given, {kind.value: kind for kind in ReferenceKind}, "--reference-kind")
