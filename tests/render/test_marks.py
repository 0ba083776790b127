import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from harness.model.text import Span
from harness.render.marks import Mark, marked


def mark(start, end, name):
    return Mark(
        span=Span(start, end),
        tag="mark",
        attributes=Markup('data-n="{}"').format(name),
        once=Markup(' id="m{}"').format(name),
        label=Markup("<a>{}</a>").format(name),
    )


def woven(text, *marks, places=None):
    return tuple(map(str, marked(text, places or (Span(0, len(text)),), marks)))


class Reader(HTMLParser):
    """Which characters each mark covers, as a browser would build the tree."""

    def __init__(self, page):
        super().__init__()
        self.stack: list[tuple[str, str | None]] = []
        self.at, self.cover, self.text, self.labels = 0, {}, [], []
        self.feed(page)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag, attrs):
        self.stack.append((tag, dict(attrs).get("data-n")))
        if tag == "mark":
            self.cover.setdefault(dict(attrs)["data-n"], set())

    def handle_endtag(self, tag):
        assert self.stack.pop()[0] == tag

    def handle_data(self, data):
        if any(tag == "a" for tag, _ in self.stack):
            self.labels.append(data)
            return
        for name in {name for tag, name in self.stack if tag == "mark"}:
            self.cover[name] |= set(range(self.at, self.at + len(data)))
        self.text.append(data)
        self.at += len(data)


def test_one_inside_the_other_nests():
    assert woven("abcd", mark(0, 4, 1), mark(1, 2, 2)) == (
        '<mark data-n="1" data-d="0" id="m1">a<mark data-n="2" data-d="1" id="m2">b<a>2</a></mark>'
        "cd<a>1</a></mark>",
    )


def test_crossing_marks_are_cut_and_keep_one_id_and_one_label():
    (page,) = woven("abcdef", mark(0, 4, 1), mark(2, 6, 2))
    assert Reader(page).cover == {"1": {0, 1, 2, 3}, "2": {2, 3, 4, 5}}
    assert page.count('id="m2"') == page.count("<a>2</a>") == 1


def test_a_place_where_words_are_missing_is_a_mark_of_no_length():
    assert woven("ab", mark(1, 1, 1)) == ('a<mark data-n="1" data-d="0" id="m1"><a>1</a></mark>b',)


def test_a_mark_over_two_places_is_begun_once_and_labelled_once():
    first, second = woven("ab\ncd", mark(1, 4, 1), places=(Span(0, 2), Span(3, 5)))
    assert 'id="m1"' in first and "<a>" not in first
    assert 'id="m1"' not in second and "<a>1</a>" in second


def test_text_is_escaped_inside_and_outside_marks():
    (page,) = woven("<b>&<i>", mark(3, 4, 1))
    assert "<b>" not in page and "<i>" not in page
    assert "".join(Reader(page).text) == "<b>&<i>"


def test_blanks_that_are_a_finding_can_be_seen():
    (page,) = woven("a  b", mark(1, 3, 1))
    assert "␣␣" in page


@given(
    st.text(alphabet="ab<&\"'é", min_size=0, max_size=12),
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=6),
)
def test_whatever_overlaps_the_tree_is_sound_and_covers_exactly_the_spans(text, edges):
    spans = [Span(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in edges]
    (page,) = woven(text, *(mark(s.start, s.end, n) for n, s in enumerate(spans)))
    read = Reader(page)
    assert "".join(read.text) == text
    assert sorted(read.labels) == sorted(str(n) for n in range(len(spans)))
    for n, span in enumerate(spans):
        assert read.cover[str(n)] == set(range(span.start, span.end))
        assert len(re.findall(f'id="m{n}"', page)) == 1
