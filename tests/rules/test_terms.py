"""Glossaries as they come, terms as they stand in texts, and patterns that would never end."""

import pickle
import time

import pytest

from harness import api
from harness.analyse.patterns import matches
from harness.analyse.terms import index
from harness.config import Settings
from harness.config.glossary import read_glossary
from harness.errors import HarnessError
from harness.model.finding import Confidence, Severity
from harness.model.terms import Pattern, Term, TermKind, Terms
from harness.model.text import Document, Span
from harness.rules import RULES

OWN = ("WOR711", "WOR712", "WOR713", "WOR714", "WOR715")


def found(text, terms, **document):
    made = Settings(select=OWN, min_confidence=Confidence.LOW, terms=terms)
    document = {"language": "en", **document}
    report = api.check([Document(id="a", text=text, **document)], made)
    return report.documents[0]


def places(wording, text, language="en", cased=None):
    uses = index(((0, wording, cased),), language).uses(text, 0, len(text))
    return [use.span.of(text) for use in uses]


STANDS = [
    ("ceasefire", "Two ceasefires, a ceasefire's end.", ["ceasefires", "ceasefire"]),
    ("carry out", "She carried out what they carry out.", ["carried out", "carry out"]),
    ("cease fire", "The cease-fire held.", ["cease-fire"]),
    ("Port of Ellery", "The Port of Ellery; the port of ellery.", ["Port of Ellery"]),
    ("Ministry of Health", "MINISTRY OF HEALTH SHUT", ["MINISTRY OF HEALTH"]),
    ("armed fighter", "Armed fighters. ARMED FIGHTERS", ["Armed fighters", "ARMED FIGHTERS"]),
    ("left", "He leaves by the left.", ["left"]),
    ("WHO", "The man who met the WHO.", ["WHO"]),
    ("NGO", "Two NGOs met an NGO.", ["NGOs", "NGO"]),
    ("iPhone", "An iPhone, an Iphone, IPHONE", ["iPhone"]),
    ("R&D", "The R&D team.", ["R&D"]),
    ("cat", "concatenate a catalogue", []),
    ("病院", "市の病院は閉鎖された", ["病院"]),
]  # fmt: skip


@pytest.mark.parametrize(("wording", "text", "expected"), STANDS)
def test_where_a_term_stands(wording, text, expected):
    assert places(wording, text) == expected


def test_case_may_be_asked_for_or_let_go():
    assert places("Ellery", "ellery Ellery", cased=False) == ["ellery", "Ellery"]
    assert places("ice", "Ice ICE ice", cased=True) == ["Ice", "ice"]


def test_other_languages_are_compared_as_written():
    assert places("Waffenruhe", "Waffenruhen, Waffenruhe", "de") == ["Waffenruhe"]


def test_the_longest_wording_counts_and_what_is_wanted_covers_what_is_forbidden():
    rows = ((0, "order", None), (1, "purchase order", None))
    uses = list(index(rows, "en").uses("a purchase order, an order", 0, 26))
    assert [(use.entry, use.span.start) for use in uses] == [(1, 2), (0, 21)]


def test_without_terms_no_rule_speaks_or_says_that_it_was_skipped():
    document = found("Armed combatants left.", Terms())
    assert not document.findings and not document.skipped


def test_required_terms_without_source_or_reference_are_skipped_and_say_why():
    term = Term(kind=TermKind.REQUIRED, wordings=("truce",), sources=(("", "tregua"),))
    document = found("The break held.", Terms(entries=(term,)))
    assert [(s.what, "no source" in s.why) for s in document.skipped] == [("WOR712", True)]


def test_a_reference_without_the_term_lowers_what_the_source_asks_for():
    term = Term(kind=TermKind.REQUIRED, wordings=("truce",), sources=(("es", "tregua"),))
    given = {"source": "La tregua aguantó.", "source_language": "es"}
    plain = found("The break held.", Terms(entries=(term,)), **given)
    assert [f.confidence for f in plain.findings] == [Confidence.MEDIUM]
    opposed = found("The break held.", Terms(entries=(term,)), references=("It held.",), **given)
    assert [f.confidence for f in opposed.findings] == [Confidence.LOW]
    german = found(
        "The break held.", Terms(entries=(term,)), source="La tregua", source_language="it"
    )
    assert not german.findings


def test_a_small_word_is_not_taken_for_a_name_in_the_wrong_case():
    term = Term(kind=TermKind.KEEP, wordings=("WHO",))
    text = "The agency met those who left."
    document = found(text, Terms(entries=(term,)), source="La OMS (WHO) se reunió.")
    assert [(f.span, f.suggestion) for f in document.findings] == [
        (Span(len(text), len(text)), None)
    ]


def test_settings_travel_to_other_processes():
    term = Term(kind=TermKind.KEEP, wordings=("OCHA",))
    made = Settings(terms=Terms(entries=(term,)), severities=(("form", Severity.NEUTRAL),))
    assert pickle.loads(pickle.dumps(made)) == made


def test_every_rule_of_the_users_own_is_in_the_catalogue():
    assert set(OWN) <= {rule.code for rule in RULES}


def glossary(tmp_path, name, text):
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_glossary(path)


def test_csv_with_and_without_header(tmp_path):
    plain = glossary(
        tmp_path, "a.csv", "alto el fuego,ceasefire\nalto el fuego,truce,rare\nOCHA,OCHA\n"
    )
    headed = glossary(
        tmp_path,
        "b.csv",
        "\ufeffTarget,Source,Note\r\n# said by the client\r\nceasefire,alto el fuego,\r\n"
        "truce,alto el fuego,rare\r\nOCHA,OCHA,\r\n",
    )
    assert plain == headed
    required, kept = plain
    assert required.wordings == ("ceasefire", "truce") and required.note == "rare"
    assert required.sources == (("", "alto el fuego"),)
    assert kept.kind is TermKind.KEEP and kept.wordings == ("OCHA",)


def test_tsv_with_kinds_and_languages(tmp_path):
    bad, good = sorted(
        glossary(
            tmp_path,
            "a.tsv",
            "source\ttarget\tkind\tsource_language\tlanguage\n\tcombatant\tforbidden\t\ten-GB\n"
            "Waffenruhe\ttruce, or ceasefire\trequired\tde\ten\n",
        ),
        key=lambda term: term.kind,
    )
    assert (bad.kind, bad.wordings, bad.language) == (TermKind.FORBIDDEN, ("combatant",), "en")
    assert good.sources == (("de", "Waffenruhe"),) and good.wordings == ("truce, or ceasefire",)


@pytest.mark.parametrize(
    ("name", "text", "place", "seen"),
    [
        ("a.csv", "source,target\na,b\nc,\n", ":3", "no target"),
        ("a.csv", "source,target,notes\na,b,c\n", ":1", "notes"),
        ("a.csv", "source,target\na,b,c\n", ":2", "more cells"),
        ("a.csv", 'source,target\na,"b\n', ":2", "not a table"),
        ("a.csv", "source,target,kind\na,b,banned\n", ":2", "banned"),
        ("a.xlsx", "x", "a.xlsx", "unknown kind"),
        ("a.tbx", "<tbx>", ":1", "not XML"),
        ("a.tbx", "<tbx/>", "a.tbx", "no terms"),
    ],
)
def test_what_is_no_glossary_is_refused_with_its_line(tmp_path, name, text, place, seen):
    with pytest.raises(HarnessError, match="H206") as caught:
        glossary(tmp_path, name, text)
    assert caught.value.place.endswith(place) and seen in caught.value.seen


OLD_TBX = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX"><text><body><termEntry id="1">
<langSet xml:lang="es-ES"><tig><term>alto el fuego</term></tig></langSet>
<langSet xml:lang="en"><tig><term>ceasefire</term></tig>
<tig><term>cease &amp; desist</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
</langSet></termEntry></body></text></martif>"""
NEW_TBX = """<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Core" xml:lang="en">
<text><body><conceptEntry id="1">
<langSec xml:lang="es"><termSec><term>alto el fuego</term></termSec></langSec>
<langSec xml:lang="en"><termSec><term>ceasefire</term></termSec>
<termSec><term>cease &amp; desist</term>
<m:administrativeStatus xmlns:m="x">supersededTerm-admn-sts</m:administrativeStatus></termSec>
</langSec></conceptEntry></body></text></tbx>"""


@pytest.mark.parametrize("text", [OLD_TBX, NEW_TBX], ids=["2008", "2019"])
def test_tbx_old_and_new(tmp_path, text):
    made = [term for term in glossary(tmp_path, "a.tbx", text) if term.language == "en"]
    good, bad = made
    assert good.wordings == ("ceasefire",) and good.sources == (("es", "alto el fuego"),)
    assert bad.kind is TermKind.FORBIDDEN and bad.use == "ceasefire"
    assert bad.wordings == ("cease & desist",)


def test_tbx_with_entities_is_refused_before_it_fills_the_memory(tmp_path):
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    text = f'<!DOCTYPE m [<!ENTITY l0 "ha">{laughs}]><martif><body>&l11;</body></martif>'
    with pytest.raises(HarnessError, match="declares an entity"):
        glossary(tmp_path, "a.tbx", text)
    secret = tmp_path / "secret"
    secret.write_text("secret")
    text = f'<!DOCTYPE m [<!ENTITY x SYSTEM "{secret.as_uri()}">]><martif>&x;</martif>'
    with pytest.raises(HarnessError, match="declares an entity"):
        glossary(tmp_path, "a.tbx", text)


@pytest.mark.slow
def test_a_pattern_that_would_never_end_is_an_error_within_seconds():
    pattern = Pattern(regex=r"(a|a)+b", message="m", origin="mt-harness.toml:3")
    began = time.monotonic()
    with pytest.raises(HarnessError, match=r"H207 mt-harness\.toml:3.*took over 1 s"):
        list(matches(pattern, "a" * 60, 0, 60))
    assert time.monotonic() - began < 10


def test_lines_begin_and_end_where_a_pattern_says_so():
    pattern = Pattern(regex=r"^b$|x*", message="m")
    assert list(matches(pattern, "a\nb\n", 0, 4)) == [Span(2, 3)]


@pytest.mark.slow
def test_ten_thousand_terms_are_found_in_one_pass():
    entries = tuple(
        Term(kind=TermKind.FORBIDDEN, wordings=(f"thing {n} of many",), cased=False)
        for n in range(10_000)
    )
    text = "Word after word. " * 5_000 + "Here is thing 77 of many."
    began = time.monotonic()
    document = found(text, Terms(entries=entries))
    assert [f.text for f in document.findings] == ["thing 77 of many"]
    assert time.monotonic() - began < 20
