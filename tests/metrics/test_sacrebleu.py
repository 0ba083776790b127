"""Our numbers are sacreBLEU's, to the last digit: its own command runs beside ours."""

import json
import random
import subprocess
import sys

import pytest
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.lib_ter import translation_edit_rate
from sacrebleu.metrics.ter import TER
from sacrebleu.significance import PairedTest, Result

from harness.engines.edits import edits
from harness.engines.ngram import Ngram, NgramOptions, total
from harness.errors import EngineError, HarnessError


@pytest.fixture(scope="module")
def folder(tmp_path_factory, corpus, written):
    good, bad, truth, second = corpus()
    return written(tmp_path_factory.mktemp("lines"), good=good, bad=bad, truth=truth, second=second)


def run(module, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout


def theirs(*arguments):
    return json.loads(run("sacrebleu.sacrebleu", *arguments, "-w", 15, "-f", "json", "-q"))


def ours(*arguments):
    return json.loads(run("harness", "score", *arguments, "-f", "json"))


OPTIONS = [
    *(((), ("-tok", name)) for name in ("13a", "intl", "char", "zh", "none")),
    ((), ("-lc",)),
    (("--smooth-method", "floor"), ("-s", "floor")),
    (("--smooth-method", "add-k", "-sv", "2"), ("-s", "add-k", "-sv", "2")),
    ((), ("-cw", "2")),
    ((), ("--chrf-whitespace", "--chrf-lowercase", "-cc", "4", "--chrf-beta", "1")),
    ((), ("--chrf-eps-smoothing",)),
    ((), ("--ter-case-sensitive", "--ter-normalized")),
    ((), ("--ter-no-punct", "--ter-asian-support")),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("references", "only_ours", "both"),
    [(("truth",), *options) for options in OPTIONS]
    + [(("truth", "second"), (), ("-tok", "13a")), (("truth", "second"), (), ("-cw", "2"))],
    ids=lambda x: " ".join(x) or "-",
)
def test_scores_and_signatures_are_those_of_its_command(folder, references, only_ours, both):
    files = [folder / f"{name}.txt" for name in references]
    expected = theirs(*files, "-i", folder / "good.txt", "-m", "bleu", "chrf", "ter", *both)
    mine = only_ours or both
    found = ours(
        *("-t", folder / "good.txt"),
        *(part for file in files for part in ("-r", file)),
        *("-m", "bleu,chrf,ter", *mine),
    )["scores"]
    for one, other in zip(found, expected, strict=True):
        assert one["value"] == pytest.approx(other["score"], abs=1e-12)
        assert one["signature"] == other["signature"]
        assert one["count"] == 60


@pytest.mark.slow
def test_segment_scores_are_those_of_its_command(folder):
    files = (folder / "truth.txt", "-i", folder / "bad.txt")
    found = ours("-t", folder / "bad.txt", "-r", folder / "truth.txt", "-m", "bleu,chrf,ter", "-sl")
    rows = found["segments"][0]["segment_scores"]
    for metric in ("bleu", "chrf", "ter"):
        lines = run("sacrebleu.sacrebleu", *files, "-m", metric, "-sl", "-b", "-w", 12).split()
        assert rows[metric] == pytest.approx([float(line) for line in lines], abs=1e-11)


@pytest.mark.slow
@pytest.mark.parametrize(("test", "kind"), [("--paired-bs", "bs"), ("--paired-ar", "ar")])
def test_p_values_are_those_of_its_paired_test(folder, corpus, written, test, kind):
    # Two systems that are nearly equal, so that p is not the least that it can be. Its own
    # command cannot print the bootstrap of chrF as JSON (numpy numbers), so its class is asked.
    good, _, truth, second = corpus(40, seed=7)
    place = written(folder, one=good, two=second, goal=truth)
    metrics = {"BLEU": BLEU(), "CHRF": CHRF(), "TER": TER()}
    named = [("one", good), ("two", second)]
    signatures, expected = PairedTest(named, metrics, [truth], kind, n_samples=400)()
    found = ours(
        *("-t", place / "one.txt", "-t", place / "two.txt", "-r", place / "goal.txt"),
        *("-m", "bleu,chrf,ter", test, f"{test}-n", 400),
    )["scores"]
    for column, metric in (("BLEU", "bleu"), ("chrF2", "chrf"), ("TER", "ter")):
        for system, other in zip(("one", "two"), expected[column], strict=True):
            assert isinstance(other, Result)
            one = next(s for s in found if s["system"] == system and s["metric"] == metric)
            assert one["value"] == pytest.approx(other.score, abs=1e-12)
            assert one.get("p_value") == other.p_value
            assert one["signature"] == str(signatures[column])
            if kind == "bs":
                assert one["mean"] == pytest.approx(other.mean, rel=1e-6)
                assert one["half_width"] == pytest.approx(other.ci, rel=1e-5)
    assert any(s.get("p_value", 0) > 0.01 for s in found)


@pytest.mark.slow
def test_the_interval_is_that_of_its_command(folder):
    expected = theirs(
        *(folder / "truth.txt", "-i", folder / "good.txt", "-m", "bleu", "chrf", "ter", "-ci")
    )
    found = ours(
        *("-t", folder / "good.txt", "-r", folder / "truth.txt", "-m", "bleu,chrf,ter", "-ci")
    )["scores"]
    for one, other in zip(found, expected, strict=True):
        assert one["mean"] == pytest.approx(other["confidence_mean"], rel=1e-6)
        assert one["half_width"] == pytest.approx(other["confidence_var"], rel=1e-5)
        assert one["signature"] == other["signature"]


@pytest.mark.parametrize("name", ["bleu", "chrf", "chrf++", "ter"])
def test_the_number_of_references_may_vary(corpus, name):
    good, _, truth, second = corpus(30)
    second = [text if n % 3 else None for n, text in enumerate(second)]
    metric = {"bleu": BLEU(), "chrf": CHRF(), "chrf++": CHRF(word_order=2), "ter": TER()}[name]
    expected = metric.corpus_score(good, [truth, second])
    door = Ngram(name, NgramOptions())
    rows = door.rows(good, list(zip(truth, second, strict=True)))
    assert door.score(total(rows)) == pytest.approx(expected.score, abs=1e-12)
    assert door.signature(frozenset({1, 2})) == str(metric.get_signature())
    assert "nrefs:var" in door.signature(frozenset({1, 2}))


@pytest.mark.slow
def test_processes_share_the_work_and_change_nothing(corpus):
    good, _, truth, _ = corpus(420)
    references = [(text,) for text in truth]
    for name in ("bleu", "ter"):
        door = Ngram(name, NgramOptions())
        assert door.rows(good, references, jobs=2) == door.rows(good, references)


def garbled(rng, length, vocabulary):
    reference = [f"w{rng.randrange(vocabulary)}" for _ in range(length)]
    candidate = list(reference)
    for _ in range(rng.randint(0, length)):
        place = rng.randrange(len(candidate) + 1)
        match rng.randrange(3):
            case 0:
                candidate[place : place + 1] = []
            case 1:
                candidate.insert(place, f"w{rng.randrange(vocabulary)}")
            case _:
                cut = candidate[place : place + 6]
                candidate[place : place + 6] = []
                at = rng.randint(0, len(candidate))
                candidate[at:at] = cut
    return candidate, reference


@pytest.mark.slow
@pytest.mark.parametrize(
    ("length", "vocabulary", "times"), [(6, 4, 60), (20, 12, 25), (34, 40, 8), (60, 50, 3)]
)
def test_edits_are_those_of_its_search(length, vocabulary, times):
    rng = random.Random(length)
    for _ in range(times):
        candidate, reference = garbled(rng, length, vocabulary)
        assert edits(candidate, reference) == translation_edit_rate(candidate, reference)[0]


@pytest.mark.slow
def test_edits_outside_of_the_beam_are_those_of_its_search():
    rng = random.Random(5)
    words = [f"w{n}" for n in range(80)]
    candidate = words[30:] + [f"x{rng.randrange(9)}" for _ in range(60)]
    assert edits(candidate, words) == translation_edit_rate(candidate, words)[0]
    assert edits(candidate[:50], words) == translation_edit_rate(candidate[:50], words)[0]


@pytest.mark.parametrize(
    ("candidates", "references", "code"),
    [
        (["a", "b", "c"], [("a",)], "H303"),
        (["a"], [(None,)], "H304"),
        (["a"], [("  ",)], "H304"),
        (["a"], [()], "H304"),
        (["a\nb"], [("a b",)], "H310"),
        (["a b"], [("a\nb",)], "H310"),
    ],
)
def test_what_sacrebleu_lets_pass_is_refused_at_the_door(candidates, references, code):
    with pytest.raises(HarnessError) as caught:
        Ngram("chrf", NgramOptions()).rows(candidates, references)
    assert caught.value.code == code


def test_a_tokenizer_that_is_not_there_is_named(monkeypatch):
    from harness.engines import ngram

    with pytest.raises(HarnessError, match="Did you mean 13a"):
        ngram.tokenizer(NgramOptions(tokenize="13"), "en")
    monkeypatch.setattr(ngram, "_installed", lambda name: not name.startswith("ja"))
    with pytest.raises(EngineError, match=r"sacrebleu\[ja\]"):
        ngram.tokenizer(NgramOptions(tokenize="ja-mecab"), "ja")
    assert ngram.tokenizer(NgramOptions(), "ja") == "char"
    assert ngram.tokenizer(NgramOptions(), "zh-TW") == "zh"
    assert ngram.tokenizer(NgramOptions(), "de") == "13a"
