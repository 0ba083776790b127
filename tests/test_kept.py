"""A batch that is run again works on what changed alone, and its folder has the same bytes."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from harness import api, session
from harness.cache import Cache
from harness.config import Settings
from harness.engines.languagetool.checker import Checker
from harness.engines.languagetool.client import Question
from harness.engines.languagetool.mapping import turned_off
from harness.engines.languagetool.match import Match
from harness.engines.languagetool.memory import Facts
from harness.examination import examine
from harness.model.finding import Severity
from harness.model.text import Document, Span

METRICS = ("bleu", "chrf", "penalty")


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A folder with a LanguageTool that cannot start, but whose answers may be known."""
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "LanguageTool-6.8"
    place.mkdir()
    (place / "languagetool-server.jar").write_bytes(b"this is no jar")
    monkeypatch.setenv("LTP_PATH", str(tmp_path))
    monkeypatch.setenv("MT_HARNESS_CACHE", str(tmp_path / "cache"))
    return tmp_path


def document(number, word="harbour"):
    lines = [f"It was a hour before the {word} {number} shut {n} gates." for n in range(4)]
    return Document(
        id=f"d{number}",
        text="\n\n".join(lines),
        references=("\n\n".join(line.replace("a hour", "an hour") for line in lines),),
        language="en-US",
        path=f"d{number}.txt",
    )


def answered(documents):
    """Keep an answer for each paragraph, as a server would have given it."""
    with Checker(cache=Cache(Path(os.environ["MT_HARNESS_CACHE"]))) as checker:
        memory = checker.memory()
    assert memory is not None
    memory = memory.learnt(Facts(version="6.8", languages=frozenset({"en", "en-US"})))
    texts = [text for one in documents for text in (one.text, *one.references)]
    for text in (part for whole in texts for part in whole.split("\n\n")):
        at = max(0, text.find("a hour"))
        found = Match(
            rule="EN_A_VS_AN",
            category="MISC",
            kind="misspelling",
            message="Use an.",
            span=Span(at, at + 1),
            suggestions=("an",),
        )
        memory.keep(
            {text: (found,) if "a hour" in text else ()},
            Question(language="en-US", without=turned_off()),
        )


SETTINGS = Settings(engines=("languagetool",), metrics=METRICS)


class Examined:
    """What was worked on, by the document's id; the work itself is done as ever."""

    def __init__(self, monkeypatch):
        self.seen = []
        real = examine
        monkeypatch.setattr(session, "examine", lambda *given: self._seen(real, *given))

    def _seen(self, real, document, *given):
        self.seen.append(document.id)
        return real(document, *given)

    def of(self, target, documents, settings=SETTINGS, **options):
        self.seen.clear()
        api.run_into(target, documents, settings, **options)
        return list(self.seen)


def files(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "run.json"
    }


@pytest.mark.slow
def test_only_what_changed_is_worked_on_and_the_bytes_are_the_same(home, monkeypatch):
    documents = [document(number) for number in range(5)]
    answered([*documents, document(2, "market"), document(7)])
    examined = Examined(monkeypatch)
    assert examined.of(home / "first", documents) == [f"d{n}" for n in range(5)]
    assert b"LT:EN_A_VS_AN" in (home / "first" / "findings.csv").read_bytes()
    assert examined.of(home / "again", documents) == []
    assert files(home / "again") == files(home / "first")
    turned = [documents[1], documents[0], document(2, "market"), document(7), documents[4]]
    assert examined.of(home / "changed", turned) == ["d2", "d7"]
    monkeypatch.setattr("harness.kept._shelf", lambda *_: None)
    assert len(examined.of(home / "anew", turned)) == 5
    assert files(home / "changed") == files(home / "anew")


@pytest.mark.parametrize(
    "changed",
    [
        {"severities": (("LT", Severity.MINOR),)},
        {"ignore": ("names",)},
        {"metrics": ("bleu",)},
        {"engines": ("languagetool", "spacy")},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_another_setting_is_another_outcome(home, monkeypatch, changed):
    documents = [document(number) for number in range(2)]
    answered(documents)
    examined = Examined(monkeypatch)
    examined.of(home / "first", documents)
    assert len(examined.of(home / "again", documents, replace(SETTINGS, **changed))) == 2


@pytest.mark.slow
def test_weights_sidecars_and_references_belong_to_what_an_outcome_depends_on(home, monkeypatch):
    documents = [document(number) for number in range(3)]
    answered(documents)
    weights = home / "own.toml"
    weights.write_text("minor = 1\nmajor = 2\ncritical = 3\n", encoding="utf-8")
    settings = replace(SETTINGS, weights=str(weights))
    examined = Examined(monkeypatch)
    examined.of(home / "first", documents, settings)
    other = replace(documents[1], references=(documents[1].references[0] + " ",))
    assert examined.of(home / "second", [documents[0], other, documents[2]], settings) == ["d1"]
    dismissed = '[[dismiss]]\nrule = "LT"\nreason = "a quotation"\n'
    (home / "d2.ignore.toml").write_text(dismissed, encoding="utf-8")
    assert examined.of(home / "third", documents, settings) == ["d2"]
    weights.write_text("minor = 1\nmajor = 2\ncritical = 4\n", encoding="utf-8")
    assert len(examined.of(home / "fourth", documents, settings)) == 3


@pytest.mark.slow
def test_what_an_engine_could_not_do_is_tried_again(home, monkeypatch):
    documents = [document(number) for number in range(3)]
    answered(documents[:2])
    examined = Examined(monkeypatch)
    assert len(examined.of(home / "first", documents)) == 3
    assert examined.of(home / "again", documents) == ["d2"]
    assert files(home / "again") == files(home / "first")


@pytest.mark.slow
def test_without_an_engine_and_without_the_cache_nothing_is_kept(home, monkeypatch):
    documents = [document(number) for number in range(2)]
    answered(documents)
    examined = Examined(monkeypatch)
    for settings in (Settings(metrics=METRICS), replace(SETTINGS, cached=False)):
        for name in ("first", "again"):
            assert len(examined.of(home / name, documents, settings, overwrite=True)) == 2
    assert "outcome" not in Cache(home / "cache").contents().results


def test_damage_costs_only_the_work(home, monkeypatch):
    documents = [document(number) for number in range(3)]
    answered(documents)
    examined = Examined(monkeypatch)
    examined.of(home / "first", documents)
    cache = Cache(home / "cache")
    cache._attempt(lambda db: db.execute("UPDATE result SET sum = 0 WHERE engine = 'outcome'"))
    cache._attempt(lambda db: db.commit())
    cache.close()
    assert len(examined.of(home / "again", documents)) == 3
    assert files(home / "again") == files(home / "first")
    assert examined.of(home / "third", documents) == []
