"""What pipelines use: the hooks of pre-commit, the action's own shell steps, the pytest plugin."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
FLAWED = "The mayor& # 39; s office was shut.\n\nVisitors went to to the port.\n"
SOUND = "Rain fell on the valley for three days without a break.\n"
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
# Git asks for a name, and a hook's run must not depend on who runs the tests.
WHO = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Test"), ("EMAIL", "test@example.org"))
}


def run(*arguments, cwd, seconds=280, **env):
    # In a hook of git its variables point at the repository that is committed to.
    outer = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return subprocess.run(
        [*map(str, arguments)],
        cwd=cwd,
        env=outer | WHO | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"} | env,
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
        timeout=seconds,
    )


@pytest.fixture
def repository(tmp_path, require_part):
    """A git repository with translations in its index."""
    require_part("git", shutil.which("git"))
    place = tmp_path / "repository"
    place.mkdir()
    assert run("git", "init", "-q", cwd=place).returncode == 0
    (place / "bad.txt").write_text(FLAWED, encoding="utf-8")
    (place / "good.txt").write_text(SOUND, encoding="utf-8")
    (place / "good.ref.txt").write_text(FLAWED, encoding="utf-8")
    (place / "notes.md").write_text(FLAWED, encoding="utf-8")
    run("git", "add", ".", cwd=place)
    return place


# ---------------------------------------------------------------- pre-commit


def configured(place, hook, *args, **more):
    """Write the repository's configuration: our hook as it stands, from this environment."""
    own = {
        "language": "system",
        "entry": hook["entry"].replace("mt-harness", str(BIN / "mt-harness"), 1),
    }
    kept = {key: hook[key] for key in ("id", "name", "files", "exclude", "require_serial")}
    row = kept | own | {"args": list(args), "verbose": True} | more
    made = {"repos": [{"repo": "local", "hooks": [row]}]}
    (place / ".pre-commit-config.yaml").write_text(yaml.safe_dump(made), encoding="utf-8")


def hook(name):
    (found,) = [hook for hook in HOOKS if hook["id"] == name]
    return found


def precommit(place, tmp_path, seconds=280):
    home = {"PRE_COMMIT_HOME": str(tmp_path / "home")}
    command = [BIN / "pre-commit", "run", "--all-files"]
    return run(*command, cwd=place, seconds=seconds, **home)


def test_pre_commit_takes_our_hooks_for_hooks(tmp_path):
    done = run(
        BIN / "pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml", cwd=tmp_path
    )
    assert done.returncode == 0, done.stdout
    assert [hook["id"] for hook in HOOKS] == ["mt-artifacts", "mt-score"]


@pytest.mark.slow
def test_the_hook_finds_artifacts_in_what_is_committed(repository, tmp_path):
    configured(repository, hook("mt-artifacts"), "--fail-on", "major")
    done = precommit(repository, tmp_path)
    assert done.returncode == 1, done.stdout
    assert re.findall(r"^(\S+?):\d+:\d+: (\w+)", done.stdout, re.MULTILINE) == [
        ("bad.txt", "ENC101"),
        ("bad.txt", "FRM106"),
    ]
    (repository / "bad.txt").write_text(SOUND, encoding="utf-8")
    run("git", "add", ".", cwd=repository)
    assert precommit(repository, tmp_path).returncode == 0


@pytest.mark.slow
def test_the_hook_keeps_to_a_baseline(repository, tmp_path):
    configured(repository, hook("mt-artifacts"), "--fail-on", "minor", "--baseline", "b.json")
    accept = run(
        BIN / "mt-harness", "baseline", "accept", ".", "--baseline", "b.json", cwd=repository
    )
    assert accept.returncode == 0, accept.stderr
    assert precommit(repository, tmp_path).returncode == 0
    with (repository / "bad.txt").open("a", encoding="utf-8") as file:
        file.write("\nHe said it in in May.\n")
    run("git", "add", ".", cwd=repository)
    done = precommit(repository, tmp_path)
    assert done.returncode == 1
    assert "bad.txt:5:12: FRM106" in done.stdout


@pytest.mark.slow
def test_the_hook_judges_scores_and_never_passes_what_it_did_not_measure(repository, tmp_path):
    (repository / "good.ref.txt").write_text(SOUND, encoding="utf-8")
    (repository / ".gitignore").write_text(".mt-harness/\n", encoding="utf-8")
    (repository / "bad.txt").unlink()
    run("git", "add", "-A", ".", cwd=repository)
    for limit, code in ((90, 0), (101, 1)):
        configured(repository, hook("mt-score"), "--min-score", f"chrf={limit}")
        done = precommit(repository, tmp_path)
        assert done.returncode == code, done.stdout
    (repository / "good.ref.txt").unlink()
    run("git", "add", "-A", ".", cwd=repository)
    configured(repository, hook("mt-score"), "--min-score", "chrf=90")
    done = precommit(repository, tmp_path)
    assert done.returncode == 1
    assert "exit code: 3" in done.stdout


@pytest.mark.slow
@pytest.mark.network
@pytest.mark.timeout(900)  # pip fetches all that we depend on
def test_the_hook_installs_itself_from_the_repository(repository, tmp_path):
    # As pre-commit does it for everybody: clone at a revision, pip install, run.
    revision = run("git", "rev-parse", "HEAD", cwd=ROOT)
    if revision.returncode:
        pytest.skip("this is no git checkout")
    row = {"id": "mt-artifacts", "args": ["--fail-on", "major"]}
    made = {"repos": [{"repo": str(ROOT), "rev": revision.stdout.strip(), "hooks": [row]}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(made), encoding="utf-8")
    done = precommit(repository, tmp_path, seconds=840)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "bad.txt:1:10: ENC101 major" in done.stdout


# ---------------------------------------------------------------- the action


def step(name, place, tmp_path, **given):
    """Run one of the action's shell steps as the runner does, with these inputs."""
    (found,) = [step for step in ACTION["runs"]["steps"] if step["name"] == name]
    values = {key: row.get("default", "") for key, row in ACTION["inputs"].items()} | given
    assert not given.keys() - ACTION["inputs"].keys()
    env = {
        key: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda named: values[named[1]], value)
        for key, value in found["env"].items()
    }
    assert "${{" not in found["run"], "what a user gives is never text of a script"
    for name in ("output", "summary"):
        (tmp_path / name).touch()
    env |= {
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        "RUNNER_TEMP": str(tmp_path),
    }
    # How the runner calls `shell: bash`.
    return run(
        "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", found["run"], cwd=place, **env
    )


@pytest.fixture
def texts(tmp_path):
    place = tmp_path / "work"
    (place / "new texts").mkdir(parents=True)
    (place / "new texts" / "bad.txt").write_text(FLAWED, encoding="utf-8")
    (place / "good.txt").write_text(SOUND, encoding="utf-8")
    return place


def annotations(out):
    """Return level, file and line of the annotations in an output, read as the runner reads it."""
    made = []
    for level, given in re.findall(r"^::(error|warning|notice) (.*?)::.*$", out, re.MULTILINE):
        fields = dict(part.split("=", 1) for part in given.split(","))
        if "file" in fields:  # the verdict stands on no line
            name = fields["file"].replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
            made.append((level, name, int(fields["line"])))
    return made


@pytest.mark.slow
def test_the_action_marks_lines_writes_a_summary_and_fails(texts, tmp_path):
    done = step(
        *("Check translations", texts, tmp_path),
        paths="new texts\ngood.txt\n",
        args="--fail-on 'major' --ignore names",
        sarif="out.sarif",
    )
    assert done.returncode == 1, done.stderr
    assert annotations(done.stdout) == [
        ("warning", "new texts/bad.txt", 1),
        ("notice", "new texts/bad.txt", 3),
    ]
    assert "exit-code=1" in (tmp_path / "output").read_text(encoding="utf-8")
    assert "ENC101" in (tmp_path / "summary").read_text(encoding="utf-8")
    sarif = json.loads((texts / "out.sarif").read_text(encoding="utf-8"))
    assert {r["ruleId"] for r in sarif["runs"][0]["results"]} == {"ENC101", "FRM106"}


def test_the_action_passes_clean_texts_and_writes_what_was_asked(texts, tmp_path):
    done = step("Check translations", texts, tmp_path, paths="good.txt", summary="false")
    assert (done.returncode, annotations(done.stdout)) == (0, [])
    assert (tmp_path / "summary").read_text(encoding="utf-8") == ""
    assert (tmp_path / "output").read_text(encoding="utf-8") == "exit-code=0\n"


@pytest.mark.slow
def test_the_action_scores_into_a_run_folder(texts, tmp_path):
    (texts / "good.ref.txt").write_text(SOUND, encoding="utf-8")
    given = {"paths": "good.txt", "command": "run"}
    done = step("Check translations", texts, tmp_path, args="--min-score chrf=90", **given)
    assert done.returncode == 0, done.stderr
    outputs = dict(line.split("=") for line in (tmp_path / "output").read_text().splitlines())
    assert (Path(outputs["report"]) / "report.html").is_file()
    done = step("Check translations", texts, tmp_path, args="--max-score ter=0 -m comet", **given)
    assert done.returncode in (2, 3)


def test_what_is_given_to_the_action_is_no_script(texts, tmp_path):
    (texts / "$(touch x).txt").write_text(FLAWED, encoding="utf-8")
    done = step(
        *("Check translations", texts, tmp_path),
        paths="$(touch x).txt\n; touch y",
        args="--ignore '$(touch z)'",
    )
    assert done.returncode == 2
    assert {path.name for path in texts.iterdir()} == {"new texts", "good.txt", "$(touch x).txt"}


def test_the_action_installs_nothing_where_it_is_told_so(texts, tmp_path):
    done = step("Install mt-harness", texts, tmp_path, install="")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("mt-harness ")


def test_every_input_of_the_action_is_used_and_said():
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    for name, row in ACTION["inputs"].items():
        assert f"inputs.{name} }}}}" in text
        assert row["description"]


# ---------------------------------------------------------------- what the page on pipelines shows


def shown(title):
    """Return the first YAML block below a heading of docs/ci.md."""
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8").split(f"\n## {title}\n")[1]
    return yaml.safe_load(page.split("```yaml\n")[1].split("```")[0])


@pytest.mark.slow
def test_the_gitlab_job_writes_its_reports_and_fails_by_its_last_command(tmp_path):
    job = shown("GitLab")["translations"]
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "bad.txt").write_text(FLAWED, encoding="utf-8")
    (tmp_path / "mt-harness.toml").write_text('fail-on = "major"\n', encoding="utf-8")
    script = [line for line in job["script"] if not line.startswith("pip ")]
    codes = [run("bash", "-c", line, cwd=tmp_path).returncode for line in script]
    assert codes == [0] * (len(script) - 1) + [1]
    reports = {name: (tmp_path / path) for name, path in job["artifacts"]["reports"].items()}
    assert len(json.loads(reports["codequality"].read_text(encoding="utf-8"))) == 2
    assert "ENC101" in reports["junit"].read_text(encoding="utf-8")


def test_the_pre_commit_block_names_our_hooks_and_options():
    (row,) = shown("pre-commit")["repos"]
    assert [hook["id"] for hook in row["hooks"]] == [hook["id"] for hook in HOOKS]


# ---------------------------------------------------------------- the plugin

TESTS = """
from pathlib import Path
from harness.testing import assert_translation as plain


def test_sound(assert_translation):
    assert_translation("They went to the port.", language="en")


def test_flawed(assert_translation):
    assert_translation("They went to to the port.", language="en")


def test_file(assert_translation):
    assert_translation(Path("bad.txt"))


def test_plain():
    plain("They went to to the port.", language="en")
"""


def outcomes(place, *arguments):
    done = run(
        *(sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", "test_texts.py"),
        *arguments,
        cwd=place,
    )
    words = re.findall(r"^(\w+) test_texts.py::(\w+)", done.stdout, re.MULTILINE)
    return {name: word for word, name in words}, done


@pytest.mark.slow
def test_the_plugin_follows_its_options_and_the_configuration(tmp_path):
    (tmp_path / "test_texts.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "bad.txt").write_text(FLAWED, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    found, done = outcomes(tmp_path)
    assert found == {
        "test_sound": "PASSED",
        "test_flawed": "FAILED",
        "test_file": "FAILED",
        "test_plain": "FAILED",
    }
    assert "bad.txt:1:10: ENC101 major" in done.stdout
    (tmp_path / "mt-harness.toml").write_text('ignore = ["ENC101"]\nfail-on = "major"\n')
    found, _ = outcomes(tmp_path)
    assert [name for name, word in found.items() if word != "PASSED"] == ["test_plain"]
    found, _ = outcomes(tmp_path, "--mt-fail-on", "minor", "-k", "flawed")
    assert found == {"test_flawed": "FAILED"}
