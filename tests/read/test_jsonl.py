"""JSON lines: rows to documents, and every mistake with its line and field."""

import json

import pytest

from harness.errors import HarnessError
from harness.read import read_paths
from harness.segment import segment


@pytest.fixture
def put(tmp_path):
    def write(*rows):
        path = tmp_path / "rows.jsonl"
        lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return write


def test_rows_of_one_document_and_system_belong_together_wherever_they_stand(put):
    path = put(
        {"document": "a", "candidate": "one"},
        {"document": "b", "candidate": "uno", "system": "s"},
        {"document": "a", "candidate": "two\nlines"},
        {"document": "b", "candidate": "due"},
    )
    documents = read_paths((path,))
    assert [(d.system, d.id, d.text) for d in documents] == [
        (None, "a", "one\ntwo\nlines"),
        ("s", "b", "uno"),
        (None, "b", "due"),
    ]
    units = segment(documents[0]).segments
    assert [part.span.of(documents[0].text) for part in units] == ["one", "two\nlines"]
    assert {part.kind.value for part in units} == {"unit"}


def test_references_and_source_keep_their_places(put):
    path = put(
        {"candidate": "one", "references": ["ein", None], "source": "un"},
        {"candidate": "two", "reference": "zwei"},
        {"candidate": "", "references": ["drei", "tre"], "source": "trois"},
    )
    (document,) = read_paths((path,))
    rows = segment(document).segments
    texts = document.references
    assert [
        [span and span.of(text) for span, text in zip(row.references, texts, strict=True)]
        for row in rows
    ] == [["ein", None], ["zwei", None], ["drei", "tre"]]
    assert [row.source and row.source.of(document.source or "") for row in rows] == [
        "un",
        None,
        "trois",
    ]


def test_languages_of_the_rows_win(put):
    path = put({"candidate": "x", "language": "de", "source_language": "fr"})
    (document,) = read_paths((path,), language="en", source_language="es")
    assert (document.language, document.source_language) == ("de", "fr")


def test_empty_lines_are_no_rows(put):
    (document,) = read_paths((put({"candidate": "x"}, "", " ", {"candidate": "y"}, ""),))
    assert document.text == "x\ny"


@pytest.mark.parametrize(
    ("row", "place", "seen"),
    [
        ('{"candidate": "x"', ":2:18", "not JSON"),
        ("[1]", ":2", "a JSON list"),
        ('"x"', ":2", "a JSON str"),
        ({"candidate": 3}, ":2", '"candidate" is not a string'),
        ({"candidate": None}, ":2", 'no "candidate"'),
        ({"source": "x"}, ":2", 'no "candidate"'),
        ({"candidate": "x", "refrence": "y"}, ":2", 'unknown field "refrence"'),
        ({"candidate": "x", "references": "y", "system": 4}, ":2", '"system" is not a string'),
        ({"candidate": "x", "references": {"a": 1}}, ":2", '"references" is not a list'),
        ({"candidate": "x", "references": ["y", 1]}, ":2", '"references" is not a'),
        ('{"candidate": "\\ud83d"}', ":2", "surrogate"),
        ('{"candidate": "x", "references": ["\\udc00"]}', ":2", "surrogate"),
        ("[" * 100_000, ":2", "JSON"),
        ('{"segment": ' + "9" * 5000 + "}", ":2", "JSON"),
    ],
)
def test_a_mistake_is_told_with_its_line(put, row, place, seen):
    path = put({"candidate": "fine"}, row)
    with pytest.raises(HarnessError) as caught:
        read_paths((path,))
    assert (caught.value.code, caught.value.place) == ("H305", f"{path}{place}")
    assert seen in str(caught.value)


def test_the_unknown_field_is_told_with_the_nearest_one(put):
    with pytest.raises(HarnessError, match=r"Did you mean candidate\?"):
        read_paths((put({"candidat": "x"}),))


def test_a_file_without_rows_is_refused(put):
    with pytest.raises(HarnessError, match="no rows"):
        read_paths((put("", ""),))
