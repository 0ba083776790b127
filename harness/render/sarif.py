"""SARIF 2.1.0 (OASIS), as code scanning services and editors read it.

Columns count code points and the log says so (`columnKind`): services and editors differ in what
they assume. Nothing in it depends on the machine or the time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from harness.explain import documentation, explain
from harness.model.finding import Confidence, Finding, Severity
from harness.model.report import Report, Verdict
from harness.model.text import Span
from harness.render.finding_words import finding_words
from harness.render.json_report import portable
from harness.render.placed import Placed, Region, count_of, worst_first
from harness.render.unchecked import unchecked
from harness.render.verdict_words import verdict_words
from harness.render.visible import plain
from harness.rules import RULES
from harness.rules.rule import Rule

Row = dict[str, Any]
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# GitHub stores the first 5,000 results of a run and refuses a file with over 25,000.
MOST_RESULTS = 5000
# GitHub keeps 100 locations of a result, the main one included.
_MOST_PLACES = 99
_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "warning",
    Severity.MINOR: "note",
    Severity.NEUTRAL: "note",
}
# GitHub's words for how serious a rule is and how often it is right.
_PROBLEMS = {"error": "error", "warning": "warning", "note": "recommendation"}
_PRECISION = {
    Confidence.HIGH: "high",
    Confidence.MEDIUM: "medium",
    Confidence.LOW: "low",
}


def render_sarif(report: Report, verdict: Verdict) -> str:
    """Return the shown findings as one SARIF run, worst first, one result a group.

    The other places of a group are related locations of its result. What a limit leaves out, what
    was not checked and what could not be read are notifications.
    """
    entries = worst_first(report)
    kept = entries[:MOST_RESULTS]
    rules = _rules(kept)
    numbers = {rule["id"]: number for number, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "mt-harness",
                "semanticVersion": report.version,
                "rules": rules,
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not report.failed,
                "exitCode": int(verdict.exit_code),
                "toolExecutionNotifications": _notifications(report, verdict, entries),
            }
        ],
        "results": [_result(entry, numbers) for entry in kept],
    }
    made = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _rules(entries: Iterable[Placed]) -> list[Row]:
    """Return one descriptor for each rule that a result names, by its code."""
    known = {rule.code: rule for rule in RULES}
    first: dict[str, Finding] = {}
    for entry in entries:
        first.setdefault(entry.finding.rule, entry.finding)
    return [
        _own_rule(known[code]) if code in known else _foreign_rule(first[code])
        for code in sorted(first)
    ]


def _own_rule(rule: Rule) -> Row:
    level = _LEVELS[rule.severity]
    words = explain(rule)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": _first_paragraph(rule)},
        "help": {"text": words, "markdown": words},
        "defaultConfiguration": {"level": level},
        "properties": {
            "tags": _tags(rule.family, rule.cause.value, rule.mqm),
            "precision": _PRECISION[rule.confidence],
            "problem.severity": _PROBLEMS[level],
        },
    }


def _foreign_rule(finding: Finding) -> Row:
    """Return the descriptor of a rule that is an engine's: all that is known is its finding."""
    return {
        "id": finding.rule,
        "name": finding.name,
        "shortDescription": {"text": plain(finding.name)},
        "help": {"text": f"{plain(finding.name)} ({finding.family})"},
        "properties": {"tags": _tags(finding.family, finding.cause.value, finding.mqm)},
    }


def _tags(family: str, cause: str, mqm: str) -> list[str]:
    """Return each word once: a family and a branch of MQM may share their name."""
    return list(dict.fromkeys((family, cause, *mqm.split("/"))))


def _first_paragraph(rule: Rule) -> str:
    paragraph = documentation(rule).partition("\n\n")[0]
    return " ".join(paragraph.split()) or rule.summary


def _result(entry: Placed, numbers: dict[str, int]) -> Row:
    finding = entry.finding
    origin = entry.document.article.document
    made: Row = {
        "ruleId": finding.rule,
        "ruleIndex": numbers[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(entry)},
        "locations": [_location(entry, finding.span)],
        "partialFingerprints": {"mtHarnessFinding/v1": finding.fingerprint},
        "properties": {
            "document": origin.id,
            "system": origin.system,
            "family": finding.family,
            "severity": finding.severity.label,
            "confidence": finding.confidence.label,
            "cause": finding.cause.value,
            "mqm": finding.mqm,
            "reference": finding.reference and finding.reference.verdict.value,
        },
    }
    if entry.again:
        made["occurrenceCount"] = 1 + len(entry.again)
    related = _related(entry)
    if related:
        made["relatedLocations"] = related
    if finding.suggestion is not None and entry.is_verbatim:
        made["fixes"] = [_fix(entry, finding.suggestion)]
    return made


def _message(entry: Placed) -> str:
    """Return what is wrong; the words as well, where no region shows them."""
    words = finding_words(entry.finding, quote=not entry.in_file)
    return _escaped(words if entry.in_file else f"{plain(entry.row)}: {words}")


def _related(entry: Placed) -> list[Row]:
    """Return the places the finding is about, then those where the same is wrong again."""
    about = [(one.span, f"see also “{plain(one.text)}”") for one in entry.finding.related]
    again = [(one.span, "the same again") for one in entry.again]
    return [
        _location(entry, span) | {"id": number, "message": {"text": _escaped(words)}}
        for number, (span, words) in enumerate((*about, *again)[:_MOST_PLACES])
    ]


def _location(entry: Placed, span: Span) -> Row:
    physical: Row = {"artifactLocation": {"uri": _uri(entry.path)}}
    if not entry.in_file:
        # A row's text has no lines of the file; code scanning asks for one, and the first claims
        # least. The row is named beside it, and in the message.
        physical["region"] = {"startLine": 1}
        named = {"fullyQualifiedName": entry.row}
        return {"physicalLocation": physical, "logicalLocations": [named]}
    region = _region(entry.region_of(span))
    if len(span):
        region["snippet"] = {"text": span.of(entry.document.article.text)}
    return {"physicalLocation": physical | {"region": region}}


def _region(region: Region) -> Row:
    return {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }


def _fix(entry: Placed, suggestion: str) -> Row:
    replacement = {
        "deletedRegion": _region(entry.region),
        "insertedContent": {"text": suggestion},
    }
    change = {
        "artifactLocation": {"uri": _uri(entry.path)},
        "replacements": [replacement],
    }
    return {
        "description": {"text": "Take the suggested wording"},
        "artifactChanges": [change],
    }


def _uri(path: str) -> str:
    # A file's name need not be text: its stray bytes are surrogates, and a URI can carry bytes.
    return quote(path, safe="/", errors="surrogateescape")


def _escaped(text: str) -> str:
    r"""Return `text` for a SARIF message, where braces are placeholders and brackets are links.

    See SARIF 2.1.0, 3.11.5 and 3.11.6. Brackets are left alone where they make no link, since
    not every reader of the format unescapes them.

    >>> _escaped("{name} [a] [b](c)")
    '{{name}} \\[a\\] \\[b\\](c)'
    """
    text = text.replace("{", "{{").replace("}", "}}")
    if "](" not in text:
        return text
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _notifications(report: Report, verdict: Verdict, entries: tuple[Placed, ...]) -> list[Row]:
    """Return the verdict, and in plain words all that the results do not say."""
    reasons = "; ".join((*verdict.breaches, *verdict.unjudged))
    said = [("note", f"{verdict_words(verdict)}{f': {reasons}' if reasons else ''}")]
    left = count_of(entries[MOST_RESULTS:])
    if left:
        said.append(("warning", f"{left} more in the report: the worst {MOST_RESULTS} are here"))
    said += [
        ("error", f"{portable(failed.path) or failed.document}: {failed.why}")
        for failed in report.failed
    ]
    said += [("note", f"not checked: {item.line}") for item in unchecked(report)]
    return [{"level": level, "message": {"text": _escaped(plain(text))}} for level, text in said]
