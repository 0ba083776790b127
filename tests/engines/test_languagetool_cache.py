"""What LanguageTool answered is kept, and a terse server is asked for suggestions afterwards."""

import pickle

import pytest

from harness import api
from harness.cache import Cache
from harness.config import Settings
from harness.engines.languagetool.checker import Checker
from harness.engines.languagetool.chunks import Limits, chunked
from harness.engines.languagetool.client import Question
from harness.engines.languagetool.errors import LanguageToolUnavailableError
from harness.engines.languagetool.installation import find_installation
from harness.engines.languagetool.java import find_java
from harness.engines.languagetool.mapping import turned_off
from harness.engines.languagetool.match import Match, Unchecked
from harness.engines.languagetool.memory import Facts, Memory, NotKnownError
from harness.model.text import Document, Span

US = Question(language="en-US")
TEXTS = (
    "The ferry left this mornning with Ghaleb Qasmaoui.",
    "😀 It was a hour late, and 😀 he go home.",
    "All is well in the harbor.",
)


@pytest.fixture
def cache(tmp_path):
    made = Cache(tmp_path / "cache")
    yield made
    made.close()


@pytest.fixture(scope="module")
def languagetool(require_part):
    try:
        find_java()
        usable = find_installation() is not None
    except LanguageToolUnavailableError:
        usable = False
    require_part("LanguageTool", usable)


def match(*suggestions: str, unsuggested: bool = False) -> Match:
    return Match(
        rule="R",
        category="C",
        kind="k",
        message="m \ud800",
        span=Span(1, 2),
        suggestions=suggestions,
        unsuggested=unsuggested,
    )


def matches(answers):
    assert not any(isinstance(answer, Unchecked) for answer in answers)
    return answers


def test_what_is_kept_comes_back_as_it_was(cache):
    answers = {
        "a": (match("x", "y"), match(unsuggested=True)),
        "b": (),
    }
    Memory(cache=cache, identity="6.8").keep(answers, US)
    again = pickle.loads(pickle.dumps(Memory(cache=cache, identity="6.8")))
    assert again.recall(("a", "b", "c"), US) == (answers["a"], (), None)
    assert again.recall(("a",), Question(language="en-GB")) == (None,)
    assert Memory(cache=cache, identity="6.9").recall(("a",), US) == (None,)
    assert again.check(("b", "a"), US) == ((), answers["a"])
    with pytest.raises(NotKnownError):
        again.check(("a", "c"), US)


def test_facts_are_kept_for_who_has_no_server(cache):
    memory = Memory.of(cache, "6.8")
    with pytest.raises(NotKnownError):
        memory.knows("en")
    memory.learnt(Facts(version="6.8", languages=frozenset({"en", "de"})))
    again = Memory.of(cache, "6.8")
    assert again.knows("de")
    assert not again.knows("tlh")
    assert Memory.of(cache, "6.9").facts is None


def test_long_lists_are_shared_out_and_short_ones_are_not():
    limits = Limits(requests=2, characters=16_000, texts=50)
    assert [len(c.texts) for c in chunked(["x" * 100] * 10, limits)] == [10]
    assert [len(c.texts) for c in chunked(["x" * 100] * 60, limits)] == [30, 30]
    assert all(len(c.text) <= 16_200 for c in chunked(["x" * 500] * 200, limits))


@pytest.mark.engine
def test_a_second_run_starts_no_server(languagetool, cache):
    with Checker(cache=cache) as first:
        assert first.knows("en-US")
        fresh = matches(first.check(TEXTS, US))
        version = first.version
        assert first.server is not None
    with Checker(cache=cache) as second:
        assert second.knows("en-US")
        assert second.check(TEXTS, US) == fresh
        assert second.version == version
        assert second.server is None
        assert second.check((*TEXTS, "He go home."), US)[: len(TEXTS)] == fresh
        assert second.server is not None


@pytest.mark.engine
def test_an_address_is_part_of_what_was_asked(languagetool, cache):
    with Checker(cache=cache) as own:
        own.check(TEXTS, US)
        assert own.server is not None
        with Checker(own.server.url, cache=cache) as other:
            assert other.check(TEXTS, US) == own.check(TEXTS, US)
            assert other.version == f"{own.version} at {own.server.url}"
        assert cache.contents().results == {"languagetool": 2 * len(TEXTS) + 2}


@pytest.mark.engine
def test_a_terse_server_finds_the_same_and_suggests_when_asked(languagetool):
    with Checker() as eloquent, Checker() as terse:
        terse.expect(10**6)
        whole = matches(eloquent.check(TEXTS, US))
        brief = matches(terse.check(TEXTS, US))
        asked = [
            (text, one)
            for text, answer in zip(TEXTS, brief, strict=True)
            for one in answer
            if one.unsuggested
        ]
        assert asked
        found = dict(zip((one.span for _, one in asked), terse.suggestions(asked, US), strict=True))
        assert found[Span(20, 28)][:1] == ("morning",)
        for full, short in zip(whole, brief, strict=True):
            assert [(m.rule, m.span, m.message) for m in full] == [
                (m.rule, m.span, m.message) for m in short
            ]
            for one, other in zip(full, short, strict=True):
                assert one.suggestions == (
                    found[other.span] if other.unsuggested else other.suggestions
                )


@pytest.mark.engine
def test_what_a_terse_server_left_out_is_asked_for_in_a_later_run(languagetool, cache):
    with Checker(cache=cache) as terse:
        terse.expect(10**6)
        (answer,) = matches(terse.check(TEXTS[:1], US))
        (match, *_) = [one for one in answer if one.unsuggested]
    for characters in (10**6, 0):
        with Checker(cache=cache) as later:
            later.expect(characters)
            assert later.check(TEXTS[:1], US) == (answer,)
            assert later.suggestions([(TEXTS[0], match)], US)[0][:1] == ("morning",)
            assert later.server is None


@pytest.mark.engine
def test_a_server_that_is_asked_more_than_was_expected_is_set_aside_for_suggestions(languagetool):
    with Checker(limits=Limits(many=120)) as checker:
        (answer,) = matches(checker.check(TEXTS[:1], US))
        assert not any(one.unsuggested for one in answer)
        eloquent = checker.server
        texts = [f"{TEXTS[0]} {n} times." for n in range(3)]
        for found in matches(checker.check(texts, US)):
            assert any(one.unsuggested for one in found)
        terse = checker.server
        assert eloquent is not None and terse is not None and eloquent is not terse
        asked = [(texts[0], next(one for one in found if one.unsuggested))]
        assert checker.suggestions(asked, US)[0][:1] == ("morning",)
        # Asked of the one that was there already.
        suggesting = checker._suggesting
        assert suggesting is not None and eloquent.alive and suggesting.server is eloquent
    assert not any(one.alive for one in (eloquent, terse))


@pytest.mark.engine
def test_a_report_is_the_same_fresh_kept_and_terse(languagetool, monkeypatch, tmp_path):
    text = "\n\n".join(TEXTS[:1] * 2 + TEXTS[1:])
    document = Document(id="d", text=text, references=(text.replace("mornning", "morning"),))
    settings = Settings(engines=("languagetool",))
    made = []
    for place, many in (("a", 10**9), ("a", 10**9), ("b", 0), ("b", 0)):
        monkeypatch.setenv("MT_HARNESS_CACHE", str(tmp_path / place))
        monkeypatch.setattr(
            "harness.engines.languagetool.checker.Limits", lambda m=many: Limits(many=m)
        )
        made.append(api.check([document], settings))
    assert made[0].documents[0].findings
    assert all(report == made[0] for report in made[1:])


def article(number):
    """An article long enough that a batch of them is shared out to processes."""
    lines = [f"Line {n} of {number}: it was a hour late and he go home." for n in range(60)]
    return Document(id=f"d{number:02}", text="\n\n".join(lines), language="en-US")


def kept(documents, memory):
    """Keep an answer for each paragraph, as a server would have given it."""
    memory = memory.learnt(Facts(version="6.8", languages=frozenset({"en", "en-US"})))
    question = Question(language="en-US", without=turned_off())
    for document in documents:
        memory.keep(
            {
                text: (
                    Match(
                        rule="EN_A_VS_AN",
                        category="MISC",
                        kind="misspelling",
                        message="Use an.",
                        span=Span(text.index("a hour"), text.index("a hour") + 1),
                        suggestions=("an",),
                    ),
                )
                for text in document.text.split("\n\n")
            },
            question,
        )


@pytest.mark.slow
def test_processes_look_up_what_is_kept_and_leave_the_rest(monkeypatch, tmp_path, cache):
    monkeypatch.setattr("harness.session.WORTH_A_POOL", 1)
    monkeypatch.setattr("harness.named.cache_of", lambda settings: cache)
    place = tmp_path / "LanguageTool-6.8"
    place.mkdir()
    (place / "languagetool-server.jar").write_bytes(b"this is no jar")
    monkeypatch.setenv("LTP_PATH", str(tmp_path))
    documents = [article(number) for number in range(8)]
    with Checker(cache=cache) as checker:
        empty = checker.memory()
    kept(documents[:7], empty)
    settings = Settings(engines=("languagetool",), select=("LT",))
    alone = api.check(documents[:7], settings)
    assert api.check(documents[:7], settings, jobs=2) == alone
    assert len(alone.documents[0].findings) == 60
    assert "languagetool" in {engine.name for engine in alone.engines}
    # The eighth is new, and there is no server that could be asked.
    report = api.check(documents, settings, jobs=2)
    assert [one.findings for one in report.documents[:7]] == [
        one.findings for one in alone.documents
    ]
    (skipped,) = [s for s in report.documents[7].skipped if s.what == "languagetool"]
    assert "ended as it started" in skipped.why
    # Wherever it stands, the others are looked up, and a server for one alone is started.
    expected = []
    monkeypatch.setattr(Checker, "expect", lambda _, characters: expected.append(characters))
    turned = api.check([documents[7], *documents[:7]], settings, jobs=2)
    assert turned.documents == (report.documents[7], *report.documents[:7])
    assert expected == [len(documents[7].text)]
    unknown = api.check([documents[7], article(8)], settings, jobs=2)
    assert "languagetool" not in {engine.name for engine in unknown.engines}
