"""Which models are asked, and what is refused before any work; nothing here needs the library."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from harness import data
from harness.cli import app
from harness.engines.comet import checkpoint, models
from harness.engines.comet.answer import Answer, Mark, Question, packed, unpacked
from harness.engines.comet.checkpoint import INSTALL, Checkpoint
from harness.engines.comet.choice import Choice, chosen_models, known_models, knows_language
from harness.engines.comet.shelf import present
from harness.error_spans import fits
from harness.errors import EngineError, HarnessError
from harness.metrics import METRICS
from harness.metrics.asked import COPY, EMPTY, NEITHER, NO_REFERENCE, NO_SOURCE, asked
from harness.model.report import ExitCode
from harness.model.text import Document, ReferenceKind, Span, Unit
from harness.segment import segment


@pytest.fixture
def files(tmp_path):
    rows = {"src.txt": "uno\ndos\n", "hyp.txt": "one\ntwo\n", "ref.txt": "one\ntwo!\n"}
    for name, text in rows.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    place = [str(tmp_path / name) for name in ("hyp.txt", "ref.txt", "src.txt")]
    return ["-t", place[0], "-r", place[1], "-s", place[2], "-l", "es-en"]


def command(*arguments):
    return CliRunner().invoke(app, list(map(str, arguments)))


def model(kind="regression_metric", inputs=("src", "ref"), *, optional=False):
    return Checkpoint(
        name="m",
        path=Path("m"),
        kind=kind,
        encoder="BERT",
        pretrained="",
        inputs=inputs,
        optional=optional,
        marks_spans=False,
        steps=1,
        digest="0" * 64,
    )


def document(rows, language="en", origin="es"):
    """Line segments of (source, candidate, reference); None is one that is not there."""
    texts, spans = ["", "", ""], []
    for row in rows:
        places = []
        for n, part in enumerate(row):
            start = len(texts[n])
            texts[n] += f"{part or ''}\n"
            places.append(Span(start, start + len(part or "")) if part is not None else None)
        spans.append(places)
    units = tuple(
        Unit(span=mt, references=(ref,), source=src) for src, mt, ref in spans if mt is not None
    )
    made = Document(
        id="d",
        text=texts[1],
        references=(texts[2],),
        source=texts[0],
        language=language,
        source_language=origin,
        units=units,
        reference_kind=ReferenceKind.INDEPENDENT,
    )
    return segment(made)


def test_known_models_have_a_licence_and_a_source():
    assert {known.metric for known in known_models().values()} == {
        *("comet", "xcomet", "cometkiwi", "-")
    }
    assert all(known.licence and known.terms for known in known_models().values())
    assert not known_models()["Unbabel/XCOMET-XL"].commercial
    assert known_models()["Unbabel/wmt22-comet-da"].terms == "Apache-2.0"
    assert len(data.words("comet", "encoder_languages")) == 93


@pytest.mark.parametrize(("language", "known"), [("en-GB", True), ("zh", True), ("tlh", False)])
def test_languages_of_the_usual_encoders(language, known):
    assert knows_language(language) is known


@pytest.mark.parametrize("given", [("a=x", "a=y"), ("a=",), ("x/one", "y/b", "z/b")])
def test_a_name_stands_for_one_model(given):
    with pytest.raises(HarnessError) as refused:
        chosen_models(given)
    assert refused.value.code == "H117"


def test_every_name_of_a_model_is_a_metric():
    assert METRICS["comet:mine"].name == "comet:mine"
    assert METRICS["comet:mine"].engine == "comet"
    assert "comet:" not in METRICS and "commet:a" not in METRICS
    assert "comet:mine" not in list(METRICS)
    with pytest.raises(KeyError):
        METRICS["comet:"]
    choice = Choice(models=(("comet", "a/b"), ("comet:c", "d/c"), ("xcomet", "e/f")))
    assert choice.metrics(("comet", "bleu")) == ("comet", "comet:c", "bleu")
    assert choice.metrics(("comet:c",)) == ("comet:c",)


@pytest.mark.parametrize(
    ("arguments", "code", "kind"),
    [
        (("-m", "comet", "--comet-model", "/nowhere/model"), "H306", ExitCode.USAGE),
        (("-m", "comet", "--comet-model", "nowhere.ckpt"), "H306", ExitCode.USAGE),
        (
            (
                "-m",
                "comet:wmt22-commet-da",
            ),
            "H118",
            ExitCode.USAGE,
        ),
        (("-m", "bleu", "--comet-model", "a/b"), "H120", ExitCode.USAGE),
        (("-m", "comet", "--precision", "8"), "H101", ExitCode.USAGE),
    ],
)
def test_wrong_models_are_refused_before_any_work(files, arguments, code, kind):
    for verb in ("score", "run"):
        result = command(verb, *files, *arguments)
        assert isinstance(result.exception, HarnessError)
        assert result.exception.code == code
        assert isinstance(result.exception, EngineError) is (kind is ExitCode.NOT_EVALUATED)


def test_a_model_by_hand_outweighs_the_environment_s_and_that_the_file_s(
    files, monkeypatch, tmp_path
):
    def model(*arguments):
        refused = command("score", *files, "-m", "comet", *arguments).exception
        assert isinstance(refused, HarnessError) and refused.code == "H306"
        return refused.place

    monkeypatch.chdir(tmp_path)
    written = 'comet-model = ["./of-file"]\nprecision = "16"\nbatch-size = 4\noffline = true\n'
    (tmp_path / "mt-harness.toml").write_text(written, encoding="utf-8")
    assert model() == str(tmp_path / "of-file")
    monkeypatch.setenv("MT_HARNESS_COMET_MODEL", "./of-environment")
    assert model() == "of-environment"
    assert model("--comet-model", "./by-hand") == "by-hand"
    # Nothing is computed with it, so nothing is amiss.
    assert command("score", *files, "-m", "chrf").exit_code == 0


def test_a_model_that_is_not_on_this_machine_is_said_with_its_name(files, monkeypatch, tmp_path):
    if checkpoint.package() is None:
        pytest.skip("the library is not installed")
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    for metric, words in (("cometkiwi", "terms"), ("comet", "folder")):
        result = command("score", *files, "-m", f"bleu,{metric}", "--offline")
        assert isinstance(result.exception, EngineError)
        assert result.exception.code == "H521"
        name = Choice().model_of(metric)
        assert name in str(result.exception) and words in result.exception.remedy


def test_without_the_package_the_rest_is_scored_and_the_command_to_add_it_said(
    files, monkeypatch, tmp_path
):
    monkeypatch.setattr(models, "package", lambda: None)
    result = command("score", *files, "-m", "bleu,comet")
    assert result.exit_code == ExitCode.NOT_EVALUATED
    assert "BLEU" in result.stdout and INSTALL in result.stderr
    named = command("run", *files, "-m", "bleu,comet", "-o", tmp_path / "named", "--no-fail")
    assert named.exit_code == ExitCode.NOT_EVALUATED
    report = json.loads((tmp_path / "named" / "report.json").read_text(encoding="utf-8"))
    assert "comet was not measured" in report["verdict"]["unjudged"][0]
    assert INSTALL in report["verdict"]["unjudged"][0]
    added = command("run", *files, "--with", "comet", "-o", tmp_path / "added", "--no-fail")
    assert added.exit_code == ExitCode.PASSED
    report = json.loads((tmp_path / "added" / "report.json").read_text(encoding="utf-8"))
    assert [s for s in report["documents"][0]["skipped"] if s["what"] == "comet"]
    required = ("--require", "comet", "-o", tmp_path / "required", "--no-fail")
    assert command("run", *files, *required).exit_code == ExitCode.NOT_EVALUATED


def test_doctor_names_the_library_and_the_licences_of_the_usual_models(monkeypatch):
    monkeypatch.delenv("MT_HARNESS_COMET_MODEL", raising=False)
    rows = {row.name: row for row in present()}
    assert rows["comet"].version or "install" in rows["comet"].why
    # Without a model the library computes nothing.
    models = [row.where for row in rows.values() if row.kind == "model" and row.where]
    assert bool(models) == (not rows["comet"].why)
    kiwi = rows["wmt22-cometkiwi-da"]
    assert "not for commercial use" in kiwi.why + kiwi.version
    assert "-m cometkiwi" in kiwi.how or kiwi.where


COPIED = [
    (("un gato negro", "un gato negro", "a black cat"), COPY),
    (("un gato negro", "Un  gato negro", "a black cat"), COPY),
    (("Kerim Aydin", "Kerim Aydin", "Kerim Aydin"), None),
    (("12.5", "12.5", "12,5"), None),
    (("un gato", "a cat", "a black cat"), None),
    (("un gato", "", "a black cat"), EMPTY),
    (("un gato", "  \t", "a black cat"), EMPTY),
    ((None, "a cat", "a black cat"), NO_SOURCE),
    (("un gato", "a cat", None), NO_REFERENCE),
]


@pytest.mark.parametrize(("row", "why"), COPIED)
def test_what_no_score_fits(row, why):
    found = asked(document([row]), model())
    assert found.left == (((why, (0,)),) if why else ())
    assert len(found.questions) == (why is None)


def test_a_copy_needs_more_words_where_no_reference_speaks():
    free = model("referenceless_regression_metric", ("src",))
    rows = [("Kerim Aydin", "Kerim Aydin", None), ("un gato negro", "un gato negro", None)]
    assert asked(document(rows), free).left == ((COPY, (1,)),)
    # In a text of the same language there is nothing to translate.
    assert asked(document(rows, language="es", origin="es"), free).left == ()


def test_a_unified_model_takes_what_there_is():
    both = model("unified_metric", optional=True)
    rows = [("uno", "one", None), (None, "one", "one"), (None, "one", None)]
    found = asked(document(rows), both)
    assert [(q.source, q.reference) for *_, q in found.questions] == [("uno", None), (None, "one")]
    assert found.left == ((NEITHER, (2,)),)


def test_a_candidate_is_asked_about_on_one_line_and_its_place_kept():
    article = document([("uno", "  one\r\ntwo ", "one two")])
    ((index, start, question),) = asked(article, model()).questions
    assert (index, start, question) == (0, 2, Question("one  two", "uno", "one two"))


@pytest.mark.parametrize(
    ("mark", "fit"),
    [
        (Mark(0, 3, "major", 0.9, "cat"), True),
        (Mark(0, 3, "major", 0.9, "c ##at"), True),
        (Mark(4, 5, "minor", 0.9, "<unk>"), True),
        (Mark(0, 3, "major", 0.9, "dog"), False),
        (Mark(3, 4, "major", 0.9, ""), False),
        (Mark(6, 0, "major", 0.9, "sat"), False),
        (Mark(0, 0, "minor", 0.9, "[CLS]"), False),
        (Mark(6, 99, "major", 0.9, "sat"), False),
        (Mark(0, 3, "no-error", 0.9, "cat"), False),
    ],
)
def test_marks_are_held_against_the_text(mark, fit):
    assert fits(mark, "cat 😀 sat") is fit


def test_answers_come_back_from_the_cache_digit_by_digit():
    answer = Answer(0.1 + 0.2, (Mark(0, 2, "minor", 1 / 3, "a\ud800"),), True)
    assert unpacked(packed(answer)) == answer
    assert unpacked(b"\xff") is None and unpacked(b"[1, 2]") is None
