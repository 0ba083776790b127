"""Bytes to text: UTF-8 or a refusal that says where."""

import gzip

import pytest

from harness.errors import HarnessError
from harness.read.decode import decode, text_of

BOM = b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "one",
        "one\n",
        "one\ntwo",
        "one\r\ntwo\r\n",
        "a\rb",
        "ä € 你好 \U0001f600\u0301",
        "\ufeff",
    ],
)
@pytest.mark.parametrize("bom", [b"", BOM])
def test_the_text_is_exactly_what_was_read_less_a_bom(tmp_path, text, bom):
    path = tmp_path / "a.txt"
    path.write_bytes(bom + text.encode())
    if not bom:
        text = text.removeprefix("\ufeff")
    assert text_of(path) == text


def test_only_one_bom_goes():
    assert decode(BOM + BOM + b"a", "a.txt") == "\ufeffa"


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"caf\xe9", "a.txt:1:4"),
        (b"one\nd\xe9j\xe0", "a.txt:2:2"),
        ("你好".encode() + b"\xff", "a.txt:1:3"),
        (BOM + b"\xe9", "a.txt:1:1"),
        (b"one\r\ntwo \xc3", "a.txt:2:5"),
        (b"\xed\xa0\x80", "a.txt:1:1"),
    ],
)
def test_what_is_not_utf8_is_refused_with_line_and_column(raw, place):
    with pytest.raises(HarnessError, match="is not UTF-8") as caught:
        decode(raw, "a.txt")
    assert (caught.value.code, caught.value.place) == ("H302", place)


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("one".encode("utf-16"), "UTF-16"),
        ("one".encode("utf-16-be"), "NUL"),
        (b"\xfe\xff" + "one".encode("utf-16-be"), "UTF-16"),
        (gzip.compress(b"one", mtime=0), "gzip"),
        (b"PK\x03\x04rest", "zip"),
        (b"%PDF-1.7 rest", "PDF"),
        (b"one\ntwo\x00", "NUL"),
    ],
)
def test_other_files_are_refused_by_their_kind(raw, seen):
    with pytest.raises(HarnessError, match=seen) as caught:
        decode(raw, "a.txt")
    assert caught.value.code == "H302"


def test_what_cannot_be_read_is_refused(tmp_path):
    for path in (tmp_path, tmp_path / "none.txt"):
        with pytest.raises(HarnessError) as caught:
            text_of(path)
        assert (caught.value.code, caught.value.place) == ("H301", str(path))
