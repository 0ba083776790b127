"""The run as JUnit XML: one test suite a document, one test case a family of rules.

A case fails on what fails the gate and on nothing else, so that a test view and the exit code
never disagree; the other findings are in the case's output.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as XML

from harness.config import Settings
from harness.gate import blamed
from harness.losses import tested_words, untested_words
from harness.model.finding import Finding
from harness.model.regression import Outcome, Regression
from harness.model.report import DocumentReport, FailedDocument, Report, Verdict
from harness.render.finding_words import finding_words
from harness.render.json_report import portable
from harness.render.placed import Placed, path_of
from harness.render.places import Places
from harness.render.visible import plain
from harness.rules.rule import FAMILIES

# What XML 1.0 cannot hold at all; other control characters are named before they come here.
_IMPOSSIBLE = re.compile("[\ufffe\uffff]")


def render_junit(report: Report, verdict: Verdict, settings: Settings) -> str:
    """Return one suite a document, and one more for what is judged over the whole run.

    A family that nothing was looked for in is skipped, with the reason. `settings` say which rules
    were to run and what the gate counts.
    """
    suites = [
        _suite(document, failing, settings)
        for document, failing in zip(report.documents, blamed(report, settings.policy), strict=True)
    ]
    keep_going = settings.policy.keep_going
    suites += [_unread(failed, keep_going=keep_going) for failed in report.failed]
    if report.regression is not None:
        suites.append(_regression(report.regression))
    suites.append(_gate(verdict))
    root = XML.Element("testsuites", {"name": "mt-harness"} | _counts(suites))
    root.extend(suites)
    XML.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{XML.tostring(root, encoding="unicode")}\n'


@dataclass(frozen=True, slots=True)
class _Case:
    """What a case is told about: findings by whether they fail it, and why it was skipped."""

    family: str
    failing: tuple[Finding, ...]
    others: tuple[Finding, ...]
    skipped: str | None


def _suite(
    document: DocumentReport, failing: tuple[Finding, ...], settings: Settings
) -> XML.Element:
    origin = document.article.document
    name = f"{origin.system}: {origin.id}" if origin.system else origin.id
    places = Places.of(origin)
    cases = []
    for told in _cases(document, failing, settings):
        case = _case(told.family, name, path_of(document))
        if told.failing:
            worst = max(told.failing, key=lambda finding: finding.severity)
            count = len(told.failing)
            said = f"{count} finding{'s' * (count != 1)} that fail{'s' * (count == 1)} the gate"
            failure = XML.SubElement(
                case, "failure", {"type": worst.severity.label, "message": said}
            )
            failure.text = _listed(document, places, told.failing)
        elif told.skipped is not None:
            XML.SubElement(case, "skipped", {"message": _clean(told.skipped)})
        if told.others:
            XML.SubElement(case, "system-out").text = _listed(document, places, told.others)
        cases.append(case)
    return _suite_of(name, cases)


def _cases(
    document: DocumentReport, failing: tuple[Finding, ...], settings: Settings
) -> Iterable[_Case]:
    """Yield one case for each family that was looked for, or that something was found in."""
    own: dict[str, list[str]] = {}
    for rule in settings.at(document.article.document.path).rules():
        own.setdefault(rule.family, []).append(rule.code)
    blame = {id(finding) for finding in failing}
    others = [finding for finding in document.shown if id(finding) not in blame]
    met = {finding.family for finding in (*failing, *others)} | own.keys()
    reasons = {item.what: item.why for item in document.skipped if item.segments is None}
    for family in sorted(met, key=lambda name: (*_rank(name), name)):
        codes = own.get(family, [])
        undone = codes and all(code in reasons for code in codes)
        yield _Case(
            family=family,
            failing=tuple(finding for finding in failing if finding.family == family),
            others=tuple(finding for finding in others if finding.family == family),
            skipped="; ".join(dict.fromkeys(reasons[code] for code in codes)) if undone else None,
        )


def _rank(family: str) -> tuple[int]:
    return (FAMILIES.index(family) if family in FAMILIES else len(FAMILIES),)


def _gate(verdict: Verdict) -> XML.Element:
    """Return the suite of the run: limits that were exceeded, and what could not be judged."""
    limits = _case("limits", "gate")
    if verdict.breaches:
        said = {"type": "gate", "message": _clean("; ".join(verdict.breaches))}
        XML.SubElement(limits, "failure", said)
    measured = _case("measured", "gate")
    if verdict.unjudged:
        said = {"type": "gate", "message": _clean("; ".join(verdict.unjudged))}
        XML.SubElement(measured, "error", said)
    return _suite_of("gate", [limits, measured])


def _regression(regression: Regression) -> XML.Element:
    """Return a case for each system and language pair whose scores were set against a stored run.

    What the gate makes of them is in its own suite.
    """
    cases = []
    for test in regression.tests:
        if test.outcome is None:
            continue
        case = _case(" ".join(n for n in (test.metric, test.system, test.pair) if n), "regression")
        said = {"type": test.outcome.value, "message": _clean(tested_words(test))}
        if test.outcome is Outcome.WORSE:
            XML.SubElement(case, "failure", said)
        elif test.outcome is Outcome.INCONCLUSIVE:
            XML.SubElement(case, "skipped", {"message": said["message"]})
        else:
            XML.SubElement(case, "system-out").text = said["message"]
        cases.append(case)
    for one in regression.untested:
        case = _case(" ".join(n for n in (one.system, one.pair) if n) or "scores", "regression")
        XML.SubElement(case, "skipped", {"message": _clean(untested_words(one))})
        cases.append(case)
    return _suite_of("regression", cases)


def _unread(failed: FailedDocument, *, keep_going: bool) -> XML.Element:
    case = _case("read", failed.document, portable(failed.path))
    if keep_going:
        XML.SubElement(case, "skipped", {"message": _clean(failed.why)})
    else:
        said = {"type": "unreadable", "message": _clean(failed.why)}
        XML.SubElement(case, "error", said)
    return _suite_of(failed.document, [case])


def _case(name: str, group: str, file: str | None = None) -> XML.Element:
    given = {"name": name, "classname": _clean(group)}
    return XML.Element("testcase", given | ({"file": _clean(file)} if file else {}))


def _suite_of(name: str, cases: list[XML.Element]) -> XML.Element:
    suite = XML.Element("testsuite", {"name": _clean(name)} | _counts(cases))
    suite.extend(cases)
    return suite


def _counts(parts: list[XML.Element]) -> dict[str, str]:
    """Return how many cases there are in the parts, and how many of them ended how."""
    kinds = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    cases = [case for part in parts for case in part.iter("testcase")]
    return {"tests": str(len(cases))} | {
        name: str(sum(case.find(tag) is not None for case in cases)) for name, tag in kinds.items()
    }


def _listed(document: DocumentReport, places: Places, findings: tuple[Finding, ...]) -> str:
    entries = (Placed(document=document, places=places, finding=finding) for finding in findings)
    return "\n".join(
        _clean(
            f"{entry.where}: {entry.finding.rule} {entry.finding.severity.label}: "
            f"{finding_words(entry.finding)}"
        )
        for entry in entries
    )


def _clean(text: str) -> str:
    return _IMPOSSIBLE.sub(lambda found: f"[U+{ord(found[0]):04X}]", plain(text))
