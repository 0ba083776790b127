"""The seed article: every hand-made mark that can be met is met, and little else is said."""

import json
from dataclasses import replace

import pytest

from harness.api import examine
from harness.config import Settings
from harness.meta.marks import agreement, meets, read_marks
from harness.model.finding import Needs, Severity

# The marks' own names of kinds, and the families whose findings answer to them.
FAMILIES = {
    "boilerplate-residue": {"residue"},
    "markup-residue": {"residue", "encoding"},
    "mistranslation": {"meaning", "wording", "speakers"},
    "agency-pronoun": {"speakers"},
    "terminology": {"meaning", "wording"},
    "polarity": {"meaning"},
    "preposition": {"grammar", "meaning", "coverage"},
    "inconsistent-name": {"names"},
    "broken-entity": {"encoding"},
    "garbled-name": {"names"},
    "grammar": {"grammar", "meaning", "coverage"},
    "internal-inconsistency": {"consistency", "meaning"},
}
LOUD = ("major", "critical")


@pytest.fixture(scope="module")
def marks(seed):
    return read_marks(seed.with_suffix(".gold.json"))


@pytest.fixture(scope="module")
def alone(seed_document):
    return examine(replace(seed_document, references=(), reference_note=None), Settings()).shown


def missed(marks, findings):
    return [
        mark
        for mark in marks
        if not any(
            finding.family in FAMILIES[mark.family] and meets(mark, finding) for finding in findings
        )
    ]


def unexplained(marks, findings):
    """Return what no mark explains: of major or worse, and in all."""
    strays = agreement(marks, findings).unexplained
    loud = [finding for finding in strays if finding.severity >= Severity.MAJOR]
    return [(f.rule, f.text) for f in loud], [(f.rule, f.text) for f in strays]


def test_the_marks_are_all_of_known_kinds_and_stand_in_the_text(marks, seed):
    text = seed.read_text(encoding="utf-8")
    assert len(marks) == 22
    assert {mark.family for mark in marks} == set(FAMILIES)
    assert all(mark.span.of(text) == mark.quote for mark in marks)


def test_with_the_reference_every_loud_mark_is_met_and_four_minor_ones(marks, seed_report):
    left = missed(marks, seed_report.shown)
    assert [mark.quote for mark in left if mark.severity in LOUD] == []
    assert len(left) <= 2, [mark.quote for mark in left]


def test_the_text_alone_shows_every_mark_that_needs_no_more(marks, alone):
    left = missed([mark for mark in marks if mark.needs is Needs.TARGET], alone)
    assert [mark.quote for mark in left] == []


def test_little_is_said_that_no_mark_explains(marks, seed_report, alone):
    for findings in (seed_report.shown, alone):
        loud, strays = unexplained(marks, findings)
        assert len(loud) <= 2, loud
        assert len(strays) <= 8, strays


def test_nothing_loud_is_said_of_the_references_own_text(seed_document):
    document = replace(
        seed_document, text=seed_document.references[0], references=(), reference_note=None
    )
    findings = examine(document, Settings()).shown
    assert [(f.rule, f.text) for f in findings if f.severity >= Severity.MAJOR] == []


def test_the_reference_confirms_what_it_has_otherwise(seed_report):
    verdicts = {f.text: f.reference.verdict.value for f in seed_report.shown if f.reference}
    assert verdicts["Saraqab"] in ("confirmed", "silent")
    assert "refuted" not in verdicts.values()


def test_the_command_and_the_program_find_the_same(seed, seed_report):
    from typer.testing import CliRunner

    from harness.cli import app

    done = CliRunner().invoke(app, ["check", str(seed), "-f", "json", "--no-fail"])
    assert done.exit_code == 0
    (document,) = json.loads(done.stdout)["documents"]
    assert [(f["rule"], f["start"], f["end"]) for f in document["findings"]] == [
        (f.rule, f.span.start, f.span.end) for f in seed_report.findings
    ]
