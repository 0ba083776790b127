"""What is written by the usual tool is read again: the same text, each character in its place."""

from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from harness.read import Given, read_paths
from harness.segment import segment

written = SimpleNamespace(**run_path(str(Path(__file__).with_name("written.py"))))

ANY = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff\ufeff")
SPECIAL = st.sampled_from([*"\"'&<>\\,;\t|{}[]()*_#`%é😀ا", "&amp;", "\\n", '""', "]]>"])
WORDS = st.sampled_from(["The mayor ", "said ", "no", "12 km ", ". "])
LINE = st.lists(ANY | SPECIAL | WORDS, max_size=12).map(lambda parts: "x" + "".join(parts))
LINES = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
CELL = LINE.map(lambda text: text.replace("\t", " ").replace("\x85", ""))
# A run of blanks, or one at an end, is layout to Markdown, HTML and subtitles.
PLAIN = LINE.map(lambda text: " ".join(text.split()))
# The library of SRT takes tags, overrides and arrows for what they are.
SPOKEN = PLAIN.map(lambda text: "".join(c for c in text if c not in "<>{}&\\"))

FORMATS = {
    "a.jsonl": (written.jsonl, LINES),
    "raw.jsonl": (written.jsonl_raw, LINES),
    "a.csv": (written.table_csv, LINES),
    "a.tsv": (written.table_tsv, CELL),
    "a.parquet": (written.parquet, LINES),
    "a.xml": (written.wmt, LINES),
    "a.xlf": (written.xliff, LINES),
    "two.xlf": (written.xliff2, LINES),
    "a.tmx": (written.tmx, LINES),
    "a.po": (written.po, LINES),
    "a.srt": (written.srt, SPOKEN),
    "a.vtt": (written.vtt, PLAIN),
}
CASES = [pytest.param(name, *how, id=name) for name, how in FORMATS.items()]


def read(tmp_path, name, raw):
    path = tmp_path / name
    path.write_bytes(raw)
    (document,) = read_paths((path,), given=Given())
    return document


@pytest.mark.parametrize(("name", "write", "texts"), CASES)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_units_come_back_and_stand_where_they_are_said_to(tmp_path, name, write, texts, data):
    units = data.draw(st.lists(texts, min_size=1, max_size=4))
    raw = write(units)
    document = read(tmp_path, name, raw)
    assert [part.span.of(document.text) for part in segment(document).segments] == units
    assert document.text == "\n".join(units)
    assert bool(document.anchors) == (name != "a.parquet")
    assert all(unit.key for unit in document.units) or name.endswith(("jsonl", "csv", "tsv"))
    if document.anchors:
        written.assert_placed(document, raw)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.lists(PLAIN, min_size=1, max_size=4))
@example(["x*a* [b](c) `d`"])
def test_markdown_comes_back(tmp_path, texts):
    raw = written.markdown(texts)
    document = read(tmp_path, "a.md", raw)
    assert document.text == "\n\n".join(texts)
    written.assert_placed(document, raw)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.lists(LINES, min_size=1, max_size=4))
def test_an_article_is_exactly_its_file(tmp_path, texts):
    raw = written.article(texts)
    assert read(tmp_path, "a.txt", raw).text == raw.decode()


SENTENCES = (
    "At least 20 people were killed on Monday when shells hit the market in the northern town.",
    'The mayor said: "We had & still have <no> water", and that 2,000 families had left.',
    "The agency's office & # 39; in the city has been closed since the beginning of the year.",
    "Aid workers reached the camp late in the evening with tents, blankets and drinking water.",
)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.permutations(SENTENCES))
def test_the_main_text_of_a_page_comes_back(tmp_path, texts):
    raw = written.page(texts)
    document = read(tmp_path, "a.html", raw)
    assert document.text == "\n\n".join(texts)
    assert {one.what for one in document.left_out} == {"“Home”", "“Imprint”"}
    written.assert_placed(document, raw)
