"""Character references in every state of repair, and the prose that resembles them."""

import time

import pytest

from harness.segment.entities import entities


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("There & # 39; et Tahrir", [("& # 39;", "'", True)]),
        ("a & # 39 ; b", [("& # 39 ;", "'", True)]),
        ("&# 171; Oui & # 187;", [("&# 171;", "«", True), ("& # 187;", "»", True)]),
        ('"Russian occupiers,quot; and', [(",quot;", '"', True)]),
        ("a reduction,quot end", [(",quot", '"', True)]),
        ("quot;yes quot;", [("quot;", '"', True), ("quot;", '"', True)]),
        ("&amp;#8220;x&amp;quot;", [("&amp;#8220;", "“", True), ("&amp;quot;", '"', True)]),
        ("& amp ; quot ; y", [("& amp ; quot ;", '"', True)]),
        ("amp;#39;s", [("amp;#39;", "'", True)]),
        ("the-president-39-s-plan", [("-39-", "'", True)]),
        ("a-quot-good-quot-deal", [("-quot-", '"', True), ("-quot-", '"', True)]),
        ("&#39s and & # 8217 s", [("&#39", "'", True), ("& # 8217", "’", True)]),
        ("& 39; and & 34;", [("& 39;", "'", True), ("& 34;", '"', True)]),
        ("said and # 39;yes", [("and # 39;", "'", True)]),
        ("don#39;t", [("#39;", "'", True)]),
        ("&#x 27; and & # x27 ;", [("&#x 27;", "'", True), ("& # x27 ;", "'", True)]),
        ("＆＃３９；", [("＆＃３９；", "'", True)]),
        ("caf& eacute; & Eacute;", [("& eacute;", "é", True), ("& Eacute;", "É", True)]),
        ("AT&amp;T &lt;b&gt;", [("&amp;", "&", False), ("&lt;", "<", False), ("&gt;", ">", False)]),
        (
            "&nbsp;&#39;&period;",
            [("&nbsp;", "\xa0", False), ("&#39;", "'", False), ("&period;", ".", False)],
        ),
    ],
)
def test_finds_each_reference_with_its_character_and_state(text, found):
    assert [(e.span.of(text), e.character, e.damaged) for e in entities(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "Barnes & Noble; R&D; AT&T; the status quo; then lunch",
        "issue #39; issue # 39; issues #38 and #39; #38, #39; no. 39; the end",
        "Arts & image; letters & beta; pages & notes; & and;",
        "A guitar amp; apples, lt. Marsh; 20 gt. of grain",
        "Smith & 50; fell 3-39-2; flight 737-39-north",
        "&#0; &#9999999; &nosuchname; &;",
    ],
)
def test_leaves_prose_alone(text):
    assert entities(text) == ()


def test_says_which_stand_for_a_quotation_mark():
    assert [e.quotes for e in entities("&#39; ,quot; &amp; &nbsp;")] == [True, True, False, False]


def test_takes_time_in_proportion_to_the_length():
    hard = "& # " * 50_000 + "&amp;" * 20_000 + ",quo" * 20_000 + "& amp ; " * 20_000 + "#" * 50_000
    began = time.process_time()
    entities(hard)
    assert time.process_time() - began < 5
