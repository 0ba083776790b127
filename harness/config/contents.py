"""What a configuration says, as settings: each key checked, each error with file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from harness.analyse.patterns import compiled
from harness.config import keys
from harness.config.dismissals import dismissals_of
from harness.config.glossary import read_glossary
from harness.config.limits import bounds_of, limits_of, quota_of
from harness.config.models import KEYS, MODEL, choice_of, encoder_of
from harness.config.settings import RUN_METRICS, Override, Settings
from harness.config.table import Table
from harness.engines import ALWAYS, ENGINES
from harness.errors import suggest
from harness.metrics import METRICS
from harness.metrics.weights import PROFILES, weights_of
from harness.model.finding import Confidence, Severity
from harness.model.report import Policy
from harness.model.terms import Pattern, Scope, Term, TermKind, Terms
from harness.model.text import ReferenceKind

_SEVERITIES = {severity.label: severity for severity in Severity}
_CONFIDENCES = {confidence.label: confidence for confidence in Confidence}
# Key → the parameter of the option that takes it.
_OPTIONS = {
    "language": "lang",
    "lang-pair": "lang_pair",
    "select": "select",
    "ignore": "ignore",
    "min-confidence": "min_confidence",
    "gate-confidence": "gate_confidence",
    "fail-on": "fail_on",
    "metrics": "metrics",
    "reference-kind": "reference_kind",
    "engines": "with_engines",
    "require": "require",
    "languagetool-url": "languagetool_url",
    **KEYS,
}


def settings_of(top: Table, folder: Path) -> Settings:
    """Return the settings of a configuration; paths in it are seen from its folder."""
    top.only(keys.TOP, keys.TABLES)
    policy = _policy(top, folder)
    engines = top.several("engines", ENGINES, "engine")
    metrics = top.several("metrics", METRICS, "metric") or RUN_METRICS
    comet = choice_of(top, folder)
    return Settings(
        select=top.selectors("select"),
        ignore=top.selectors("ignore"),
        severities=top.graded("severity", _SEVERITIES),
        min_confidence=_or(top.chosen("min-confidence", _CONFIDENCES), Confidence.MEDIUM),
        metrics=comet.metrics((*metrics, *policy.limited)),
        comet=comet,
        weights=_weights(top, folder),
        engines=tuple(
            dict.fromkeys((*engines, *(name for name in policy.required if name in ENGINES)))
        ),
        languagetool_url=top.text("languagetool-url"),
        encoder=encoder_of(top, folder),
        reference_kind=top.chosen("reference-kind", {k.value: k for k in ReferenceKind}),
        policy=policy,
        terms=_terms(top, folder),
        overrides=tuple(_override(table, folder) for table in top.tables("path")),
        dismissals=dismissals_of(top, folder),
        baseline=_baseline(top, folder),
    )


def languages_of(top: Table) -> tuple[str | None, str | None]:
    """Return the language of the translations and of their source, as far as they are given."""
    target, pair = top.text("language"), top.text("lang-pair")
    if pair is None:
        return target, None
    source, found, second = pair.partition("-")
    if not (source.isalpha() and found and second):
        raise top.wrong(f'"{pair}" is no pair', "Write es-en.", "lang-pair")
    if target and target.split("-")[0] != second.split("-")[0]:
        seen = f'"{target}" is not the target of {pair}'
        raise top.wrong(seen, "Keep one of the two.", "language")
    return target or second, source


def options_of(top: Table, settings: Settings) -> dict[str, Any]:
    """Return what options are by default: those that the file speaks of, by their parameters."""
    made = {_OPTIONS[key]: value for key, value in top.values.items() if key in _OPTIONS}
    # With their paths as seen from the file's folder.
    if settings.baseline is not None:
        made["baseline"] = settings.baseline
    if settings.encoder is not None:
        made["encoder"] = settings.encoder
    if MODEL in top.values:
        made["comet_model"] = [f"{name}={model}" for name, model in settings.comet.models]
    if "precision" in top.values:
        made["precision"] = settings.comet.precision
    if "weights" in top.values:
        made["weights"] = settings.weights
    if settings.policy.max_findings is not None:
        made["max_findings"] = settings.policy.max_findings
    for key, parameter in (("min-score", "min_score"), ("max-score", "max_score")):
        if key in top.values:
            made[parameter] = [f"{name}={value}" for name, value in top.values[key].items()]
    return made | _regression(top)


def _regression(top: Table) -> dict[str, Any]:
    """Return what a comparison with a stored run takes by default, by the options' parameters."""
    table = top.table("regression")
    if table is None:
        return {}
    table.only(keys.REGRESSION)
    given = {
        "primary": table.text("metric"),
        "tolerance": table.number("tolerance", least=0),
        "max_new": table.count("max-new"),
        "allow_inconclusive": table.truth("allow-inconclusive"),
    }
    if given["primary"] is not None and given["primary"] not in METRICS:
        seen = f'unknown metric "{given["primary"]}"'
        raise table.wrong(seen, suggest(str(given["primary"]), METRICS), "metric")
    return {name: value for name, value in given.items() if value is not None}


def _or(value: Confidence | None, otherwise: Confidence) -> Confidence:
    # The lowest confidence is 0, so `or` would not do.
    return otherwise if value is None else value


def _policy(top: Table, folder: Path) -> Policy:
    fails: dict[str, Severity | None] = {
        label: severity for label, severity in _SEVERITIES.items() if severity > Severity.NEUTRAL
    }
    fail_on: Severity | None = Severity.CRITICAL
    if top.text("fail-on") is not None:
        fail_on = top.chosen("fail-on", fails | {"never": None})
    limits = top.table("limits")
    if limits is not None:
        limits.only(keys.LIMITS, (key.name for key in keys.LIMIT_TABLES))
    return Policy(
        fail_on=fail_on,
        confidence=_or(top.chosen("gate-confidence", _CONFIDENCES), Confidence.MEDIUM),
        max_findings=limits.count("max-findings") if limits else None,
        max_density=limits.number("per-1000-words", least=0) if limits else None,
        limits=limits_of(limits) if limits else (),
        bounds=bounds_of(top),
        quotas=tuple(quota_of(table, folder) for table in top.tables("limit")),
        required=top.several("require", (*ALWAYS, *ENGINES), "engine"),
        repeats_once=top.chosen("repeats", {"once": True, "count": False}) is not False,
    )


def _weights(top: Table, folder: Path) -> str:
    given = top.text("weights")
    if given is None or given in PROFILES:
        return given or "wmt"
    path = folder / given
    if not path.is_file():
        remedy = f"{suggest(given, PROFILES)} Or name a TOML file."
        raise top.wrong(f'"{given}" is no profile and no file', remedy, "weights")
    weights_of(str(path))
    return str(path)


def _baseline(top: Table, folder: Path) -> str | None:
    # Whether it is there is asked by who reads it: `baseline accept` writes the first one.
    given = top.text("baseline")
    return None if given is None else str(folder / given)


def _override(table: Table, folder: Path) -> Override:
    table.only(keys.PATH)
    glob = table.text("glob")
    if glob is None:
        raise table.wrong("a [[path]] without glob", 'Write glob = "archive/**".')
    made = Override(
        glob=glob,
        root=str(folder),
        select=table.selectors("select"),
        ignore=table.selectors("ignore"),
        severities=table.graded("severity", _SEVERITIES),
        min_confidence=table.chosen("min-confidence", _CONFIDENCES),
    )
    if len(table.values) == 1:
        raise table.wrong("a [[path]] that changes nothing", "Add ignore, select or severity.")
    return made


def _terms(top: Table, folder: Path) -> Terms:
    entries = [_term(table) for table in top.tables("terms")]
    for number, name in enumerate(top.texts("glossaries")):
        if not (folder / name).is_file():
            seen = f'no glossary "{name}" beside this file'
            raise top.wrong(seen, "Check the path.", "glossaries", number)
        entries += read_glossary(folder / name)
    return Terms(
        entries=tuple(entries), patterns=tuple(_pattern(table) for table in top.tables("patterns"))
    )


def _term(table: Table) -> Term:
    table.only(keys.TERM)
    kinds = {
        "required": TermKind.REQUIRED,
        "forbidden": TermKind.FORBIDDEN,
        "keep": TermKind.KEEP,
    }
    key = _one_of(table, tuple(kinds))
    for extra, of in (("source", "required"), ("use", "forbidden")):
        if extra in table.values and key != of:
            raise table.wrong(f'"{extra}" beside "{key}"', f'It belongs to "{of}".', extra)
    severity = table.chosen("severity", _SEVERITIES)
    return Term(
        kind=kinds[key],
        wordings=table.texts(key, single=True),
        sources=tuple(("", source) for source in table.texts("source", single=True)),
        use=table.text("use"),
        note=table.text("note") or "",
        severity=Severity.MINOR if severity is None else severity,
        cased=table.truth("case"),
        language=(table.text("language") or "").split("-")[0].lower(),
    )


def _pattern(table: Table) -> Pattern:
    table.only(keys.PATTERN)
    key = _one_of(table, ("forbidden", "required"))
    if "scope" in table.values and key != "required":
        raise table.wrong('"scope" beside "forbidden"', 'It belongs to "required".', "scope")
    regex, message = table.text(key), table.text("message")
    assert regex is not None
    if message is None:
        raise table.wrong("a pattern without a message", "Say what is wrong where it is found.")
    compiled(regex, table.place(key))
    severity = table.chosen("severity", _SEVERITIES)
    return Pattern(
        regex=regex,
        message=message,
        required=key == "required",
        severity=Severity.MINOR if severity is None else severity,
        scope=table.chosen("scope", {scope.value: scope for scope in Scope}) or Scope.DOCUMENT,
        origin=table.place(key),
    )


def _one_of(table: Table, names: tuple[str, ...]) -> str:
    given = [name for name in names if name in table.values]
    if len(given) != 1:
        seen = " and ".join(given) if given else f"none of {', '.join(names)}"
        raise table.wrong(f"{seen} in one entry", f"Give one of {', '.join(names)}.")
    if not table.values[given[0]]:
        raise table.wrong(f'"{given[0]}" is empty', "Give a value.", given[0])
    return given[0]
