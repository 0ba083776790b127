"""`--changed-since` looks at what changed in git and at nothing else, whoever changed it."""

import json
import shutil
import subprocess

import pytest
from typer.testing import CliRunner

from harness.cli import app
from harness.errors import HarnessError
from harness.render.formats import RENDERERS

DOUBLED = "The boats left the the port of {n} on Monday.\n"
NAMES = ("a", "b", "c", "d")


def mt(*arguments):
    done = CliRunner().invoke(app, list(map(str, arguments)))
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def git(*arguments):
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path, monkeypatch, require_part):
    """Four articles with a doubled word each, committed, in a folder of a repository."""
    require_part("git", shutil.which("git"))
    monkeypatch.chdir(tmp_path)
    texts = tmp_path / "the texts"
    texts.mkdir()
    for name in NAMES:
        (texts / f"{name}.txt").write_text(DOUBLED.format(n=name.upper()), encoding="utf-8")
        (texts / f"{name}.ref.txt").write_text("The boats left.\n", encoding="utf-8")
    git("init")
    git("add", ".")
    git("commit", "-m", "all")
    return texts


def looked_at(*arguments):
    done = mt("check", *arguments, "-f", "json", "-q")
    return [one["document"] for one in json.loads(done.stdout)["documents"]]


def edited(path):
    path.write_text(path.read_text(encoding="utf-8") + "It rained.\n", encoding="utf-8")


def test_edited_added_and_renamed_files_and_those_of_edited_sidecars(repository):
    edited(repository / "a.txt")
    edited(repository / "b.ref.txt")
    shutil.copy(repository / "a.txt", repository / "né w.txt")
    git("mv", "the texts/d.txt", "the texts/e.txt")
    found = looked_at("the texts", "--changed-since", "HEAD")
    # d's reference, which stayed behind, belongs to nothing any more.
    assert found == ["a", "b", "e", "né w"]
    git("add", ".")
    git("commit", "-m", "more")
    assert looked_at("the texts", "--changed-since", "HEAD~1") == found
    assert looked_at("the texts", "--changed-since", "HEAD") == []


@pytest.mark.parametrize("sidecar", ["c.ref.txt", "c.src.txt", "c.ignore.toml"])
def test_a_sidecar_that_came_or_went(repository, sidecar):
    path = repository / sidecar
    if path.exists():
        path.unlink()
    elif path.suffix == ".toml":
        path.write_text('[[dismiss]]\nrule = "FRM106"\nreason = "so"\n', encoding="utf-8")
    else:
        path.write_text("Los barcos salieron.\n", encoding="utf-8")
    assert looked_at("the texts", "--changed-since", "HEAD") == ["c"]


def test_what_others_did_meanwhile_is_not_ours(repository):
    git("checkout", "-b", "ours")
    edited(repository / "a.txt")
    git("commit", "-am", "ours")
    git("checkout", "main")
    edited(repository / "b.txt")
    git("commit", "-am", "theirs")
    git("checkout", "ours")
    assert looked_at("the texts", "--changed-since", "main") == ["a"]


def test_only_what_changed_fails_the_gate(repository):
    severe = ("--fail-on", "minor", "-q")
    assert mt("check", "the texts", *severe).exit_code == 1
    assert mt("check", "the texts", *severe, "--changed-since", "HEAD").exit_code == 0
    edited(repository / "a.txt")
    done = mt("check", "the texts", *severe, "--changed-since", "HEAD")
    assert done.exit_code == 1
    assert "a.txt" in done.stdout
    assert "b.txt" not in done.stdout


@pytest.mark.parametrize("format", RENDERERS)
def test_nothing_changed_is_said_in_every_format(repository, format):
    for command in ("check", "run"):
        done = mt(command, "the texts", "--changed-since", "HEAD", "-f", format)
        assert done.exit_code == 0
        assert "nothing changed since HEAD" in done.stderr
        if format in ("json", "sarif", "gitlab"):
            json.loads(done.stdout)


def test_what_git_cannot_say_is_refused(repository, tmp_path_factory, monkeypatch):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "x.txt").write_text("It rained.\n", encoding="utf-8")

    def refused(*arguments, code="H123"):
        with pytest.raises(HarnessError) as caught:
            mt("check", *arguments)
        assert caught.value.code == code
        return str(caught.value)

    assert 'no commit "nowhere"' in refused("the texts", "--changed-since", "nowhere")
    assert "no commit" in refused("the texts", "--changed-since", "--all")
    assert "outside" in refused(elsewhere / "x.txt", "--changed-since", "HEAD")
    lines = ("-t", "the texts/a.txt")
    assert "beside -t" in refused(*lines, "--changed-since", "HEAD", code="H106")
    monkeypatch.chdir(elsewhere)
    assert "no git repository" in refused("x.txt", "--changed-since", "HEAD")
    monkeypatch.setenv("PATH", "")
    assert "not installed" in refused("x.txt", "--changed-since", "HEAD")
