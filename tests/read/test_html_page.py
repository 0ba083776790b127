"""Pages as their readers see them: a sentence with code in it stays one, a listing is no prose."""

from harness.read import read_paths

BEFORE = "The mayor of the small town by the sea opened the new library on Monday morning. " * 2
AFTER = "Nobody had expected so many people on the quay before the first boat came in. " * 2


def _read(tmp_path, middle):
    body = f"<h1>A library</h1><p>{BEFORE}</p>{middle}<p>{AFTER}</p>"
    page = f"<!DOCTYPE html><html><body><article>{body}</article></body></html>"
    path = tmp_path / "a.html"
    path.write_text(page, encoding="utf-8")
    [document] = read_paths((path,))
    return document


def _blocks(document):
    return document.text.split("\n\n")[2:-1]


def test_code_inside_a_sentence_does_not_cut_it(tmp_path):
    said = "Call <code>apt update</code>, then <code>apt</code> once more (or <kbd>synaptic</kbd>)."
    plain = "Call apt update, then apt once more (or synaptic)."
    for name in ("p", "div", "div class='para'"):
        closing = name.split()[0]
        document = _read(tmp_path, f"<{name}>{said}</{closing}>")
        assert _blocks(document) == [plain], name


def test_a_listing_is_set_aside_and_counted(tmp_path):
    listing = "<pre class='screen'># apt update\nReading 8.58 of 9.00 lists</pre>"
    document = _read(tmp_path, f"<p>This is what it prints on the screen:</p>{listing}{listing}")
    assert _blocks(document) == ["This is what it prints on the screen:"]
    assert [(one.what, one.count) for one in document.left_out] == [("preformatted blocks", 2)]


def test_a_page_of_nothing_else_is_read(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(f"<html><body><pre>{BEFORE}\n\n{AFTER}</pre></body></html>", encoding="utf-8")
    [document] = read_paths((path,))
    assert document.text.startswith("The mayor of the small town")
    assert not document.left_out


def test_an_empty_line_of_breaks_parts_paragraphs(tmp_path):
    document = _read(tmp_path, f"<div>{BEFORE}<br/>\n<br>{AFTER}<br>{AFTER}</div>")
    one = BEFORE.strip()
    other = AFTER.strip()
    assert _blocks(document) == [one, f"{other} {other}"]
