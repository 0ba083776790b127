"""The view for a terminal: carets stand under the words, and nothing in a text is obeyed."""

import re

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from harness import api
from harness.cli import app
from harness.config import Settings
from harness.model.text import Document
from harness.render.console import render_console


def shown(text, finding, with_findings, verdict_of, start, end, **options):
    report = api.check([Document(id="x", text=text, language="en")], Settings())
    report = with_findings(report, finding(text, start, end))
    return render_console(report, verdict_of(report), **options)


def under(view):
    """Return the words above the carets, by the columns of the screen."""
    lines = view.splitlines()
    place = next(n for n, line in enumerate(lines) if re.fullmatch(r" *\^+", line))
    first, last = lines[place].index("^"), lines[place].rindex("^") + 1
    words, at = "", 0
    for character in lines[place - 1]:
        size = cell_len(character)
        if first <= at < last or (not size and words and at <= last):
            words += character
        at += size
    return words


@pytest.mark.parametrize(
    ("text", "start", "end", "words"),
    [
        ("The bad word.\n", 4, 7, "bad"),
        ("港は月曜日に閉鎖された bad 。\n", 12, 15, "bad"),
        ("港は月曜日に閉鎖された。\n", 2, 5, "月曜日"),
        ("cafe\u0301 and bad\n", 10, 13, "bad"),
        ("a\tb bad\n", 4, 7, "bad"),
        ("first\nsecond bad\nthird\n", 13, 16, "bad"),
        ("two lines\nof it\n", 4, 15, "lines"),
        ("x \u202ebad\n", 3, 6, "bad"),
    ],
)
def test_carets_stand_under_the_words(text, start, end, words, finding, with_findings, verdict_of):
    assert under(shown(text, finding, with_findings, verdict_of, start, end)) == words


@pytest.mark.parametrize("width", [40, 60, 80, 200])
@pytest.mark.parametrize("start", [0, 500, 990])
def test_lines_are_no_wider_than_asked(width, start, finding, with_findings, verdict_of):
    text = "abcd 港は " * 200
    view = shown(text, finding, with_findings, verdict_of, start, start + 4, width=width)
    lines = view.splitlines()
    assert max(cell_len(line) for line in lines if "ENC101" not in line) <= width
    assert under(view) == text[start : start + 4]


def test_an_escape_sequence_is_shown_and_not_obeyed(finding, with_findings, verdict_of):
    text = "a \x1b]0;title\x07 \x1b[31mred \x9b2J \rgone\n"
    view = shown(text, finding, with_findings, verdict_of, 2, 9)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", view)
    assert "[U+001B]]0;t" in view


def test_colour_is_there_when_asked_and_changes_no_word(finding, with_findings, verdict_of):
    given = ("The bad word.\n", finding, with_findings, verdict_of, 4, 7)
    coloured, plain = shown(*given, coloured=True), shown(*given)
    assert "\x1b[33m^^^\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def test_a_pipe_gets_no_colour(tmp_path):
    (tmp_path / "x.txt").write_text("The mayor& # 39;s office.\n")
    done = CliRunner().invoke(app, ["check", str(tmp_path / "x.txt"), "-f", "console"])
    assert "^^^^^^" in done.stdout and "\x1b" not in done.stdout
