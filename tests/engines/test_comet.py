"""COMET on small real checkpoints, from the command line to the report."""

import json
import logging
import sys
import warnings
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from harness.cache import NO_CACHE, Cache
from harness.cli import app
from harness.engines.comet import models, scorer
from harness.engines.comet.answer import Answer, Question
from harness.engines.comet.checkpoint import find
from harness.engines.comet.choice import Choice
from harness.engines.comet.network import Network
from harness.engines.comet.scorer import Scorer
from harness.errors import EngineError, HarnessError
from harness.metrics.asked import COPY, EMPTY, NO_SOURCE, unknown_languages
from harness.model.text import Article, Document
from tests.refused import REFUSED

pytestmark = [pytest.mark.engine, pytest.mark.slow]


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("MT_HARNESS_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def lines(tmp_path):
    """Write line files and return the options that name them."""

    def write(rows, name="hyp"):
        folder = tmp_path / name
        folder.mkdir()
        for column, file in enumerate(("src.txt", f"{name}.txt", "ref.txt")):
            text = "".join(f"{row[column]}\n" for row in rows)
            (folder / file).write_text(text, encoding="utf-8")
        files = ["-t", str(folder / f"{name}.txt"), "-r", str(folder / "ref.txt")]
        return [*files, "-s", str(folder / "src.txt"), "-l", "es-en"]

    return write


def command(*arguments):
    done = CliRunner().invoke(app, list(map(str, arguments)), catch_exceptions=True)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def scored(*arguments):
    done = command("score", *arguments, "-f", "json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def asked(rows, *, reference=True):
    return [Question(mt, src, ref if reference else None) for src, mt, ref in rows]


def predicted(lab, path, rows, *, half=False):
    """What the library's own `predict` gives."""
    import comet

    with lab.silent():
        made = comet.load_from_checkpoint(f"{path}/checkpoints/model.ckpt", local_files_only=True)
        made = made.half() if half else made
        given = [{"src": src, "mt": mt, "ref": ref} for src, mt, ref in rows]
        return made.predict(given, gpus=0, progress_bar=False)


@pytest.mark.parametrize("kind", ["regression", "reference-free", "unified", "xcomet"])
def test_scores_are_those_of_the_librarys_predict(lab, kind):
    rows = lab.triples(70)
    theirs = predicted(lab, lab.fresh[kind], rows)
    network = Network(find(lab.fresh[kind], offline=True), Choice(batch_size=8))
    ours = network.answers(asked(rows, reference=kind != "reference-free"))
    assert [answer.score for answer in ours] == pytest.approx(theirs.scores, abs=1e-5)
    assert len({answer.score for answer in ours}) > 60
    if kind == "xcomet":
        marks = [[(m.start, m.end, m.severity) for m in answer.marks] for answer in ours]
        spans = theirs.metadata.error_spans
        assert marks == [[(s["start"], s["end"], s["severity"]) for s in own] for own in spans]
        assert any(marks)


@pytest.mark.parametrize("precision", ["16", "bf16"])
@pytest.mark.parametrize("kind", ["regression", "reference-free", "unified", "xcomet"])
def test_every_kind_of_model_runs_with_fewer_bits(lab, kind, precision):
    rows = asked(lab.triples(12), reference=kind != "reference-free")
    whole, short = (
        Network(find(lab.fresh[kind], offline=True), Choice(precision=bits)).answers(rows)
        for bits in ("32", precision)
    )
    off = 2e-2 if precision == "bf16" else 3e-3
    assert [one.score for one in short] == pytest.approx([one.score for one in whole], abs=off)
    assert [one.score for one in short] != [one.score for one in whole]


def test_half_precision_gives_what_comet_score_gives(lab, lines, tmp_path, monkeypatch):
    from comet.cli import score as theirs

    rows = lab.triples(40)
    files = lines(rows)
    out = tmp_path / "theirs.json"
    model = f"{lab.fresh['regression']}/checkpoints/model.ckpt"
    arguments = ["-t", files[1], "-r", files[3], "-s", files[5], "--gpus", "0", "--quiet"]
    arguments += ["--model", model, "--to_json", str(out), "--only_system"]
    monkeypatch.setattr(sys, "argv", ["comet-score", *arguments])
    with lab.silent():
        theirs.score_command()
    (there,) = json.loads(out.read_text(encoding="utf-8")).values()
    options = ["-m", "comet", "--comet-model", lab.fresh["regression"], "--precision", "16"]
    (score,) = scored(*files, *options)["scores"]
    assert score["value"] == pytest.approx(sum(r["COMET"] for r in there) / len(there), abs=1e-3)
    assert "dtype:float16" in score["signature"]
    network = Network(find(lab.fresh["regression"], offline=True), Choice(precision="16"))
    answers = [answer.score for answer in network.answers(asked(rows))]
    assert answers == pytest.approx([row["COMET"] for row in there], abs=1e-3)


def test_a_file_says_with_which_model_and_how(lab, lines, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    where = json.dumps(lab.fresh["regression"])
    text = f'metrics = ["comet"]\ncomet-model = [{where}]\nprecision = "16"\n'
    (tmp_path / "mt-harness.toml").write_text(text, encoding="utf-8")
    files = lines(lab.triples(3))

    def signature(*arguments):
        (score,) = scored(*files, *arguments)["scores"]
        return score["signature"]

    assert "model:regression|" in signature() and "dtype:float16" in signature()
    monkeypatch.setenv("MT_HARNESS_PRECISION", "bf16")
    assert "dtype:bfloat16" in signature()
    assert "dtype:float32" in signature("--precision", "32")
    monkeypatch.setenv("MT_HARNESS_COMET_MODEL", lab.fresh["unified"])
    assert "model:unified|" in signature()


def test_a_trained_head_orders_two_obviously_different_translations(lab, lines):
    rows = lab.triples(6, seed=11)
    good = [(src, ref, ref) for src, _, ref in rows]
    files = lines(good, "good")
    bad = lines(rows, "bad")
    options = ["-m", "comet", "--comet-model", lab.trained["regression"]]
    found = scored(*files, "-t", bad[1], *options)["scores"]
    values = {score["system"]: score["value"] for score in found}
    assert values["good"] > values["bad"] + 0.5
    assert all("trained:no" not in score["signature"] for score in found)


def test_a_run_ends_in_a_report_with_scores_spans_and_what_took_part(lab, lines, tmp_path):
    rows = [*lab.triples(3), ("el gato", "  the cat\u2009slept 😀 in a bed ", "a cat slept")]
    # Alone: a rule of ours that sees the same error would lead, corroborated by this one.
    done = command(
        *("run", *lines(rows), "-m", "bleu,xcomet", "--comet-model"),
        *(f"xcomet={lab.trained['xcomet']}", "-o", tmp_path / "out", "--no-fail", "--select", "XC"),
    )
    assert done.exit_code == 0, done.output
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    (document,) = report["documents"]
    text = "".join(f"{row[1]}\n" for row in rows)
    found = [f for f in document["findings"] if f["rule"] == "XC:SPAN"]
    assert "cat" in {finding["text"] for finding in found}
    for finding in found:
        assert finding["text"] == text[finding["start"] : finding["end"]]
        assert finding["text"] == finding["text"].strip() != ""
        assert finding["confidence"] != "high"
    assert all(value is not None for value in document["segment_scores"]["xcomet"])
    assert {"comet", "trained-xcomet"} <= {engine["name"] for engine in report["engines"]}
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "XC:SPAN" in page and "xcomet" in page


def test_an_untrained_model_is_marked_and_judges_nothing(lab, lines, tmp_path):
    files = lines(lab.triples(4))
    named = ["--comet-model", f"xcomet={lab.fresh['xcomet']}", "--min-score", "xcomet=-9"]
    done = command("run", *files, "-m", "xcomet", *named, "-o", tmp_path / "out")
    assert done.exit_code == 3
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    (document,) = report["documents"]
    (score,) = document["scores"]
    assert score["trusted"] is False
    assert "trained:no" in score["signature"]
    assert report["verdict"]["unjudged"] == ["xcomet was not judged: its model is not trained"]
    assert not [f for f in document["findings"] if f["rule"] == "XC:SPAN"]
    assert [s["what"] for s in document["skipped"] if "not trained" in s["why"]]


def test_what_no_score_fits_is_named_and_has_none(lab, lines, tmp_path):
    good = ("los perros", "two dogs ran", "two dogs ran")
    copied = ("un gato negro", "un gato negro", "a black cat")
    rightly = ("Kerim Aydin", "Kerim Aydin", "Kerim Aydin")
    rows = [good, copied, ("nada", "", "nothing"), ("", "two dogs", "two dogs ran"), rightly]
    options = ["-m", "comet", "--comet-model", lab.fresh["regression"], "-o", tmp_path / "out"]
    done = command("run", *lines(rows), *options, "-f", "json", "-q", "--no-fail")
    report = json.loads(done.stdout)
    (document,) = report["documents"]
    values = document["segment_scores"]["comet"]
    assert [value is None for value in values] == [False, True, True, True, False]
    named = {s["why"]: s["segments"] for s in document["skipped"] if s["what"] == "comet"}
    assert named == {COPY: [1], EMPTY: [2], NO_SOURCE: [3]}


@pytest.mark.parametrize("kind", ["regression", "unified"])
def test_what_is_longer_than_the_model_reads_is_named(lab, kind):
    network = Network(find(lab.fresh[kind], offline=True), Choice())
    short, long = "two dogs ran", " ".join(["cat"] * 130)
    answers = network.answers([Question(short, short, short), Question(short, long, short)])
    assert [answer.cut for answer in answers] == [False, True]
    joint = network.answers([Question(*(" ".join(["cat"] * 50),) * 3)])
    assert joint[0].cut is (kind == "unified")
    theirs = predicted(lab, lab.fresh[kind], [(long, short, short)])
    assert answers[1].score == pytest.approx(theirs.scores[0], abs=1e-5)


def test_equal_questions_are_asked_once_and_never_again(lab, monkeypatch, tmp_path):
    asked_of = []
    answers = Network.answers

    def counting(network, questions):
        asked_of.append(len(questions))
        return answers(network, questions)

    monkeypatch.setattr(Network, "answers", counting)
    cache = Cache(tmp_path)
    checkpoint = find(lab.fresh["regression"], offline=True)
    rows = asked(lab.triples(10)) * 3
    first = Scorer(checkpoint, Choice(), cache)
    made = first.answers(rows)
    assert first.answers(rows[:4]) == made[:4]
    assert asked_of == [10]
    second = Scorer(checkpoint, Choice(), cache)
    assert second.answers(rows) == made
    assert asked_of == [10]
    # Other numbers and other weights are other answers.
    Scorer(checkpoint, Choice(precision="bf16"), cache).answers(rows)
    Scorer(find(lab.trained["regression"], offline=True), Choice(), cache).answers(rows)
    assert asked_of == [10, 10, 10]


def test_an_answer_that_is_no_number_is_no_score(lab, lines, monkeypatch):
    monkeypatch.setattr(
        Network, "answers", lambda network, given: [Answer(float("nan"))] * len(given)
    )
    options = ["-m", "comet", "--comet-model", lab.fresh["regression"]]
    done = command("score", *lines(lab.triples(3)), *options)
    assert done.exit_code == 3
    assert "no number" in done.stderr


def test_logging_and_warnings_are_put_back(lab, caplog):
    root = logging.getLogger()
    before = root.level, root.handlers[:], root.manager.disable, warnings.filters[:]
    levels = {name: logging.getLogger(name).level for name in ("transformers", "torch", "asyncio")}
    network = Network(find(lab.fresh["regression"], offline=True), Choice())
    network.answers(asked(lab.triples(2)))
    assert (root.level, root.handlers, root.manager.disable, warnings.filters) == before
    assert {name: logging.getLogger(name).level for name in levels} == levels


@pytest.mark.parametrize("one", REFUSED, ids=lambda one: one.name)
def test_what_does_not_fit_is_refused_before_any_model_is_loaded(lab, tmp_path, monkeypatch, one):
    def never(*_):
        raise AssertionError("a model was loaded")

    monkeypatch.setattr(scorer, "Network", never)
    metric, kind = "comet", "regression"
    if one.metric == "cometkiwi":
        metric, kind = "cometkiwi", "reference-free"
    asked_for = ["-m", f"chrf,{metric}" if metric == "comet" else metric]
    asked_for += ["--comet-model", f"{metric}={lab.fresh[kind]}", "-l", "es-en"]
    given = one.write(tmp_path)
    # A run takes segments of several lines, and names those that have no reference.
    for verb in ("score", "run") if one.name.startswith("lines") else ("score",):
        with pytest.raises(HarnessError) as refused:
            command(verb, *given, *asked_for)
        assert refused.value.code == one.code
        assert one.place in refused.value.place


def test_a_damaged_checkpoint_is_said_with_its_path(lab, lines, tmp_path):
    folder = tmp_path / "damaged"
    (folder / "checkpoints").mkdir(parents=True)
    settings = (Path(lab.fresh["regression"]) / "hparams.yaml").read_text(encoding="utf-8")
    (folder / "hparams.yaml").write_text(settings, encoding="utf-8")
    (folder / "checkpoints" / "model.ckpt").write_bytes(b"no checkpoint")
    options = ["-m", "bleu,comet", "--comet-model", folder]
    done = command("score", *lines(lab.triples(3)), *options)
    assert done.exit_code == 3
    assert "H522" in done.stderr and str(folder) in done.stderr
    assert "BLEU" in done.stdout


def test_an_encoder_that_is_gone_is_said_before_any_work(lab, lines, tmp_path):
    folder = tmp_path / "moved"
    (folder / "checkpoints").mkdir(parents=True)
    settings = (Path(lab.fresh["regression"]) / "hparams.yaml").read_text(encoding="utf-8")
    gone = settings.replace(str(lab.encoder), "/nowhere/encoder")
    (folder / "hparams.yaml").write_text(gone, encoding="utf-8")
    (folder / "checkpoints" / "model.ckpt").write_bytes(b"")
    with pytest.raises(EngineError) as refused:
        command("score", *lines(lab.triples(3)), "-m", "comet", "--comet-model", folder)
    assert refused.value.code == "H522" and "/nowhere/encoder" in str(refused.value)


def test_a_gpu_that_is_not_there_is_said(lab, lines):
    import torch

    missing = torch.cuda.device_count() + 1
    options = ["-m", "bleu,comet", "--comet-model", lab.fresh["regression"], "--gpus", missing]
    done = command("score", *lines(lab.triples(3)), *options)
    assert done.exit_code == 3
    assert "H523" in done.stderr


def test_a_model_without_spans_is_no_xcomet(lab, lines):
    with pytest.raises(HarnessError) as refused:
        command(
            *("score", *lines(lab.triples(3)), "-m", "xcomet"),
            *("--comet-model", f"xcomet={lab.fresh['regression']}"),
        )
    assert refused.value.code == "H134"


def test_a_language_that_the_encoder_does_not_know_is_said(lab):
    document = Document(id="a", text="x", language="tlh", source_language="es")
    article = Article(document=document, segments=())
    checkpoint = find(lab.fresh["regression"], offline=True)
    assert unknown_languages(article, checkpoint) == ()
    assert unknown_languages(article, replace(checkpoint, encoder="XLM-RoBERTa")) == ("tlh",)


def test_a_scorer_travels_and_loads_its_own_model(lab):
    import pickle

    first = Scorer(find(lab.fresh["regression"], offline=True), Choice(), NO_CACHE)
    rows = asked(lab.triples(3))
    made = first.answers(rows)
    assert pickle.loads(pickle.dumps(first)).answers(rows) == made
    assert pickle.loads(pickle.dumps(models.Models({"comet": first}, {}))).scorers["comet"]


def hub_unreachable():
    """Return why the usual model cannot be fetched here; None where it can."""
    from huggingface_hub import HfApi

    try:
        HfApi().model_info("Unbabel/wmt22-comet-da", timeout=20)
    # Whatever the network library raises; the test below is about what comes after it.
    except Exception as error:
        return f"the hub cannot be reached from here: {type(error).__name__}"
    return None


@pytest.mark.network
def test_the_usual_model_scores(lines):
    # The only part that no machine can promise: a network that lets models through.
    if reason := hub_unreachable():
        pytest.skip(reason)
    rows = [("El perro duerme.", "The dog is asleep.", "The dog sleeps.")]
    files = lines(rows)
    (score,) = scored(*files, "-m", "comet")["scores"]
    assert 0.7 < score["value"] < 1
    assert score["signature"].startswith("nrefs:1|model:Unbabel/wmt22-comet-da|")
