"""LanguageTool as users meet it, on the real server: exact spans, names, the reference."""

import pytest

from harness import api
from harness.analyse import Analysis
from harness.config import Settings
from harness.engines.languagetool.checker import Checker
from harness.engines.languagetool.client import Question
from harness.engines.languagetool.errors import LanguageToolUnavailableError
from harness.engines.languagetool.installation import find_installation
from harness.engines.languagetool.java import find_java
from harness.engines.languagetool.match import Unchecked
from harness.model.finding import Confidence, Ruling
from harness.model.text import Document
from harness.proofread import variety
from harness.segment import segment

pytestmark = pytest.mark.engine
US = Question(language="en-US")


@pytest.fixture(scope="module", autouse=True)
def languagetool(require_part):
    require_part("LanguageTool", usable())


def usable():
    try:
        find_java()
    except LanguageToolUnavailableError:
        return False
    return find_installation() is not None


@pytest.fixture(scope="module")
def checker(languagetool):
    with Checker() as one:
        yield one


def seen(checker, text, question=US):
    (answer,) = checker.check((text,), question)
    assert not isinstance(answer, Unchecked), answer
    return {(match.rule, match.span.of(text), match.suggestions[:1]) for match in answer}


@pytest.mark.parametrize(
    ("text", "rule", "span", "suggestion"),
    [
        (
            "The ferry left the harbor this mornning.",
            "MORFOLOGIK_RULE_EN_US",
            "mornning",
            "morning",
        ),
        ("He go to the market every day.", "HE_VERB_AGR", "go", "goes"),
        ("It was a hour late.", "EN_A_VS_AN", "a", "an"),
        ("😀 The crew 🚢🚢 waited for a hour.", "EN_A_VS_AN", "a", "an"),
        ("😀😀 He go home with the 🐕.", "HE_VERB_AGR", "go", "goes"),
    ],
)
def test_known_errors_are_found_at_their_place(checker, text, rule, span, suggestion):
    assert (rule, span, (suggestion,)) in seen(checker, text)


def test_an_error_after_an_emoji_has_its_exact_place(checker):
    text = "😀😀 The ferry 🚢 left this mornning 😀."
    (answer,) = checker.check((text,), US)
    (match,) = [one for one in answer if one.rule.startswith("MORFOLOGIK")]
    assert (match.span.start, match.span.end) == (text.index("mornning"), text.index(" 😀."))


def test_texts_sent_together_keep_their_own_places(checker):
    texts = [f"{'😀' * (n % 3)}Line {n} came a hour late." for n in range(45)]
    answers = checker.check(texts, US)
    for text, answer in zip(texts, answers, strict=True):
        (match,) = [one for one in answer if one.rule == "EN_A_VS_AN"]
        assert match.span.of(text) == "a"
        assert text[match.span.end :] == " hour late."


def test_how_many_go_together_does_not_matter(checker):
    texts = ["He go home.", "It was a hour late.", "A mornning in May.", "All is well."]
    alone = [checker.check((text,), US)[0] for text in texts]
    assert list(checker.check(texts, US)) == alone


@pytest.fixture(scope="module")
def report(checker):
    """What `check --with languagetool` reports; all tests of this file ask one server."""
    checker.check(("Start.",), US)

    def make(text, reference=None, language="en-US", **settings):
        references = () if reference is None else (reference,)
        document = Document(id="d", text=text, references=references, language=language)
        made = Settings(engines=("languagetool",), languagetool_url=checker.server.url, **settings)
        return api.check([document], made)

    return make


def theirs(made):
    return [f for f in made.documents[0].findings if f.rule.startswith("LT:")]


def test_a_finding_keeps_the_rule_s_name_and_takes_our_terms(report):
    (finding,) = theirs(report("The boat came a hour late to the quay."))
    assert (finding.rule, finding.name) == ("LT:EN_A_VS_AN", "en-a-vs-an")
    assert (finding.text, finding.suggestion) == ("a", "an")
    assert finding.mqm.startswith("fluency/")
    assert finding.confidence is Confidence.MEDIUM
    assert "an hour" in finding.message


def test_the_report_says_which_languagetool_ran_and_where(report, checker):
    (found,) = [e for e in report("All is well.").engines if e.name == "languagetool"]
    version, _, where = found.version.partition(" at ")
    assert version[0].isdigit()
    assert where == checker.server.url


def test_names_are_not_misspelt(report):
    text = "The mayor of Saraqib met Ghaleb Qasmaoui. Later Qasmaoui left for Maaret al-Numan."
    assert theirs(report(text)) == []


def test_what_the_reference_has_as_well_is_refuted(report):
    text = "The boat came a hour late to the quay, the harbour master said."
    (finding,) = theirs(report(text, reference=text))
    assert finding.reference.verdict is Ruling.REFUTED
    assert finding.confidence is Confidence.LOW
    better = text.replace("a hour", "an hour")
    findings = report(text, reference=better).documents[0].findings
    (finding,) = [f for f in findings if "LT:EN_A_VS_AN" in (f.rule, *f.corroborated_by)]
    assert finding.reference.verdict is Ruling.CONFIRMED
    assert finding.confidence >= Confidence.MEDIUM


def test_what_the_pipeline_left_is_not_bad_grammar(report):
    text = 'They called it a "gift,quot; and the mayor & # 39; s office agreed.'
    assert theirs(report(text)) == []


def test_rules_can_be_ignored_and_selected_by_their_codes(report):
    text = "The boat came a hour late. He go home."
    both = {f.rule for f in theirs(report(text))}
    assert both == {"LT:EN_A_VS_AN", "LT:HE_VERB_AGR"}
    for item in ("LT:EN_A_VS_AN", "lt:en_a_vs_an", "en-a-vs-an"):
        assert {f.rule for f in theirs(report(text, ignore=(item,)))} == {"LT:HE_VERB_AGR"}
    assert {f.rule for f in report(text, select=("LT",)).documents[0].findings} == both


def test_a_language_that_it_does_not_know_is_skipped_with_the_reason(report):
    document = report("Dies ist ein Satz.", language="tlh").documents[0]
    (skipped,) = [item for item in document.skipped if item.what == "languagetool"]
    assert "tlh" in skipped.why


def test_it_is_asked_only_when_it_is_named():
    document = Document(id="d", text="It was a hour late.", language="en-US")
    made = api.check([document], Settings())
    assert theirs(made) == []
    assert [engine.name for engine in made.engines] == ["rules"]


def test_the_document_s_own_spelling_says_which_english_it_is():
    def told(text, language="en"):
        return variety(Analysis(segment(Document(id="d", text=text, language=language))))

    assert told("The colour of the harbour at the theatre.") == "en-GB"
    assert told("The color of the harbor at the theater.") == "en-US"
    assert told("The ship left at noon.") == "en"
    assert told("The color of the harbor.", "en-GB") == "en-GB"
    assert told("Das Schiff fuhr um zwölf.", "de") == "de-DE"
