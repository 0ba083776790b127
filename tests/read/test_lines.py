"""Line files: one segment a line, the same count everywhere, a reference for each."""

import pytest

from harness.errors import HarnessError
from harness.read import System, read_lines
from harness.segment import segment


@pytest.fixture
def put(tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.write_bytes(text.encode())
        return path

    return write


def read(*paths, **given):
    return read_lines(tuple(System.parse(str(path)) for path in paths), **given)


def refused(*paths, **given):
    with pytest.raises(HarnessError) as caught:
        read(*paths, **given)
    return caught.value


def segments(document):
    return [part.span.of(document.text) for part in segment(document).segments]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one\ntwo\n", ["one", "two"]),
        ("one\ntwo", ["one", "two"]),
        ("one\r\ntwo\r\n", ["one\r", "two\r"]),
        ("one\u2028still\x0bone\x85\ntwo", ["one\u2028still\x0bone\x85", "two"]),
        ("\n\nthree\n", ["", "", "three"]),
        ("one\n\n", ["one", ""]),
        (" spaced \n", [" spaced "]),
    ],
)
def test_lines_end_at_lf_only(put, text, lines):
    (document,) = read(put("a.txt", text))
    assert segments(document) == lines
    assert document.text == "\n".join(lines)


def test_several_systems_share_the_document_and_every_reference(put):
    first, second = put("a.txt", "one\ntwo\n"), put("b.out", "eins\nzwei\n")
    references = (put("ref.1.txt", "ein\n\n"), put("ref2", "uno\ndue\n"))
    documents = read(first, f"best={second}", references=references, source=put("s", "x\ny\n"))
    assert [(d.system, d.id) for d in documents] == [("a", "ref.1"), ("best", "ref.1")]
    for document in documents:
        rows = segment(document).segments
        assert [
            [
                span and span.of(text)
                for span, text in zip(row.references, document.references, strict=True)
            ]
            for row in rows
        ] == [["ein", "uno"], [None, "due"]]
        assert [row.source and row.source.of(document.source or "") for row in rows] == ["x", "y"]


def test_without_references_the_first_system_names_the_document(put):
    one, two = put("a.txt", "x\n"), put("b.txt", "y\n")
    assert {document.id for document in read(one, two)} == {"a"}


@pytest.mark.parametrize(
    ("short", "line", "seen"), [("one\n", 2, "1 lines"), ("one\ntwo\nthree\n", 3, "3 lines")]
)
def test_other_lengths_are_refused_with_the_line(put, short, line, seen):
    candidate, reference = put("a.txt", "one\ntwo\n"), put("r.txt", short)
    error = refused(candidate, references=(reference,))
    assert (error.code, error.place) == ("H303", f"{reference}:{line}")
    assert seen in error.seen and "has 2" in error.seen


def test_the_length_of_another_system_and_of_the_source_counts_too(put):
    candidate, short = put("a.txt", "one\ntwo\n"), put("b.txt", "one\n")
    assert refused(candidate, short).place == f"{short}:2"
    assert refused(candidate, source=short).place == f"{short}:2"


def test_a_segment_without_any_reference_is_refused(put):
    candidate = put("a.txt", "one\ntwo\n")
    references = put("r1.txt", "ein\n\n"), put("r2.txt", "uno\n \n")
    error = refused(candidate, references=references)
    assert error.code == "H304"
    assert error.place.endswith(":2")


def test_references_that_are_empty_throughout_are_refused(put):
    candidate, reference = put("a.txt", "one\ntwo\n"), put("r.txt", "\n\n")
    error = refused(candidate, references=(reference,))
    assert (error.code, error.place) == ("H304", f"{reference}:1")


def test_an_empty_candidate_file_is_refused(put):
    assert refused(put("a.txt", "")).code == "H331"


def test_an_empty_line_is_a_segment(put):
    (document,) = read(put("a.txt", "one\n\n"), references=(put("r.txt", "ein\nzwei\n"),))
    assert segments(document) == ["one", ""]


def test_a_file_with_an_equals_sign_is_a_path_when_it_is_there(put, monkeypatch, tmp_path):
    put("a=b.txt", "one\n")
    monkeypatch.chdir(tmp_path)
    assert System.parse("a=b.txt").name == "a=b"
    assert System.parse("c=b.txt").name == "c"
    assert System.parse("dir/x=b.txt").name == "x=b"
    assert System.parse("n=" + "x" * 300).name == "n"
