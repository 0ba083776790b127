"""Phrases that raters would mark: what the forests are given and say, where a phrase ends."""

from dataclasses import replace

import pytest

from harness.analyse import Analysis
from harness.analyse.evidence import NAMES, Place, places
from harness.analyse.forest import forest, probabilities
from harness.analyse.plausibility import bonds, tags
from harness.analyse.suspicion import APART_SURE, PEAK, judged, phrases, suspicions
from harness.analyse.tokens import tokens
from harness.model.edit import Edit, Tie
from harness.model.finding import Confidence, Severity
from harness.model.text import Document, Span
from harness.rules.rule import differing
from harness.segment import segment


def analysed(text, reference, language="en"):
    document = Document(id="x", text=text, references=(reference,), language=language)
    return Analysis(segment(document))


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        ("The ferry left the harbour at noon.", "The ferry left the at noon."),
        ("He wants to go home.", "He wants to goes home."),
        ("They live in the old town.", "They live in old the town."),
    ],
)
def test_neighbours_that_seldom_meet_have_the_weakest_bond(sound, broken):
    assert min(bonds(tags(tokens(broken)))) < min(bonds(tags(tokens(sound))))


def test_evidence_has_a_row_for_each_word_and_gap_with_every_value():
    analysis = analysed("The ferry left at noon.", "The old ferry left at ten.")
    found = places(analysis, analysis.alignments[0])
    assert [analysis.text[place.start : place.end] for place in found] == [
        "The", "", "ferry", "left", "at", "noon", ".",
    ]  # fmt: skip
    assert {len(place.values) for place in found} == {len(NAMES)}
    at = dict(zip(NAMES, found[5].values, strict=True))
    assert (at["words"], at["words_there"], at["there"], at["function"]) == (1, 1, 0, 0)


def test_a_word_that_stands_in_the_reference_is_less_suspect_than_one_that_does_not():
    analysis = analysed(
        "Farmers drove their tractors into the camp at dawn.",
        "Farmers drove their tractors into the countryside at dawn.",
    )
    found = places(analysis, analysis.alignments[0])
    words = [analysis.text[place.start : place.end] for place in found]
    for chances in judged(found):
        assert max(range(len(words)), key=chances.__getitem__) == words.index("camp")


def test_a_garbled_passage_is_one_phrase():
    analysis = analysed(
        "She does not have a hair in the language, her voters say.",
        "She speaks her mind, her voters say.",
    )
    (phrase,) = suspicions(analysis)[0]
    assert phrase.span.of(analysis.text) == "does not have a hair in the language"
    assert phrase.there
    assert phrase.there.of(analysis.article.document.references[0]).strip() == "speaks her mind"
    assert phrase.chance >= PEAK


def test_the_same_text_has_no_phrase():
    analysis = analysed("The ferry left at noon.", "The ferry left at noon.")
    assert suspicions(analysis) == {0: ()}


def test_without_a_lexicon_of_the_language_nothing_is_judged():
    analysis = analysed("Das Schiff fuhr ab.", "Die Fähre legte mittags ab.", "de")
    assert suspicions(analysis) == {}


def row(*widths):
    """Places one after another; a width of 0 is a gap."""
    found, start = [], 0
    for n, width in enumerate(widths):
        found.append(Place(start, start + width, n, ()))
        start += width + bool(width)
    return found


def edits(row, *ties):
    return [
        Edit(tie, Span(place.start, place.end), Span(place.start, place.end))
        for place, tie in zip(row, ties, strict=True)
    ]


SUB, SAME, LOST = Tie.SUBSTITUTION, Tie.EQUAL, Tie.DELETION


@pytest.mark.parametrize(
    ("ties", "marked", "apart", "spans"),
    [
        # words beside a peak belong to it, as far as they differ
        ((SUB, SUB, SUB), (0.25, 0.5, 0.25), (0, 0, 0), [(0, 8)]),
        ((SAME, SUB, SAME), (0.25, 0.5, 0.25), (0, 0, 0), [(3, 5)]),
        # a word that agrees belongs to it where it is as suspect as a peak
        ((SAME, SUB, SAME), (0.4, 0.5, 0.1), (0, 0, 0), [(0, 5)]),
        # no peak, no phrase; nothing that differs, no phrase
        ((SUB, SUB, SUB), (0.25, 0.25, 0.25), (0, 0, 0), []),
        ((SAME, SAME, SAME), (0.6, 0.6, 0.6), (0, 0, 0), []),
        # what stands apart from its segment is one too
        ((SAME, SUB, SAME), (0.1, 0.1, 0.1), (0.01, 0.3, 0.01), [(3, 5)]),
        ((SAME, SUB, SAME), (0.1, 0.1, 0.1), (0.3, 0.3, 0.3), []),
        # in a short phrase nothing is hidden
        ((SUB, SUB, SUB), (0.5, 0.5, 0.5), (0, 0.5, 0), [(0, 8)]),
    ],
)
def test_where_a_phrase_begins_and_ends(ties, marked, apart, spans):
    line = row(2, 2, 2)
    found = phrases(line, edits(line, *ties), marked, apart)
    assert [(phrase.span.start, phrase.span.end) for phrase in found] == spans


def test_what_stands_apart_within_a_long_phrase_is_a_phrase_of_its_own_where_its_edits_are():
    line = row(30, 4, 30)
    asked = (edits(line, SUB, SUB, SUB), (0.5, 0.5, 0.5), (0, 0.5, 0))
    found = list(phrases(line, *asked))
    assert [(phrase.span.start, phrase.span.end) for phrase in found] == [(31, 35), (0, 66)]
    assert [phrase.lead for phrase in found] == [1, 0]
    shared = [line[0], line[1]._replace(edit=0), line[2]]
    assert [phrase.span.start for phrase in phrases(shared, *asked)] == [0]


@pytest.mark.parametrize(
    ("chance", "apart", "doubtful"),
    [(PEAK, 0.0, False), (0.1, APART_SURE, False), (0.1, APART_SURE - 0.01, True)],
)
def test_what_stands_apart_a_little_is_neutral_whatever_the_rule_says(chance, apart, doubtful):
    line = row(2, 4)
    (phrase,) = phrases(line, edits(line, SAME, SUB), (0.1, chance), (0.0, apart))
    assert phrase.doubtful is doubtful
    analysis = analysed("The ferry sang at noon.", "The ferry moored at noon.")
    found = replace(analysis.differences[0], phrase=phrase, closeness=0.5)
    hit = differing(found, Confidence.MEDIUM, severity=Severity.MAJOR)
    assert hit.severity is (Severity.NEUTRAL if doubtful else Severity.MAJOR)
    telling = replace(found, edit=replace(found.edit, tie=Tie.OPPOSITE))
    assert differing(telling, Confidence.MEDIUM, severity=Severity.MAJOR).severity is Severity.MAJOR


def test_a_gap_that_is_not_suspect_does_not_part_two_words():
    line = row(2, 0, 2)
    found = list(phrases(line, edits(line, SUB, LOST, SUB), (0.4, 0.1, 0.4), (0, 0, 0)))
    assert [(phrase.span.start, phrase.span.end) for phrase in found] == [(0, 5)]


def test_trees_are_evaluated_as_they_are_written():
    tree: list[list[float]] = [[0, 1], [1.0, 5.0], [-1, -2], [1, -3], [-2.0, 0.0, 2.0]]
    grown = forest([tree, [[], [], [], [], [1.0]]])
    rows = [[1.0, 9.0], [2.0, 5.0], [2.0, 6.0]]
    logits = [-1.0, 1.0, 3.0]
    wanted = [1 / (1 + 2.718281828459045**-x) for x in logits]
    assert probabilities(grown, rows) == pytest.approx(wanted)
    assert probabilities(grown, []) == []
