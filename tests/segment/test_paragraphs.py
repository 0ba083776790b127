"""Running text to paragraphs and headings, each a place in the text."""

import pytest

from harness.segment import paragraphs

WRAPPED = (
    "The harbour office said on Monday that the ferry would not sail before\n"
    "the storm had passed, and that passengers with tickets could ask for\n"
    "their money back at any of the three desks that stay open until nine.\n"
)
FLAT = WRAPPED.strip()


def shown(text):
    return [(kind.value, span.of(text)) for span, kind in paragraphs(text)]


def texts(text):
    return [span.of(text) for span, _ in paragraphs(text)]


@pytest.mark.parametrize("gap", ["\n\n", "\n\n\n", "\n \t\n", "\n\u3000\n", "\r\n\r\n"])
def test_blank_lines_part_paragraphs(gap):
    assert texts(f"One came.{gap}Two left.{gap}") == ["One came.", "Two left."]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_hard_wrapped_lines_are_one_paragraph(end):
    text = f"{WRAPPED}\n{WRAPPED}".replace("\n", end)
    assert texts(text) == [FLAT.replace("\n", end)] * 2


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_heading_right_on_top_of_wrapped_lines_is_its_own(end):
    text = f"Ferry stays in port\n{WRAPPED}".replace("\n", end)
    assert shown(text) == [
        ("heading", "Ferry stays in port"),
        ("paragraph", FLAT.replace("\n", end)),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_one_line_a_paragraph(end):
    lines = [
        "Ferry stays in port",
        "The harbour office said on Monday that the ferry would not sail before the storm had"
        " passed, and that passengers with tickets could ask for their money back at any desk.",
        "It was the third storm of the winter.",
        "Passengers waited in the hall, where the desks stay open until nine at night.",
    ]
    assert texts(end.join(lines)) == lines


def test_short_lines_that_each_stop_are_paragraphs_of_their_own():
    lines = ["The shop shut.", "The owner left for the coast at once.", "Nobody knows why."]
    assert texts("\n".join(lines)) == lines


@pytest.mark.parametrize(
    "heading",
    [
        "Ferry stays in port",
        "‘Immediate de-escalation’",
        "& # 39; Immediate de-escalation & # 39;",
        "What comes next?",
        "HAFEN GESPERRT",
        "港口关闭",
    ],
)
def test_a_short_line_without_a_stop_is_a_heading(heading):
    assert shown(f"{heading}\n\nThe ferry stays in port.")[0] == ("heading", heading)


@pytest.mark.parametrize(
    "line",
    [
        "The ferry stays in port.",
        "The ferry stays in port …",
        '"We will not leave."',
        '"Will we ever leave?"',
        "渡轮停在港口。",
        "The office gave three reasons:",
        "So will the ferry that was meant to sail on Monday leave on Tuesday then?",
        "The ferry that was meant to sail on Monday for the three islands off the coast stays in"
        " port until the storm has passed",
    ],
)
def test_what_stops_or_is_long_is_a_paragraph(line):
    assert shown(f"Heading\n\n{line}")[1] == ("paragraph", line)


@pytest.mark.parametrize("text", ["", "\n", " \n\t\r\n", "\u2028\u3000"])
def test_white_space_alone_has_no_paragraphs(text):
    assert paragraphs(text) == ()


def test_a_single_line_without_an_end_is_one():
    assert texts("One.") == ["One."]
    assert texts("  One.  ") == ["One."]
