"""Numbers are read by value, whatever their language writes around them."""

import pytest

from harness.analyse.figures import agree
from harness.analyse.numerals import numeral
from harness.analyse.quantities import Kind, quantities_in
from harness.model.text import Span
from harness.rules.rule import Good, example


def read(text, language="en"):
    return quantities_in(text, Span(0, len(text)), language)


def brief(text, language="en"):
    return [(q.span.of(text), round(q.value, 6), q.unit) for q in read(text, language)]


ENGLISH = [
    ("some 235,000 people", [("235,000", 235000, "")]),
    ("three million homes", [("three million", 3000000, "")]),
    ("two dozen eggs", [("two dozen", 24, "")]),
    ("a hundred and forty-four thousand men", [("a hundred and forty-four thousand", 144000, "")]),
    ("half a million boats", [("half a million", 500000, "")]),
    ("two and a half million boats", [("two and a half million", 2500000, "")]),
    ("twenty-one and thirty", [("twenty-one", 21, ""), ("thirty", 30, "")]),
    ("worth $3.5bn or 4.5 million dollars",
     [("$3.5bn", 3.5e9, "USD"), ("4.5 million dollars", 4.5e6, "USD")]),
    ("US$20, £5, EUR 7, 9 euros and 3.18 yuan",
     [("US$20", 20, "USD"), ("£5", 5, "GBP"), ("EUR 7", 7, "EUR"), ("9 euros", 9, "EUR"),
      ("3.18 yuan", 3.18, "CNY")]),
    ("millions of dollars", [("millions", 1000000, "")]),
    ("5 millions of euros", [("5", 5, ""), ("millions", 1000000, "")]),
    ("61 %, 7 per cent, 8 percent",
     [("61 %", 61, "%"), ("7 per cent", 7, "%"), ("8 percent", 8, "%")]),
    ("20C (68F), minus 31 degrees Celsius, -5 °C",
     [("20C", 20, "°C"), ("68F", 68, "°F"), ("minus 31 degrees Celsius", -31, "°C"),
      ("-5 °C", -5, "°C")]),
    ("160 kilometres an hour, 12 km/h, 30 miles per hour",
     [("160 kilometres", 160, "km"), ("12 km/h", 12, "km/h"), ("30 miles per hour", 30, "mph")]),
    ("16 square metres, 9 sq km", [("16 square metres", 16, "m2"), ("9 sq km", 9, "km2")]),
    ("20 to 30 per cent", [("20", 20, "%"), ("30 per cent", 30, "%")]),
    ("10-20 km", [("10", 10, "km"), ("20 km", 20, "km")]),
    ("the 3,000th match, the 21st century", [("3,000th", 3000, ""), ("21st", 21, "")]),
    ("two thirds and one-fifth", [("two thirds", 0.666667, ""), ("one-fifth", 0.2, "")]),
    ("3/4 of them", [("3/4", 0.75, "")]),
    ("a 12-year-old", [("12-year", 12, "yr")]),
    ("1 250 megawatts", [("1 250 megawatts", 1250, "MW")]),
    ("12,34,567 rupees", [("12,34,567 rupees", 1234567, "INR")]),
    ("hundreds of thousands", [("hundreds of thousands", 100000, "")]),
    ("in the 1960s", [("1960s", 1960, "decade")]),
    ("no number at all, and someone anyone", []),
]  # fmt: skip

OTHERS = [
    ("de", "Rund 3.500 Menschen", [("3.500", 3500, "")]),
    ("de", "2,40 Euro", [("2,40 Euro", 2.4, "EUR")]),
    ("de", "einundzwanzig Boote", [("einundzwanzig", 21, "")]),
    ("de", "zweihundertdreißig Boote", [("zweihundertdreißig", 230, "")]),
    ("de", "dreitausendfünfhundert Meter", [("dreitausendfünfhundert Meter", 3500, "m")]),
    ("de", "3,5 Millionen Euro", [("3,5 Millionen Euro", 3500000, "EUR")]),
    ("de", "achtlos und einmal ein Mann", []),
    ("fr", "12 345 personnes", [("12 345", 12345, "")]),
    ("fr", "quatre-vingt-dix-sept euros", [("quatre-vingt-dix-sept euros", 97, "EUR")]),
    ("fr", "soixante-douze", [("soixante-douze", 72, "")]),
    ("fr", "3,5 millions d'euros", [("3,5 millions d'euros", 3500000, "EUR")]),
    ("es", "2.318 vecinos", [("2.318", 2318, "")]),
    ("es", "treinta y uno", [("treinta y uno", 31, "")]),
    ("es", "doscientos mil", [("doscientos mil", 200000, "")]),
    ("es", "ciento veinte kilómetros", [("ciento veinte kilómetros", 120, "km")]),
    ("und", "le 12.345 και 7", [("12.345", 12.345, ""), ("7", 7, "")]),
]


@pytest.mark.parametrize(("text", "wanted"), ENGLISH)
def test_reads_english(text, wanted):
    assert brief(text) == wanted


@pytest.mark.parametrize(("language", "text", "wanted"), OTHERS)
def test_reads_other_languages(language, text, wanted):
    assert brief(text, language) == wanted


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("on December 12 and 25", [(12, 12, None), (25, 12, None)]),
        ("12 Dec 2019", [(12, 12, 2019)]),
        ("2019-12-27", [(27, 12, 2019)]),
        ("the 12th of May", [(12, 5, None)]),
        ("May 2023", [(None, 5, 2023)]),
        ("Sunday, September 17, 2022", [(17, 9, 2022)]),
        ("14.13.2022", [(14, 13, 2022)]),
        ("31 June", [(31, 6, None)]),
        ("12–14 May", [(12, 5, None), (14, 5, None)]),
    ],
)
def test_reads_dates_possible_or_not(text, parts):
    found = [q.date for q in read(text)]
    assert [(d.day, d.month, d.year) for d in found] == parts


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("at 7:36", 456),
        ("5 a.m.", 300),
        ("12 a.m.", 0),
        ("7.36 p.m.", 1176),
        ("two o'clock", 120),
        ("15h30", 930),
    ],
)
def test_reads_times(text, minutes):
    (found,) = read(text)
    assert found.kind is Kind.TIME
    assert found.value == minutes


@pytest.mark.parametrize("text", ["A320neo", "F-16", "COVID-19", "No. 10", "#39", "802.11n", "CO2"])
def test_a_number_in_a_name_is_a_label(text):
    assert {q.kind for q in read(text)} == {Kind.LABEL}


def test_a_hyphen_pair_that_falls_is_a_score():
    assert [q.kind for q in read("won 3-1")] == [Kind.SCORE, Kind.SCORE]
    assert [q.kind for q in read("aged 30-39")] == [Kind.COUNT, Kind.COUNT]


def test_words_before_a_number_say_that_it_is_not_exact():
    text = "nearly 40, more than a hundred, about $5 and 12"
    assert [q.bound for q in read(text)] == ["under", "over", "about", ""]


def test_foreign_separators_are_named():
    assert numeral("2,5", "en").separator == ","
    assert numeral("2,5", "de").separator == ""
    assert numeral("1.234,50", "en").value == 1234.5
    assert numeral("3.500", "en").readings == (3500.0,)
    assert numeral("192.168.0.1", "en").value is None


def test_line_breaks_inside_a_wrapped_paragraph_are_spaces():
    assert [q.value for q in read("three\nmillion men and 5\nmillion women")] == [3e6, 5e6]
    assert read("three\n\nmillion")[0].value == 3


SAME = [
    ("70 per cent", "70%"), ("1.2m", "1,200,000"), ("twelve", "12"), ("12th", "twelfth"),
    ("nearly 40", "39"), ("130 km", "81 miles"), ("24 July", "July 24th"), ("24th", "24 July"),
    ("3:40 p.m.", "15:40"), ("half", "50 per cent"), ("1.2 million", "1,174,000"),
    ("two dozen", "24"), ("a thousand", "1,000"), ("5 July 2019", "July 5"), ("1990s", "'90s"),
    ("dozens", "40"), ("20 °C", "68 °F"), ("2 hours", "120 minutes"), ("0.5", "half"),
]  # fmt: skip
OTHER = [
    ("70 per cent", "17%"), ("1.2m", "12,000,000"), ("twelve", "20"),
    ("more than 340", "more than 330"), ("130 km", "130 miles"), ("24 July", "24 June"),
    ("3:40 p.m.", "4:40 p.m."), ("May 2012", "May 2015"),
    ("39", "390"), ("17 May 1993", "17 May 1939"), ("dozens", "4,000"), ("20 °C", "20 °F"),
    ("hundreds", "thousands"), ("nearly 40", "41"), ("3.5 million", "3.4 million"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two"), SAME)
def test_agree(one, two):
    assert agree(read(one)[0], read(two)[0])
    assert agree(read(two)[0], read(one)[0])


@pytest.mark.parametrize(("one", "two"), OTHER)
def test_disagree_or_differ_in_unit(one, two):
    a, b = read(one)[0], read(two)[0]
    assert not agree(a, b) or a.unit != b.unit


def test_the_digits_of_damaged_markup_are_no_numbers():
    shown = Good(text="The mayor& # 39;s 12 & # 8220;boats& # 8221; sank.")
    assert [q.value for q in example(shown).quantities] == [12]


@pytest.mark.parametrize("text", ["1" * 5000, "1," * 3000, "1" * 5000 + ",5 million", "12 " * 900])
def test_a_dump_of_digits_is_read_without_harm(text):
    assert read(text)
