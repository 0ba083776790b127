"""Settings of a run: what is looked for, what is shown, what is measured, what may pass."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path

from harness.analyse import Analysis
from harness.engines.comet.choice import Choice
from harness.errors import HarnessError, suggest
from harness.model.dismissal import Dismissal
from harness.model.finding import Confidence, Finding, Hit, Severity
from harness.model.report import Policy
from harness.model.terms import NO_TERMS, Terms
from harness.model.text import ReferenceKind
from harness.rules import RULES
from harness.rules.rule import FAMILIES, Check, Rule

# What the codes of engines' rules begin with: too many to list, or not ours to name.
_ENGINES = ("LT", "XC", "SE")
RUN_METRICS = ("bleu", "chrf", "chrf++", "quality", "penalty")

Grades = tuple[tuple[str, Severity], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """Other settings for the documents whose path fits `glob`, seen from the folder `root`.

    `ignore` and `severities` are added to the run's, `select` and `min_confidence` replace them.
    """

    glob: str
    root: str
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Grades = ()
    min_confidence: Confidence | None = None

    def fits(self, path: str) -> bool:
        """Whether the file at `path` (absolute, or from the working folder) is meant."""
        return fits(self.glob, self.root, path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that decides the outcome of a run besides its input.

    `reference_kind` None means: told from each pair. `metrics` is empty for `check`.
    `severities` grade findings anew by rule code, rule name or family. `overrides` hold for
    single paths, the later one over the earlier. `cached` lets engines take what they answered
    before from the cache; it changes no result. `comet` says which models COMET's metrics are
    computed with, and how; `encoder` which model compares words with the reference's.
    `dismissals` and the file `baseline` say which
    findings stand.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Grades = ()
    min_confidence: Confidence = Confidence.MEDIUM
    metrics: tuple[str, ...] = ()
    weights: str = "wmt"
    engines: tuple[str, ...] = ()
    languagetool_url: str | None = None
    encoder: str | None = None
    reference_kind: ReferenceKind | None = None
    policy: Policy = field(default_factory=Policy)
    terms: Terms = NO_TERMS
    overrides: tuple[Override, ...] = ()
    dismissals: tuple[Dismissal, ...] = ()
    baseline: str | None = None
    cached: bool = True
    comet: Choice = field(default_factory=Choice)

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules that are selected and not ignored, in their order of rank."""
        kept = (rule for rule in RULES if self.wants(rule.code, rule.name, rule.family))
        return tuple(_regraded(rule, self.severities) for rule in kept)

    def wants(self, code: str, name: str, family: str) -> bool:
        """Whether what goes by these is selected and not ignored; an engine's rule as well."""
        chosen = not self.select or named(code, name, family, self.select)
        return chosen and not named(code, name, family, self.ignore)

    def graded(self, finding: Finding) -> Finding:
        """Return an engine's finding as the user grades it; our rules are graded before."""
        severity = _grade(finding.rule, finding.name, finding.family, self.severities)
        return finding if severity is None else replace(finding, severity=severity)

    def at(self, path: str | None) -> Settings:
        """Return the settings that hold for the document read from `path`."""
        if path is None:
            return self
        made = self
        for one in self.overrides:
            if one.fits(path):
                made = replace(
                    made,
                    select=one.select or made.select,
                    ignore=(*made.ignore, *one.ignore),
                    severities=(*made.severities, *one.severities),
                    min_confidence=made.min_confidence
                    if one.min_confidence is None
                    else one.min_confidence,
                )
        return made


def checked_selection(given: tuple[str, ...], option: str) -> tuple[str, ...]:
    """Return the codes, names or families given; raise H203 for one that names no rule."""
    for item in given:
        if not is_selector(item):
            raise HarnessError("H203", option, f'unknown rule "{item}"', near_rules(item))
    return given


def is_selector(item: str) -> bool:
    """Whether `item` is a code, the three letters of one, a rule's name or a family.

    >>> is_selector("enc101"), is_selector("names"), is_selector("ENC11")
    (True, True, False)
    """
    known, prefixes = _known()
    if item.upper().partition(":")[0] in _ENGINES:
        return True  # LT:EN_A_VS_AN, LT for all of LanguageTool's, XC for xCOMET's spans, SE
    return item in known or item.upper() in known or item.upper() in prefixes


def near_rules(item: str) -> str:
    """Return a sentence with the rules that `item` may have meant.

    >>> near_rules("ENC11")
    'Did you mean ENC101 or ENC102?'
    """
    codes = sorted(code for code in _known()[0] if code[:3].isupper())
    if re.fullmatch(r"[A-Za-z]{3}\d+", item):
        letters = item.upper()
        own = [code for code in codes if code[:3] == letters[:3]]
        near = [code for code in own if code.startswith(letters[:4])]
        near = [code for code in near if code.startswith(letters)] or near
        if near:
            return f"Did you mean {' or '.join(near[:2])}?"
        if own:
            return f"Its family has {own[0]} to {own[-1]}."
    told = suggest(item, _known()[0])
    return told if told.startswith("Did") else "`mt-harness rules` lists all there are."


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    codes = {rule.code for rule in RULES}
    return (
        frozenset({*FAMILIES, *codes, *(rule.name for rule in RULES)}),
        frozenset(code[:3] for code in codes),
    )


def fits(glob: str, root: str, path: str) -> bool:
    """Whether the file at `path` fits the glob, seen from the folder `root`.

    >>> fits("old/", "/texts", "/texts/old/may/a.txt"), fits("*.txt", "/texts", "/texts/a.jsonl")
    (True, False)
    """
    whole = Path(path).resolve()
    base = Path(root).resolve()
    below = whole.relative_to(base) if whole.is_relative_to(base) else whole
    return _glob(glob).fullmatch(below.as_posix()) is not None


def named(code: str, name: str, family: str, selection: tuple[str, ...]) -> bool:
    """Whether one of the codes, first letters of codes, names or families stands for the rule."""
    return any(
        item in (name, family) or item.upper() in (code, _prefix(code)) for item in selection
    )


def _prefix(code: str) -> str:
    """Return what all codes of a family or an engine begin with: ENC of ENC101, LT of LT:X."""
    engine, found, _ = code.partition(":")
    return engine if found else code[:3]


def _regraded(rule: Rule, grades: Grades) -> Rule:
    """Return the rule as the user grades it: the code outweighs the name, the name the family."""
    severity = _grade(rule.code, rule.name, rule.family, grades)
    if severity is None:
        return rule
    return replace(rule, severity=severity, check=partial(_graded, rule.check, severity))


def _grade(code: str, name: str, family: str, grades: Grades) -> Severity | None:
    for keys in ((code,), (name,), (family, _prefix(code))):
        for key, severity in reversed(grades):
            if key in keys or key.upper() in keys:
                return severity
    return None


def _graded(check: Check, severity: Severity, analysis: Analysis) -> Iterable[Hit]:
    # A module's function in a partial, not a closure: a rule can travel to other processes.
    for hit in check(analysis):
        yield replace(hit, severity=severity)


@cache
def _glob(glob: str) -> re.Pattern[str]:
    """Return what a glob means: `**` any folders, `*` and `?` within a name.

    A bare name is looked for in every folder, and a folder (`old/`) stands for all below it.
    """
    anchored = glob if "/" in glob else f"**/{glob}"
    anchored += "**" if glob.endswith("/") else ""
    pieces = re.split(r"(\*\*/|\*\*|\*|\?)", anchored.removeprefix("./").removeprefix("/"))
    meant = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(meant.get(piece) or re.escape(piece) for piece in pieces))
