"""Command line over environment over file over defaults, as a user meets it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = "The mayor& # 39;s office was shut, combatants said.\n"


@pytest.fixture
def home(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def harness(home, *arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "harness", *arguments],
        cwd=home,
        capture_output=True,
        text=True,
        env={"PATH": "", "PYTHONPATH": str(ROOT), "COLUMNS": "100", **environment},
        check=False,
    )


def codes(done):
    assert done.returncode in (0, 1), done.stderr
    return {
        f["rule"] for document in json.loads(done.stdout)["documents"] for f in document["findings"]
        if f["shown"]
    }  # fmt: skip


def metrics(done):
    (document,) = json.loads(done.stdout)["documents"]
    return {score["metric"] for score in document["scores"]}


def configure(home, text, name="mt-harness.toml"):
    (home / name).write_text(text, encoding="utf-8")


@pytest.mark.slow
def test_command_line_beats_environment_beats_file_beats_defaults(home):
    check = ("check", "a.txt", "-f", "json")
    assert "ENC101" in codes(harness(home, *check))
    configure(home, 'ignore = ["ENC101"]')
    assert "ENC101" not in codes(harness(home, *check))
    assert "ENC101" in codes(harness(home, *check, MT_HARNESS_IGNORE="FRM,names"))
    over = harness(home, *check, "--ignore", "ENC101,NAM", MT_HARNESS_IGNORE="FRM")
    assert "ENC101" not in codes(over)


@pytest.mark.slow
def test_the_gate_goes_by_the_file_and_the_command_line_over_it(home):
    configure(home, 'fail-on = "major"\n[limits]\nrule = { ENC101 = 0 }')
    done = harness(home, "check", "a.txt")
    assert done.returncode == 1 and "of rule ENC101, at most 0 allowed" in done.stderr
    configure(home, 'fail-on = "major"')
    assert harness(home, "check", "a.txt").returncode == 1
    assert harness(home, "check", "a.txt", MT_HARNESS_FAIL_ON="never").returncode == 0
    assert harness(home, "check", "a.txt", "--fail-on", "never").returncode == 0
    done = harness(home, "check", "a.txt", "--fail-on", "major", MT_HARNESS_FAIL_ON="never")
    assert done.returncode == 1


@pytest.mark.slow
def test_terms_of_the_file_are_looked_for_and_paths_have_their_own(home):
    configure(home, '[[terms]]\nforbidden = "combatant"\nuse = "fighter"')
    assert "WOR711" in codes(harness(home, "check", "a.txt", "-f", "json"))
    configure(
        home,
        '[[terms]]\nforbidden = "combatant"\n[[path]]\nglob = "*.txt"\nignore = ["WOR711"]',
    )
    assert "WOR711" not in codes(harness(home, "check", "a.txt", "-f", "json"))


@pytest.mark.slow
def test_a_pattern_that_takes_too_long_ends_with_its_line_and_exit_2(home):
    (home / "a.txt").write_text("a" * 60, encoding="utf-8")
    configure(home, "[[patterns]]\nforbidden = '(a|a)+b'\nmessage = \"m\"")
    done = harness(home, "check", "a.txt")
    assert done.returncode == 2
    assert "H207 mt-harness.toml:2" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.slow
def test_run_takes_metrics_limits_and_weights_from_the_file(home):
    (home / "a.ref.txt").write_text("The mayor's office was shut, fighters said.\n")
    configure(home, 'metrics = ["chrf"]\nweights = "mqm-core"\n[min-score]\nbleu = 99.5')
    done = harness(home, "run", "a.txt", "-o", "out", "-f", "json")
    assert done.returncode == 1, done.stderr
    assert "bleu is" in done.stderr
    assert metrics(done) == {"chrf", "bleu"}
    settings = json.loads((home / "out" / "run.json").read_text())["settings"]
    assert settings["weights"] == "mqm-core"
    done = harness(
        home, "run", "a.txt", "-o", "o2", "-f", "json", "--min-score", "bleu=1", "-m", "ter"
    )
    assert metrics(done) == {"ter", "bleu"}


@pytest.mark.slow
def test_check_does_not_miss_an_engine_that_only_scores(home):
    configure(home, 'require = ["sacrebleu"]\nfail-on = "never"')
    assert harness(home, "check", "a.txt").returncode == 0


@pytest.mark.slow
def test_score_takes_metrics_from_the_file(home):
    (home / "a.ref.txt").write_text("The mayor's office was shut, fighters said.\n")
    configure(home, 'metrics = ["ter"]')
    done = harness(home, "score", "a.txt", "-f", "json")
    assert done.returncode == 0, done.stderr
    assert {score["metric"] for score in json.loads(done.stdout)["scores"]} == {"ter"}


@pytest.mark.slow
def test_a_language_by_hand_outweighs_the_file_s(home):
    configure(home, 'lang-pair = "es-en"')

    def language(*arguments):
        done = harness(home, "check", "a.txt", "-f", "json", *arguments)
        assert done.returncode in (0, 1), done.stderr
        return json.loads(done.stdout)["documents"][0]["language"]

    assert language() == "en"
    assert language("--lang", "de") == "de"
    assert language("-l", "en-fr") == "fr"
    configure(home, 'language = "en"')
    assert language("-l", "en-fr") == "fr"


@pytest.mark.slow
def test_a_configuration_by_hand(home):
    configure(home, "fail-on = 3")
    configure(home, 'ignore = ["ENC101"]', "other.toml")
    done = harness(home, "check", "a.txt", "-f", "json", "--config", "other.toml")
    assert "ENC101" not in codes(done)
    done = harness(home, "check", "a.txt", "-f", "json", MT_HARNESS_CONFIG="other.toml")
    assert "ENC101" not in codes(done)
    missing = harness(home, "check", "a.txt", "--config", "none.toml")
    assert missing.returncode == 2 and "H201" in missing.stderr


@pytest.mark.slow
def test_a_wrong_file_is_refused_before_any_work(home):
    configure(home, '\nignore = ["ENC11"]')
    done = harness(home, "run", "a.txt")
    assert done.returncode == 2 and not done.stdout
    assert 'H203 mt-harness.toml:2: unknown rule "ENC11". Did you mean ENC1' in done.stderr
    assert not (home / "reports").exists()


@pytest.mark.slow
def test_config_check(home):
    assert "no configuration" in harness(home, "config", "check").stdout
    configure(home, '[[terms]]\nkeep = "OCHA"')
    done = harness(home, "config", "check")
    assert done.returncode == 0 and "1 term," in done.stdout
    configure(home, "nope = 1")
    assert harness(home, "config", "check").returncode == 2


@pytest.mark.slow
def test_config_show(home):
    configure(
        home,
        'ignore = ["FRM"]\nmin-confidence = "high"\n[[path]]\nglob = "b.txt"\nignore = ["ENC"]',
    )
    shown = json.loads(harness(home, "config", "show", MT_HARNESS_FAIL_ON="never").stdout)
    assert shown["settings"]["min_confidence"] == "high"
    assert shown["environment"] == {"MT_HARNESS_FAIL_ON": "never"}
    assert "ENC101" in shown["rules"]
    shown = json.loads(harness(home, "config", "show", "b.txt").stdout)
    assert shown["settings"]["ignore"] == ["FRM", "ENC"] and "ENC101" not in shown["rules"]


@pytest.mark.slow
@pytest.mark.slow
def test_config_init_names_the_engines_that_are_there(home):
    env = {"MT_HARNESS_LANGUAGETOOL_URL": "http://localhost:1"}
    assert harness(home, "config", "init", **env).returncode == 0
    shown = json.loads(harness(home, "config", "show").stdout)
    assert shown["settings"]["engines"][0] == "languagetool"
    assert "comet" not in shown["settings"]["engines"]
    (home / "mt-harness.toml").unlink()
    # No Java and no installation in sight.
    env = {"LTP_PATH": str(home), "HOME": str(home), "XDG_DATA_HOME": str(home)}
    assert harness(home, "config", "init", **env).returncode == 0
    shown = json.loads(harness(home, "config", "show").stdout)
    assert "languagetool" not in shown["settings"]["engines"]


def test_config_init_writes_once(home):
    assert harness(home, "config", "init").returncode == 0
    assert harness(home, "config", "check").returncode == 0
    again = harness(home, "config", "init")
    assert again.returncode == 2 and "H209" in again.stderr
