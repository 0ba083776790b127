"""Alarms: a critical finding in a segment that scores among the best quarter."""

import json
from dataclasses import replace

import pytest

from harness.alarms import Lookout, alarms
from harness.api import run
from harness.cli.summary import long_summary
from harness.config import RUN_METRICS, Settings
from harness.gate import judge
from harness.model.finding import Severity
from harness.model.report import Policy
from harness.model.text import Document, Unit
from harness.read.layout import joined
from harness.render.json_report import as_object

NAMES = [
    "Lindholm",
    "Ferrara",
    "Okonkwo",
    "Brandt",
    "Castillo",
    "Duarte",
    "Eriksen",
    "Fontaine",
    "Gruber",
    "Haddad",
]


def document(name="d", system=None, *, turned=(), poor=()):
    """Ten lines beside their reference; in some the meaning is turned, some are hardly there."""
    truth = [f"The council of {who} did not approve the new bridge on Monday." for who in NAMES]
    mine = [
        line.replace("did not approve", "approved")
        if n in turned
        else "Council bridge Monday, said the harbour."
        if n in poor
        else line
        for n, line in enumerate(truth)
    ]
    text, spans = joined(tuple(mine))
    reference, places = joined(tuple(truth))
    return Document(
        id=name,
        text=text,
        references=(reference,),
        units=tuple(Unit(span=a, references=(b,)) for a, b in zip(spans, places, strict=True)),
        system=system,
        language="en",
    )


def reported(*documents):
    return run(documents, Settings(metrics=RUN_METRICS))


def test_a_reversal_among_the_best_is_an_alarm():
    report = reported(document(turned=(4,), poor=(0, 1, 2, 3, 5, 6, 7)))
    (named,) = {(a.document, a.segment, a.rules) for a in report.totals.alarms}
    assert named == ("d", 4, ("MEA602",))
    assert {a.metric for a in report.totals.alarms} == {"bleu", "chrf", "chrf++"}
    values = next(
        row.values for row in report.documents[0].segment_scores if row.metric == "chrf++"
    )
    assert [a.value for a in report.totals.alarms if a.metric == "chrf++"] == [values[4]]


def test_what_scores_low_or_has_no_critical_finding_is_none():
    # The other nine are letter by letter the reference: the reversed one is the worst.
    assert reported(document(turned=(4,))).totals.alarms == ()
    assert reported(document(poor=(1, 2))).totals.alarms == ()
    report = reported(document(turned=(4,), poor=(0, 1, 2, 3, 5, 6, 7)))
    mild = replace(
        report.documents[0],
        findings=tuple(replace(f, severity=Severity.MAJOR) for f in report.documents[0].findings),
    )
    assert alarms([mild]) == ()


def test_each_system_is_held_against_itself():
    good = document(system="good")
    bad = document(system="bad", turned=(4,), poor=(0, 1, 2, 3, 5, 6, 7))
    found = reported(good, bad).totals.alarms
    assert {(a.system, a.segment) for a in found} == {("bad", 4)}


def test_fewer_than_eight_segments_have_no_quarter():
    whole = reported(document(turned=(4,), poor=(0, 1, 2, 3, 5, 6, 7))).documents[0]
    few = replace(
        whole,
        segment_scores=tuple(
            replace(row, values=(None, None, None, *row.values[3:])) for row in whole.segment_scores
        ),
    )
    assert alarms([whole]) != () == alarms([few])


def test_parts_of_a_batch_find_what_the_whole_finds():
    parts = [
        reported(document(name=f"d{n}", turned=(n,), poor=range(n + 1, 10))).documents[0]
        for n in range(4)
    ]
    halves = Lookout(), Lookout()
    for n, part in enumerate(parts):
        halves[n % 2].see(part)
    halves[1].merge(Lookout.restored(json.loads(json.dumps(halves[0].stored()))))
    assert halves[1].alarms() == alarms(parts) != ()


@pytest.mark.parametrize("width", [80, 40])
def test_report_and_summary_list_them(tmp_path, width):
    report = reported(document(turned=(4,), poor=(0, 1, 2, 3, 5, 6, 7)))
    verdict = judge(report, Policy())
    written = as_object(report, verdict)["totals"]["alarms"]
    assert {(row["segment"], *row["rules"]) for row in written} == {(4, "MEA602")}
    told = long_summary(report, verdict, tmp_path, width=width)
    assert "critical, though the score is high" in told
    assert "- d, segment 4: MEA602" in told
    calm = reported(document())
    assert "though" not in long_summary(calm, judge(calm, Policy()), tmp_path)
