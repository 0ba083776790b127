"""Limits on language pairs, systems and paths, on documents and segments: each can fail alone."""

from pathlib import Path

import pytest

from harness import api
from harness.config import load
from harness.errors import HarnessError
from harness.gate import blamed, judge
from harness.model.report import ExitCode
from harness.model.text import Document

SOUND = "The boats left the port of {n} on Monday."
DOUBLED = "The boats left the the port of {n} on Monday."


def documents(home):
    """Two pairs, two systems: x has a doubled word in es-en's first document, y in both."""
    made = []
    for pair in ("es-en", "fr-en"):
        for system in ("x", "y"):
            for n in range(2):
                flawed = pair == "es-en" and (system == "y" or n == 0)
                text = (DOUBLED if flawed else SOUND).format(n=f"Tana {n}")
                made.append(
                    Document(
                        id=f"{pair}-{n}",
                        text=text,
                        references=(SOUND.format(n=f"Tana {n}"),),
                        language="en",
                        source_language=pair[:2],
                        system=system,
                        path=str(home / f"{'news' if n else 'old'}/{pair}-{n}.txt"),
                    )
                )
    return tuple(made)


def judged(home, text):
    path = home / "mt-harness.toml"
    path.write_text(text, encoding="utf-8")
    settings = load(path).settings
    made = api.run(documents(home), settings)
    return made, judge(made, settings.policy), settings


@pytest.mark.parametrize(
    ("limit", "breach"),
    [
        ('pair = "es-en"\nmax-findings = 2', "3 findings, at most 2 allowed in pair es-en"),
        ('pair = "es-*"\nmax-findings = 3', None),
        ('pair = "fr-en"\nmax-findings = 0', None),
        ('pair = "de-en"\nmax-findings = 0', None),
        ('system = "y"\nmax-findings = 1', "2 findings, at most 1 allowed in system y"),
        ('system = "x"\nmax-findings = 1', None),
        ('path = "old/**"\nmax-findings = 1', "2 findings, at most 1 allowed in path old/**"),
        ('path = "news/"\nmax-findings = 1', None),
        ('path = "n*/*.txt"\nsystem = "x"\nmax-findings = 0', None),
        ('each = "document"\nmax-findings = 1', None),
        (
            'each = "document"\nmax-findings = 0',
            "1 finding, at most 0 allowed (x: es-en-0, y: es-en-0, y: es-en-1)",
        ),
        ('system = "y"\nseverity = { minor = 1 }', "2 minor findings, at most 1 allowed"),
        ('system = "y"\nfamily = { form = 1 }', "2 findings of family form, at most 1"),
        ('pair = "es-en"\nrule = { FRM106 = 2 }', "3 findings of rule FRM106, at most 2"),
        ('pair = "fr-en"\nper-1000-words = 0', None),
        ('pair = "es-en"\nper-1000-words = 1', "findings per 1,000 words, at most 1 allowed in"),
        ('pair = "es-en"\nmin-score = { chrf = 99 }', "chrf of x of es-en is 9"),
        ('pair = "fr-en"\nmin-score = { chrf = 99 }', None),
        ('system = "y"\nmin-score = { chrf = 99.5 }', "chrf of y is 9"),
        ('each = "document"\nmin-score = { chrf = 99 }', "chrf of 3 documents is out of bounds"),
        ('each = "segment"\nsystem = "x"\nmin-score = { chrf = 99 }', "chrf of 1 segment is out"),
        ('each = "segment"\npath = "news/*"\nsystem = "x"\nmin-score = { chrf = 99 }', None),
        ('each = "document"\npair = "es-en"\nmax-score = { penalty = 5 }', "penalty of 3 doc"),
    ],
)
def test_each_limit_holds_where_it_is_said_to(tmp_path, limit, breach):
    _, verdict, _ = judged(tmp_path, f"[[limit]]\n{limit}\n")
    assert verdict.unjudged == ()
    if breach is None:
        assert verdict.breaches == ()
        assert verdict.exit_code is ExitCode.PASSED
    else:
        assert breach in "; ".join(verdict.breaches)
        assert verdict.exit_code is ExitCode.GATE_FAILED


@pytest.mark.parametrize("each", ["", 'each = "document"', 'each = "segment"'])
def test_a_score_that_was_not_measured_never_passes(tmp_path, each):
    path = tmp_path / "mt-harness.toml"
    path.write_text(f"[[limit]]\n{each}\nmin-score = {{ chrf = 0 }}\n", encoding="utf-8")
    settings = load(path).settings
    bare = Document(id="d", text="The boats left.", language="en", source_language="es")
    verdict = judge(api.run((bare,), settings), settings.policy)
    assert verdict.exit_code is ExitCode.NOT_EVALUATED
    assert "chrf was not measured" in verdict.unjudged[0]


def test_findings_are_blamed_where_the_limit_holds(tmp_path):
    limit = '[[limit]]\nsystem = "y"\nrule = { FRM106 = 1 }\n'
    made, _, settings = judged(tmp_path, limit)
    found = list(blamed(made, settings.policy))
    systems = [document.article.document.system for document in made.documents]
    assert {name for name, own in zip(systems, found, strict=True) if own} == {"y"}


def test_pairs_have_scores_of_their_own(tmp_path):
    made, _, _ = judged(tmp_path, "")
    chrf = {(s.pair, s.system): s.value for s in made.pair_scores if s.metric == "chrf"}
    assert len(chrf) == 4
    assert chrf["fr-en", "x"] == 100 > chrf["es-en", "x"] > chrf["es-en", "y"]
    alone = api.run(
        tuple(d for d in documents(tmp_path) if d.source_language == "es" and d.system == "y"),
        load(tmp_path / "mt-harness.toml").settings,
    )
    assert alone.pair_scores == ()
    (whole,) = [score for score in alone.scores if score.metric == "chrf"]
    assert whole.value == chrf["es-en", "y"]


@pytest.mark.parametrize(
    ("text", "line", "code", "said"),
    [
        ("[[limit]]\npairs = 'es-en'\nmax-findings = 1", 2, "H204", "pair"),
        ("[[limit]]\npair = 3\nmax-findings = 1", 2, "H208", "text"),
        ("[[limit]]\npair = 'es-en'", 1, "H208", "limits nothing"),
        ("[[limit]]\neach = 'line'\nmax-findings = 1", 2, "H208", "no value"),
        ("[[limit]]\neach = 'segment'\nmax-findings = 1", 3, "H208", "each segment"),
        ("[[limit]]\npath = 'a'\nmin-score = { chrf = 1 }", 2, "H208", "together"),
        ("[[limit]]\nmin-score = { ter = 1 }", 2, "H208", "lower ter is better"),
        ("[[limit]]\nrule = { ENC11 = 1 }", 2, "H203", "ENC101"),
        ("[regression]\nmetrics = 'bleu'", 2, "H204", "metric"),
        ("[regression]\ntolerance = -1", 2, "H208", "from 0 up"),
        ("[regression]\nmetric = 'blue'", 2, "H208", "bleu"),
    ],
)
def test_what_is_wrong_is_refused_with_its_line(tmp_path, text, line, code, said):
    path = Path(tmp_path / "mt-harness.toml")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(HarnessError) as caught:
        load(path)
    assert (caught.value.code, caught.value.place.rpartition(":")[2]) == (code, str(line))
    assert said in str(caught.value)
