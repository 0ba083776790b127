"""What a match means in our terms: family, severity, confidence, MQM path; or that it is noise.

The two tables are packaged data with the measured reason for each line. A rule is looked up
before its category, by its id or by a pattern with `*`; what neither knows is a minor finding of
low confidence, so that a newer LanguageTool adds nothing to what is shown before it is measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from harness.data import table
from harness.engines.languagetool.match import Match
from harness.model.finding import Cause, Confidence, Needs, Severity

PREFIX = "LT:"
_OFF = "off"
_SEVERITIES = {severity.label: severity for severity in Severity}
_CONFIDENCES = {confidence.label: confidence for confidence in Confidence}
_UNKNOWN = "grammar\tminor\tlow\tfluency/grammar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One of LanguageTool's rules as a finding is signed by it."""

    code: str
    name: str
    family: str
    summary: str
    severity: Severity
    confidence: Confidence
    mqm: str
    cause: Cause = Cause.TRANSLATION
    needs: Needs = Needs.TARGET


def kind_of(match: Match) -> Kind | None:
    """Return how findings of this match's rule are signed; None where the rule is turned off."""
    family, severity, confidence, mqm = _category(match)
    special = _special(match.rule)
    if special in _CONFIDENCES or special == _OFF:
        confidence = special
    elif special in _SEVERITIES:
        severity = special
    if confidence == _OFF:
        return None
    return Kind(
        code=PREFIX + match.rule,
        name=match.rule.lower().replace("_", "-"),
        family=family,
        summary=match.message,
        severity=_SEVERITIES[severity],
        confidence=min(_CONFIDENCES[confidence], Confidence.MEDIUM),
        mqm=mqm,
    )


def turned_off() -> tuple[str, ...]:
    """Return the ids of the rules that are off, so that a server need not look for them."""
    rules = table("languagetool", "rules")
    return tuple(rule for rule in rules if "*" not in rule and _first(rules[rule]) == _OFF)


def _category(match: Match) -> tuple[str, str, str, str]:
    categories = table("languagetool", "categories")
    row = categories.get(match.category, _UNKNOWN)
    family, severity, confidence, mqm = row.split("\t")[:4]
    return family, severity, confidence, mqm


@cache
def _special(rule: str) -> str:
    """Return what the table says of one rule: off, a confidence, a severity, or nothing."""
    rules = table("languagetool", "rules")
    if rule in rules:
        return _first(rules[rule])
    return next(
        (_first(row) for wild, row in rules.items() if "*" in wild and fnmatchcase(rule, wild)), ""
    )


def _first(row: str) -> str:
    return row.partition("\t")[0]
