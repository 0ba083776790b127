"""Sentences that people write in twelve languages, and that no rule may take for a slip.

Each holds a construct on which a rule once shouted when it was run over long human translations
in that language. All sentences are our own.
"""

import pytest

from harness.api import examine
from harness.config import Settings
from harness.model.finding import Confidence
from harness.model.text import Document, SegmentKind, Span, Unit

FAMILIES = ("encoding", "residue", "form", "language", "degenerate")

SENTENCES = [
    # A separable verb ends with its particle, and a list item without a stop.
    ("de", "Geben Sie hier den Namen des alten Bootes und das Jahr des letzten Umbaus ein"),
    ("de", "Er nennt das Boot »Seestern«, das Schild aber sagt „Hafen“."),
    # A guillemet opens after a bracket, and may stand inside another pair.
    ("fr", "Le quai porte deux noms (« port vieux », « quai bas ») : lequel est le bon ?"),
    ("fr", "La page « Que veut dire « quai » ? » répond à la question ; lisez-la !"),
    ("es", "El muelle tiene dos nombres («puerto viejo», «muelle bajo»): ¿cuál vale?"),
    ("it", "Il molo ha due nomi («porto vecchio», «molo basso»): quale vale?"),
    ("pt", "O cais tem dois nomes («porto velho», «cais baixo»): qual vale?"),
    ("pl", "Ukryty plik zaczyna się od znaku . albo .. Na początku nazwy nic nie widać."),
    # One letter is a word of Russian, between foreign names as well.
    ("ru", "На причале стоит Linux, а rsync хранит копии «журнала «порт»» на диске."),
    # Case endings are joined to what is quoted.
    ("tr", 'Listeden “Liman”ı seçip "Gemi"ye basın, sonra “Evet”e dokunun.'),
    ("ar", "كتب «الميناء» على اللوحة، ثم قال: هل وصلت السفينة؟ نعم، وصلت."),
    # Marks cling to letters on both sides, and wide and narrow brackets are mixed.
    ("zh", "船名是“海星”和“海马”，目录（例如 /var/log) 在旧码头。"),
    ("zh", '船名是"海星"和"海马"，都停在旧码头。'),
    ("ja", '船の名は"海星"です。"海馬"も古い港にいます。「はい」と答えた。'),
    ("hi", 'नाव का नाम "तारा" है और वह पुराने घाट पर खड़ी है। क्या वह कल चलेगी?'),
    # The sign itself is spoken of.
    ("en", 'Leave the signs |, <, ", : and ; out of the name, and press Ctrl-] to stop.'),
    ("en", 'On that keyboard the code 5C is shown as "\\" and the bracket as "[".'),
    ("en", "The price of A shares rose, and the waves grew larger and larger on Monday."),
    ("en", "The files (*.ppd, *.PPD, *.ppd.gz, *.PPD.gz, *.PPD.GZ) are kept on the quay."),
]


def shown(text, language, units=()):
    document = Document(
        id="human", text=text, language=language, units=units, unit_kind=SegmentKind.UNIT
    )
    return [
        (finding.rule, finding.text)
        for finding in examine(document, Settings()).findings
        if finding.family in FAMILIES and finding.confidence >= Confidence.MEDIUM
    ]


@pytest.mark.parametrize(("language", "text"), SENTENCES)
def test_leaves_what_people_write_alone(language, text):
    assert shown(text, language) == []


def test_an_instruction_that_every_part_repeats_is_no_slip():
    step = "Press the green button to go on."
    parts = [f"The {name} lies on the left side of the hall. {step}" for name in ("map", "net")]
    other = ["It rained.", "The boats left.", "Nobody came.", "The tide turned."]
    text = "\n\n".join([parts[0], " ".join(other), parts[1]])
    assert shown(text, "en") == []


def test_a_sentence_said_twice_at_once_is_one():
    text = "The port is shut until further notice. The port is shut until further notice."
    assert [rule for rule, _ in shown(f"{text} It rained on the quay.", "en")] == ["DEG402"]


def test_a_quotation_may_go_on_in_the_next_unit():
    lines = ["“The port is shut.", "It stays shut,” the mayor said.", "Nobody came."]
    text = "\n".join(lines)
    spans, start = [], 0
    for line in lines:
        spans.append(Unit(span=Span(start, start + len(line))))
        start += len(line) + 1
    assert shown(text, "en", tuple(spans)) == []
    assert [rule for rule, _ in shown("“The port is shut all day, the mayor said.", "en")] == [
        "FRM101"
    ]
