"""The whole way: judgements in, the page out."""

import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from harness.cli import app
from harness.data import _table
from harness.data.measured import MarkedSet, Marking, _records, measured
from harness.explain import explain
from harness.meta.contrasts import naming_families, outcome, shares
from harness.meta.flagged import Answer, Flag
from harness.meta.judged import Contrast, HumanMark, Judged, Judgements
from harness.meta.measure import Measurement, measure
from harness.meta.precision import alarms_by, hits_by, meets, recall_by
from harness.meta.record import record
from harness.model.finding import Confidence
from harness.rules import RULES

ROOT = Path(__file__).parents[2]


def flag(start, end, family="meaning", severity="major"):
    return Flag(
        rule="MEA603",
        family=family,
        severity=severity,
        confidence="medium",
        start=start,
        end=end,
    )


def answer(*flags, **scores):
    return Answer(flags=flags, scores=scores, words=4)


JUDGED = Judged(
    dataset="set",
    lang_pair="zh-en",
    system="A",
    document="d",
    segment="1",
    text="the man said no",
    reference="the man said so",
    marks=(HumanMark(start=13, end=15, category="Accuracy/x", severity="major"),),
    complete=True,
)
CONTRAST = Contrast(
    dataset="set",
    lang_pair="",
    kind="critical_id8_negation",
    item="1",
    better="it is good",
    worse="it is not good",
    reference="it is good",
    marks=(HumanMark(start=6, end=9, category="x", severity="critical"),),
)


@pytest.mark.parametrize(
    ("found", "mark", "met"),
    [
        ((13, 15), (13, 15), True),
        ((0, 13), (13, 15), False),
        ((13, 13), (13, 15), True),
        ((12, 13), (13, 13), True),
        ((0, 60), (13, 15), False),
    ],
)
def test_a_finding_meets_a_mark_by_place(found, mark, met):
    place = HumanMark(start=mark[0], end=mark[1], category="", severity="major")
    assert meets(flag(*found), place) is met


def test_precision_recall_and_alarms_of_a_small_case():
    cases = [(JUDGED, answer(flag(13, 15), flag(0, 3)))]
    (hits,) = hits_by(cases, lambda _, one: one.rule)
    assert (hits.judged, hits.right, hits.precision) == (2, 1, 0.5)
    (recall,) = recall_by(cases, lambda _, mark: mark.severity)
    assert (recall.marks, recall.met) == (1, 1)
    assert alarms_by(cases, lambda _, one: one.rule) == ()
    human = [(replace(JUDGED, human=True), answer(flag(13, 15), flag(0, 3)))]
    every, rule = sorted(alarms_by(human, lambda _, one: one.rule), key=lambda row: row.name)[::-1]
    assert (every.name, every.count, every.rate) == ("all", 1, 250.0)
    assert rule.count == 1
    # The exact upper bound of one event is 5.572.
    assert every.upper == pytest.approx(1000 * 5.572 / 4, abs=0.3)


def test_a_contrast_is_won_located_and_named():
    better = answer(quality=9.0, bleu=5.0)
    worse = answer(flag(6, 9), quality=8.0, bleu=5.0)
    found = outcome(CONTRAST, better, worse)
    assert dict(found.preferred) == {"quality": True, "bleu": False}  # equal is wrong
    assert (found.located, found.named) == (True, True)
    other = outcome(CONTRAST, better, answer(flag(6, 9, family="names"), quality=8.0))
    assert (other.located, other.named) == (True, False)
    assert dict(other.preferred)["bleu"] is False  # no score is no win
    both = shares([found, other])
    assert (both.items, both.located, both.named) == (2, 1.0, 0.5)


def test_the_families_that_name_a_change_are_families_of_rules():
    families = {rule.family for rule in RULES}
    assert set().union(*naming_families().values()) <= families


def test_the_answers_are_those_of_the_harness():
    made = measure(Judgements(segments=(JUDGED,), contrasts=(CONTRAST,)))
    ((_, found),) = made.cases
    assert found.words == 4
    ((_, contrast),) = made.contrasts
    assert dict(contrast.preferred)["chrf"]
    assert contrast.located


def test_the_record_says_where_a_rule_was_measured(tmp_path, monkeypatch):
    made = Measurement(
        cases=((JUDGED, answer(flag(13, 15), flag(0, 3))),), in_files=(), contrasts=()
    )
    folder = tmp_path / "world"
    folder.mkdir()
    (folder / "measured.txt").write_text(record(made), encoding="utf-8")
    monkeypatch.setattr("harness.data.FOLDER", tmp_path)
    _records.cache_clear()
    _table.cache_clear()
    try:
        (one,) = measured("MEA603")
        rule = next(rule for rule in RULES if rule.code == "MEA603")
        said = explain(rule)
    finally:
        _records.cache_clear()
        _table.cache_clear()
    assert (one.where, one.confidence, one.judged, one.right, one.lower) == (
        MarkedSet(name="set zh-en", marking=Marking.ONE, agreement=1.0),
        Confidence.MEDIUM,
        2,
        1,
        0.095,
    )
    assert "on set zh-en, where one rater marked (not counted): 1 of 2 findings" in said
    assert "Unmeasured: 0 findings tell, and 30 are wanted." in said


@pytest.mark.slow
def test_the_command_writes_the_page(tmp_path):
    rows = []
    for system, worse in (("A", "said no"), ("B", "said so"), ("C", "sad sow")):
        for n in range(3):
            rows.append(
                {
                    "dataset": "set",
                    "lang_pair": "zh-en",
                    "system": system,
                    "doc_id": "d",
                    "seg_id": n,
                    "hypothesis": f"the man {worse} {n} times",
                    "references": [f"the man said so {n} times"],
                    "raters": ["r"],
                    "error_spans": [] if system == "B" else [[8, 15, "Accuracy", "major", "r"]],
                    "score": 0 if system == "B" else -5 - (system == "C"),
                    "spans_complete": True,
                }
            )
    data = tmp_path / "a.jsonl"
    data.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    decisions = tmp_path / "decisions.json"
    entry = {"document": "d", "system": None, "fingerprint": "0" * 16, "rule": "MEA603"}
    entry |= {"text": "no", "decision": "right", "note": None, "corrected": None}
    wrong = entry | {"fingerprint": "1" * 16, "decision": "wrong"}
    made = {"schema": "mt-harness/decisions/1", "decisions": [entry, wrong]}
    decisions.write_text(json.dumps(made), encoding="utf-8")
    page = tmp_path / "page.md"
    for _ in range(2):
        done = CliRunner().invoke(
            app, ["meta", str(data), "--decisions", str(decisions), "-o", str(page), "-j1"]
        )
        assert done.exit_code == 0, done.output
        written = page.read_text(encoding="utf-8")
    assert "| set zh-en | 9 |" in written
    assert "9 pairs of systems on one segment" in written
    assert "| MEA603 | 2 | 1 | 0.500 | 0.095 | " in written
    again = CliRunner().invoke(app, ["meta", str(data), "--decisions", str(decisions)])
    assert again.output == written


def test_what_editors_decided_stands_beside_a_rule(tmp_path):
    path = tmp_path / "decisions.json"
    entry = {"document": "d", "system": None, "fingerprint": "0" * 16, "rule": "MEA603"}
    entry |= {"text": "no", "decision": "accepted", "note": None, "corrected": None}
    made = {"schema": "mt-harness/decisions/1", "decisions": [entry]}
    path.write_text(json.dumps(made), encoding="utf-8")
    done = CliRunner().invoke(app, ["explain", "MEA603", "--decisions", str(path)])
    assert "- Your editors: 1 of 1 findings right, at least 0.207.\n" in done.output
    other = CliRunner().invoke(app, ["explain", "MEA604", "--decisions", str(path)])
    assert "Your editors" not in other.output


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [[], ["nowhere.jsonl"]])
def test_without_data_the_command_says_so(arguments):
    done = subprocess.run(
        [ROOT / ".venv/bin/mt-harness", "meta", *arguments], capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "DATA" in done.stderr


@pytest.mark.slow
def test_the_verb_without_data_says_so_and_measures_nothing(tmp_path):
    """What make would install first is taken as done."""
    before = (ROOT / "docs/rules.md").stat().st_mtime_ns
    for folder in ("", str(tmp_path / "nowhere")):
        done = subprocess.run(
            ["make", "-o", ".venv/.done/all", "meta"],
            cwd=ROOT,
            env={**os.environ, "MT_HARNESS_DATA": folder},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 2
        assert "MT_HARNESS_DATA names no folder of human judgements" in done.stderr
    assert (ROOT / "docs/rules.md").stat().st_mtime_ns == before
