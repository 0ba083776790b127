"""Scores of documents and systems: what adds up, what is left out, and what is said of it."""

import random
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from harness.config import RUN_METRICS, Settings
from harness.errors import HarnessError
from harness.metrics import METRICS
from harness.metrics.impact import mended
from harness.metrics.weights import MQM_CORE, WMT, XCOMET, weights_of
from harness.model.finding import Cause, Confidence, Finding, Judgement, Needs, Ruling, Severity
from harness.model.report import DocumentReport, Policy
from harness.model.text import Document, Span, Unit
from harness.read.layout import joined
from harness.score import score
from harness.segment import segment

WORDS = ("the", "council", "met", "to", "hear", "why", "an", "old", "bridge", "was", "closed")


def report(candidates, references=None, *, findings=(), name="d", system=None, **more):
    text, spans = joined(tuple(candidates))
    columns = [joined(tuple(row)) for row in (references or ())]
    units = tuple(
        Unit(
            span=span,
            references=tuple(places[n] if len(places[n]) else None for _, places in columns),
        )
        for n, span in enumerate(spans)
    )
    document = Document(
        id=name,
        text=text,
        references=tuple(other for other, _ in columns),
        units=units,
        system=system,
        language=more.pop("language", "en"),
    )
    return DocumentReport(
        article=segment(document),
        words=len(text.split()),
        reference_kind=None,
        findings=tuple(findings),
        **more,
    )


def finding(start, end, text="", **given):
    defaults: dict[str, Any] = {
        "document": "d",
        "segment": 0,
        "segment_span": Span(0, 60),
        "rule": "TST101",
        "name": "test",
        "family": "wording",
        "severity": Severity.MAJOR,
        "confidence": Confidence.HIGH,
        "mqm": "accuracy/mistranslation",
        "cause": Cause.TRANSLATION,
        "needs": Needs.TARGET,
        "message": "wrong",
        "group": f"{start}",
        "fingerprint": f"{start}",
    }
    return Finding(span=Span(start, end), text=text, **(defaults | given))


def values(scored):
    return {one.metric: one.value for one in scored.scores}


def sentences(seed, count):
    rng = random.Random(seed)
    return [" ".join(rng.choices(WORDS, k=rng.randint(4, 14))) for _ in range(count)]


# Those of COMET have a model each, and tests of their own.
EVERY = Settings(metrics=tuple(n for n, metric in METRICS.items() if metric.engine != "comet"))


def test_shards_add_up_to_the_same_scores_in_any_order():
    mine, theirs, others = sentences(1, 30), sentences(2, 30), sentences(3, 30)
    parts = [
        report(mine[n : n + 5], [theirs[n : n + 5], others[n : n + 5]], name=f"d{n}")
        for n in range(0, 30, 5)
    ]
    whole = values(score((report(mine, [theirs, others]),), EVERY))
    shuffled = list(parts)
    random.Random(0).shuffle(shuffled)
    assert values(score(tuple(parts), EVERY)) == values(score(tuple(shuffled), EVERY))
    assert values(score(tuple(parts), EVERY)) == pytest.approx(whole, abs=1e-12)
    assert set(whole) == set(EVERY.metrics) - {"overall_quality"}


def test_a_segment_without_reference_is_null_and_named_and_counts_for_nothing():
    mine, theirs = sentences(4, 4), sentences(5, 4)
    gap = score((report(mine, [[theirs[0], "", *theirs[2:]]]),), Settings(metrics=RUN_METRICS))
    without = score(
        (report([mine[0], *mine[2:]], [[theirs[0], *theirs[2:]]]),), Settings(metrics=RUN_METRICS)
    )
    rows = {row.metric: row.values for row in gap.documents[0].segment_scores}
    named = {(s.what, s.segments) for s in gap.documents[0].skipped}
    for metric in ("bleu", "chrf", "chrf++", "quality"):
        assert [n for n, value in enumerate(rows[metric]) if value is None] == [1]
        assert (metric, (1,)) in named
        assert values(gap)[metric] == values(without)[metric]
    assert None not in rows["penalty"]
    assert {one.count for one in gap.scores} == {3, 4}


def test_without_any_reference_the_metrics_say_so():
    scored = score((report(sentences(1, 2)),), Settings(metrics=RUN_METRICS))
    assert set(values(scored)) == {"penalty"}
    skipped = {s.what: s.why for s in scored.documents[0].skipped}
    assert skipped == dict.fromkeys(("bleu", "chrf", "chrf++", "quality"), "no reference")
    assert scored.engines == ()


def test_an_empty_candidate_scores_nothing_and_is_named():
    scored = score((report(["", "the end"], [["a start", "the end"]]),), EVERY)
    rows = {row.metric: row.values for row in scored.documents[0].segment_scores}
    assert {rows[name][0] for name in ("bleu", "chrf", "chrf++", "quality")} == {0.0}
    assert rows["ter"][0] == 100.0
    assert any(s.what == "candidate" and s.segments == (0,) for s in scored.documents[0].skipped)
    # No word, no rate.
    assert rows["penalty"] == (None, 0.0)
    assert any(s.what == "penalty" and s.segments == (0,) for s in scored.documents[0].skipped)


def test_a_hard_wrapped_paragraph_scores_as_if_it_were_on_one_line():
    wrapped = "The council met on Monday to hear\nwhy the bridge over the\r\nriver was closed."
    plain = " ".join(wrapped.split())
    place = Unit(span=Span(0, len(wrapped)), references=(Span(0, len(plain)),))
    document = Document(id="d", text=wrapped, references=(plain,), units=(place,), language="en")
    only = DocumentReport(article=segment(document), words=14, reference_kind=None, findings=())
    found = values(score((only,), Settings(metrics=("bleu", "chrf", "chrf++", "ter"))))
    assert found == pytest.approx({"bleu": 100, "chrf": 100, "chrf++": 100, "ter": 0})


def test_each_of_several_systems_has_its_own_scores():
    mine, worse, theirs = sentences(6, 5), sentences(7, 5), sentences(6, 5)
    both = score(
        (report(mine, [theirs], system="good"), report(worse, [theirs], system="bad")),
        Settings(metrics=("chrf",)),
    )
    assert [(one.system, one.metric) for one in both.scores] == [("bad", "chrf"), ("good", "chrf")]
    assert both.scores[1].value == 100 > both.scores[0].value
    alone = score((report(mine, [theirs], system="good"),), Settings(metrics=("chrf",)))
    assert alone.scores == (replace(both.scores[1], system=None),)


def test_documents_that_are_counted_in_different_ways_have_no_score_together():
    documents = (
        report(["the end"], [["the end"]], name="a"),
        report(["他走了。"], [["他走了。"]], name="b", language="zh"),
    )
    scored = score(documents, Settings(metrics=("bleu", "chrf")))
    assert [one.metric for one in scored.scores] == ["chrf"]
    assert "13a, zh" in scored.skipped[0].why
    assert "tok:zh" in scored.documents[1].scores[0].signature


# ------------------------------------------------------------------ quality


def qualities(candidates, reference, **more):
    scored = score(
        (report(candidates, [[reference] * len(candidates)], **more),),
        Settings(metrics=("quality",)),
    )
    return scored.documents[0].segment_scores[0].values


def test_a_text_against_itself_has_full_marks_whatever_is_found_in_it():
    text = "The council met on Monday."
    assert qualities([text], text, findings=[finding(4, 11, "council")]) == (100.0,)


def test_quality_sees_what_strings_do_not():
    reference = "The mayor called for an immediate de-escalation in the north of the country."
    ranked = [
        reference,
        "The mayor called for immediate de-escalation in the north of the country.",
        "The mayor called for an immediate escalation in the north of the country.",
        "The council met on Monday.",
        "",
    ]
    found = qualities(ranked, reference)
    assert all(better > worse for better, worse in pairwise(found))
    assert found[0] == 100 and found[-1] == 0


def test_a_finding_takes_off_by_severity_and_confidence():
    text, reference = "The mayor left the hall early.", "The mayor left the room early."

    def worth(**given):
        return qualities([text], reference, findings=[finding(19, 23, "hall", **given)])[0]

    none = qualities([text], reference)[0]
    assert none > worth(severity=Severity.MINOR) > worth() > worth(severity=Severity.CRITICAL)
    assert worth(confidence=Confidence.MEDIUM) > worth()
    # Too unsure to be shown, or the reference's own words: nothing is taken off.
    assert worth(confidence=Confidence.LOW) == none
    same = Judgement(verdict=Ruling.SILENT, span=Span(19, 23), text="hall")
    assert worth(reference=same) == none


def test_the_best_of_several_references_counts():
    mine = "The ship left at dawn."
    two = report([mine], [["A quite different thing."], [mine]])
    assert values(score((two,), Settings(metrics=("quality",)))) == {"quality": 100.0}


# ------------------------------------------------------------------ penalty and density


def penalty(found, weights="wmt", *, once=True, words=100, language="en"):
    text = " ".join(["word"] * words)
    settings = Settings(
        metrics=("penalty",), weights=str(weights), policy=Policy(repeats_once=once)
    )
    return score((report([text], findings=found, language=language),), settings)


def test_penalty_weighs_by_profile_per_1000_words():
    found = [
        finding(0, 4, severity=Severity.MINOR),
        finding(5, 9, severity=Severity.MAJOR),
        finding(10, 14, severity=Severity.CRITICAL),
        finding(15, 19, severity=Severity.MINOR, mqm="fluency/punctuation"),
        finding(20, 24, severity=Severity.NEUTRAL),
        finding(25, 29, confidence=Confidence.LOW),
    ]
    assert values(penalty(found))["penalty"] == pytest.approx(111.0)
    assert values(penalty(found, "mqm-core"))["penalty"] == pytest.approx(320.0)
    assert values(penalty(found, "xcomet"))["penalty"] == pytest.approx(170.0)
    many = [finding(n, n + 1, severity=Severity.CRITICAL) for n in range(5)]
    assert values(penalty(many, "xcomet"))["penalty"] == 250.0


def test_a_segment_that_is_no_translation_costs_25():
    whole = finding(
        0, 58, mqm="accuracy/untranslated", segment_span=Span(0, 60), severity=Severity.CRITICAL
    )
    assert values(penalty([whole]))["penalty"] == 250.0


def test_repeats_count_once_unless_asked():
    found = [finding(0, 4, group="same"), finding(5, 9, group="same")]
    assert values(penalty(found))["penalty"] == 50.0
    assert values(penalty(found, once=False))["penalty"] == 100.0
    assert "repeats:once" in penalty(found).scores[0].signature


def test_the_signature_names_profile_cap_and_unit():
    assert penalty([]).scores[0].signature == (
        "weights:wmt[0,1,5,5]|special:fluency/punctuation@minor=0.1,"
        "linguistic-conventions/punctuation@minor=0.1|no-translation:25|cap:no|repeats:once|"
        "unit:1000 words|v:1"
    )
    assert "cap:25/segment" in penalty([], "xcomet").scores[0].signature
    assert "unit:1000 characters" in penalty([], language="zh").scores[0].signature


def test_the_overall_quality_score_comes_with_mqm_core_from_1000_words_up():
    found = [finding(0, 4, severity=Severity.CRITICAL)]
    assert values(penalty(found, "mqm-core", words=1000))["overall_quality"] == 97.5
    short = penalty(found, "mqm-core", words=999)
    assert "overall_quality" not in values(short)
    assert [s.what for s in short.skipped] == ["overall_quality"]
    assert "overall_quality" not in values(penalty(found, words=1000))


def test_density_counts_every_shown_finding():
    found = [finding(0, 4, group="g"), finding(5, 9, group="g"), finding(0, 1, segment=None)]
    scored = score(
        (report(["word " * 100], findings=found),), Settings(metrics=("findings_per_1000",))
    )
    assert values(scored) == {"findings_per_1000": 30.0}
    assert scored.documents[0].segment_scores[0].values == (20.0,)


def test_weights_may_come_from_a_file(tmp_path):
    path = tmp_path / "house.toml"
    path.write_text(
        'minor = 2\nmajor = 4\ncritical = 8\ncap = 6\n[mqm]\n"style" = 0.5\n"style/odd" = 3\n'
    )
    house = weights_of(str(path))
    assert house.of(Severity.MAJOR, "style/stiff") == 0.5
    assert house.of(Severity.MAJOR, "style/odd") == 3
    assert house.of(Severity.MAJOR, "stylebook") == 4
    assert house.signature == "weights:house[0,2,4,8]|special:style/odd=3,style=0.5|cap:6/segment"
    assert [weights_of(w.name) for w in (WMT, MQM_CORE, XCOMET)] == [WMT, MQM_CORE, XCOMET]


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        ("minor = 1\nmajor = 5", "no points"),
        ("minor = -1\nmajor = 5\ncritical = 9", '"minor" is -1'),
        ("minor = 1\nmajor = true\ncritical = 9", '"major" is True'),
        ("minor = 1\nmajor = nan\ncritical = 9", '"major" is nan'),
        ("minors = 1", "Did you mean minor"),
        ("minor 1", "not TOML"),
        ("minor = 1\nmajor = 5\ncritical = 9\nmqm = 3", '"mqm" is no table'),
    ],
)
def test_a_file_that_is_no_profile_is_refused(tmp_path, content, seen):
    path = tmp_path / "house.toml"
    path.write_text(content)
    with pytest.raises(HarnessError, match=seen) as caught:
        weights_of(str(path))
    assert caught.value.code == "H220"


def test_an_unknown_profile_is_refused():
    with pytest.raises(HarnessError, match="Did you mean wmt"):
        weights_of("wnt")


# ------------------------------------------------------------------ impact


def impact(found: Finding) -> Any:
    assert found.reference is not None
    return found.reference.impact


def test_impact_is_what_the_segment_gains_with_the_reference_s_words_there():
    text, reference = "The mayor left the hall early.", "The mayor left the room early."
    place = Judgement(verdict=Ruling.CONFIRMED, span=Span(19, 23), text="room")
    shown = finding(19, 23, "hall", reference=place)
    unsure = finding(19, 23, "hall", reference=place, confidence=Confidence.LOW)
    settings = Settings(metrics=RUN_METRICS)
    scored = score((report([text], [[reference]], findings=[shown, unsure]),), settings)
    first, second = scored.documents[0].findings
    rows = {row.metric: row.values[0] or 0.0 for row in scored.documents[0].segment_scores}
    # Nothing else is wrong there, so all that is missing is gained.
    assert dict(impact(first)) == pytest.approx(
        {name: 100 - rows[name] for name in ("chrf++", "quality")}
    )
    assert impact(second) is None
    other = score((report([text], [[reference]], findings=[shown]),), Settings(metrics=("bleu",)))
    assert impact(other.documents[0].findings[0]) is None


def test_words_put_in_are_set_apart_from_their_neighbours():
    text = "He took thehat."
    assert mended(text, Span(0, 15), Span(8, 11), "a") == "He took a hat."
    assert mended("ab cd", Span(0, 5), Span(3, 3), "x") == "ab x cd"
    assert mended("It said.", Span(0, 8), Span(3, 7), "") == "It ."
