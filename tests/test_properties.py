"""What holds for any text at all: no crash, exact places, stable names, the same bytes again."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from harness import api
from harness.aggregate import aggregate
from harness.config import RUN_METRICS, Settings
from harness.gate import judge
from harness.merge import merge
from harness.model.finding import Confidence, Needs
from harness.model.report import Policy
from harness.model.text import Document, SegmentKind, Span, Unit
from harness.render.json_report import render_json, render_jsonl
from harness.render.lines import render_lines
from harness.rules import RULES
from harness.segment import paragraphs

RANK = {rule.code: place for place, rule in enumerate(RULES)}

# Pieces that rules look for, and pieces that nobody thought of.
PIECES = (
    *("& # 39;", "&amp;#39;", ",quot;", "&#xZZ;", "& #", "%MINIFYHTMLff15ad7cd58bb37c%"),
    *('"', "“", "”", "'", "’", "«", "»", "„", "(", ")", "[", "]]", "{{name}}", "<br/>", "</"),
    *("he said", "she said", "it said", "OCHA said Friday", "the UN agency", "Mr. ", "U.N. "),
    *("Saraqeb", "Saraqab", "Hay'at Tahrir al-Sham", "There & # 39; et Tahrir", "Kelmar"),
    *("February 30", "Monday, 5 May 2024", "25:61", "1.234.567,8", "12 km (20 miles)", "½", "²"),
    *("one percent", "144 thousand and 385", "£5 ($3)", "1,00,000", "-", "–", "+", "10-12", "3/0"),
    *("escalation", "de-escalation", "not", "no", "never", "had had", "the the", "the", "of"),
    *("你好，世界。", "これは", "한국어", "السَّلام عليكم", "עברית", "नमस्ते", "สวัสดี", "Привет", "ΑΒΓ"),
    *(
        "\U0001f600",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "e\u0301\u0302",
        "\u0301",
        "ǅ",
        "ﬁ",
        "ß",
        "İ",
    ),
    *("\x01", "\x0b", "\x0c", "\x1b[31m", "\x7f", "\x85", "\u200b", "\u202e", "\ufeff", "\ufffd"),
    *(
        "\u00a0",
        "\u2028",
        "\u3000",
        "\t",
        "\r",
        "\r\n",
        "\n",
        "\n\n",
        " ",
        " ",
        " ",
        ". ",
        ", ",
        "… ",
    ),
    *("a" * 3000, "?!" * 60, "https://x.example/a?b=%20", "a@b.c", "#tag", "**bold**", "Ã©", "â€™"),
    *("DortmundAnd", "iPhone", "McTominay", "1-Zero", "Please enter your comment!", "Read more"),
)
PIECE = st.one_of(
    st.sampled_from(PIECES),
    st.sampled_from(PIECES),
    st.text(st.characters(codec="utf-8"), max_size=12),
)
TEXT = st.lists(PIECE, max_size=40).map("".join)
LANGUAGE = st.sampled_from(["und", "en", "de", "fr", "es", "zh", "xx"])

# Our own words, one kind of damage each; every paragraph is judged by itself.
FLAWED = (
    "The mayor& # 39; s office was shut on Friday.",
    'They called it "a gift,quot; and went home.',
    "The museum %MINIFYHTMLff15ad7cd58bb37cdb3409226fe49ec49% reopened in spring.",
    "A caf& eacute; by the old port burned down.",
    "The prize went to \ufffdmile Duval, a painter.",
    "Visitors said hello {{user_name}} at the gate.",
)
SOUND = (
    "Rain fell on the valley for three days without a break.",
    "Two bakers shared the prize for the best rye loaf.",
    "A new footbridge over the canal opened to walkers.",
    "Farmers expect a late harvest after the cool summer.",
)
quick = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
few = settings(quick, max_examples=25)


def examined(text, *, reference=None, source=None, language="und"):
    document = Document(
        id="d",
        text=text,
        references=() if reference is None else (reference,),
        source=source,
        language=language,
    )
    return api.examine(document, Settings())


def own(report):
    """The findings of rules that judge a paragraph by itself, by fingerprint and words."""
    return {
        (finding.fingerprint, finding.text)
        for finding in report.findings
        if finding.family in ("encoding", "residue")
    }


def consistent(report):
    text = report.article.text
    for finding in report.findings:
        assert finding.text == finding.span.of(text)
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
        assert all(other.text == other.span.of(text) for other in finding.related)
        assert all(other.span.end <= len(text) for other in finding.related)
        if finding.segment is not None:
            part = report.article.segments[finding.segment]
            assert finding.segment_span == part.span
            assert part.span.start <= finding.span.start <= part.span.end
        if finding.reference and finding.reference.span:
            reference = report.article.document.references[0]
            assert finding.reference.text == finding.reference.span.of(reference)
    assert list(report.findings) == sorted(report.findings, key=lambda f: f.span)
    assert len({f.fingerprint for f in report.findings}) == len(report.findings)


@quick
@given(TEXT, LANGUAGE)
@example("", "und")
@example("\r\n", "en")
@example("a" * 20_000, "en")
@example("& # 39;" * 300, "en")
@example('"' * 999, "fr")
def test_any_text_goes_through_and_every_place_is_exact(text, language):
    report = examined(text, language=language)
    consistent(report)
    made = aggregate((report,), version="0")
    json.loads(render_json(made, judge(made, Policy())))
    render_lines(made).encode()


@few
@given(TEXT, TEXT, st.none() | TEXT, LANGUAGE)
def test_any_two_texts_go_through_beside_one_another(text, reference, source, language):
    consistent(examined(text, reference=reference, source=source, language=language))


@few
@given(st.lists(PIECE, min_size=1, max_size=8), st.booleans())
def test_any_units_go_through(pieces, referenced):
    spans, at = [], 0
    for piece in pieces:
        spans.append(Span(at, at + len(piece)))
        at += len(piece) + 1
    text = "\n".join(pieces)
    units = tuple(Unit(span=s, references=(s if s.of(text).strip() else None,)) for s in spans)
    document = Document(
        id="d",
        text=text,
        units=units if referenced else tuple(replace(u, references=()) for u in units),
        references=(text,) if referenced else (),
        unit_kind=SegmentKind.UNIT,
    )
    report = api.examine(document, Settings())
    consistent(report)
    rows = render_jsonl(aggregate((report,), version="0")).rstrip("\n").split("\n")
    assert [json.loads(row)["segment"] for row in rows] == list(range(len(pieces)))


@quick
@given(TEXT)
def test_segments_lose_nothing_but_white_space(text):
    places = [span for span, _ in paragraphs(text)]
    assert places == sorted(places)
    assert all(a.end <= b.start for a, b in pairwise(places))
    assert all(span.of(text) == span.of(text).strip() != "" for span in places)
    assert "".join("".join(span.of(text).split()) for span in places) == "".join(text.split())


@few
@given(TEXT, LANGUAGE)
def test_the_same_text_gives_the_same_bytes(text, language):
    made = [
        aggregate((examined(text, language=language, reference=text),), version="0")
        for _ in range(2)
    ]
    first, second = (render_json(report, judge(report, Policy())) for report in made)
    assert first == second


@few
@given(TEXT, st.randoms())
def test_merging_is_idempotent_and_blind_to_order(text, shuffler):
    findings = list(examined(text, language="en").findings)
    before = tuple(findings)
    shuffler.shuffle(findings)
    assert merge(findings, RANK) == before == merge(before, RANK)


@few
@given(
    st.lists(st.sampled_from(FLAWED), min_size=1, max_size=3, unique=True),
    st.lists(st.sampled_from(SOUND), max_size=4, unique=True),
    st.randoms(),
)
def test_other_paragraphs_may_come_go_and_move_without_renaming_a_finding(flawed, sound, shuffler):
    alone = own(examined("\n\n".join(flawed), language="en"))
    assert len(alone) >= len(flawed)
    mixed = [*flawed, *sound]
    shuffler.shuffle(mixed)
    assert own(examined("\n\n".join(mixed), language="en")) == alone
    for paragraph in flawed:
        assert own(examined(paragraph, language="en")) <= alone


def test_other_words_are_another_finding():
    one = own(examined("The mayor& # 39; s office was shut.", language="en"))
    two = own(examined("The mayor,quot; s office was shut.", language="en"))
    assert one and two
    assert not {mark for mark, _ in one} & {mark for mark, _ in two}


def test_each_repetition_has_a_name_of_its_own_and_a_group_in_common():
    found = examined("\n\n".join([FLAWED[0]] * 3), language="en").findings
    marks = [finding for finding in found if finding.rule == "ENC101"]
    assert len({finding.fingerprint for finding in marks}) == 3
    assert len({finding.group for finding in marks}) == 1


def faultless(text, language="und"):
    """Nothing is told from a reference that has the very same words, not even doubtfully."""
    document = Document(id="d", text=text, references=(text,), language=language)
    (report,) = api.run((document,), Settings(min_confidence=Confidence.LOW)).documents
    return [
        (finding.rule, finding.text)
        for finding in report.findings
        if finding.needs is Needs.REFERENCE
    ]


@few
@given(st.lists(st.sampled_from(SOUND), min_size=1, max_size=4), TEXT)
def test_a_text_is_not_held_against_itself(sound, odd):
    assume("&" not in odd and ",quot" not in odd and "#" not in odd)
    assert faultless("\n\n".join([*sound, odd]), "en") == []


@pytest.mark.parametrize("name", ["idlib-2019-12-27.ref.txt", "negative/en/01-truce-frays.txt"])
def test_an_article_against_itself_has_full_marks(seed, name):
    text = (seed.parent / name).read_text(encoding="utf-8")
    assert faultless(text, "en") == []
    document = Document(id="d", text=text, references=(text,), language="en")
    report = api.run((document,), Settings(metrics=RUN_METRICS))
    values = {score.metric: score.value for score in report.scores}
    assert values["bleu"] == pytest.approx(100)
    assert values["chrf"] == values["chrf++"] == pytest.approx(100)
    assert values["quality"] == pytest.approx(100)


@few
@given(TEXT)
def test_a_report_survives_json(text):
    report = aggregate((examined(text, language="en"),), version="0")
    rows = json.loads(render_json(report, judge(report, Policy())))["documents"][0]["findings"]
    (document,) = report.documents
    assert [(row["start"], row["end"], row["text"]) for row in rows] == [
        (f.span.start, f.span.end, f.text) for f in document.findings
    ]
    for row in rows:
        if row["segment"] is not None:
            part = document.article.segments[row["segment"]].span
            assert row["segment_start"] == row["start"] - part.start >= 0
            assert row["segment_end"] == row["end"] - part.start
