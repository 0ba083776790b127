"""What pages tell to type ends as they say, section by section, each in a folder of its own."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from harness.cli import app

DOCS = Path(__file__).parent.parent / "docs"
COMMAND = re.compile(r"^(?: {4})?mt-harness (.+)$", re.MULTILINE)
SECTIONS = [
    ("accepting", "The baseline"),
    ("accepting", "Mending"),
    ("report", "Answering in the page"),
    ("report", "Systems and time"),
    ("ci", "Many jobs, one verdict"),
    ("ci", "Against the last run"),
]
DECIDED = """{"schema": "mt-harness/decisions/1", "decisions": [{"document": "a", "system": null,
"fingerprint": "5b31ffee4798213b", "rule": "ENC101", "text": "& # 39; ", "decision": "wrong",
"note": "", "corrected": null}]}"""
TEXTS = {
    "articles/a.txt": "The mayor& # 39;s office shut the port.\n",
    "articles/a.ref.txt": "The mayor's office closed the port.\n",
    "articles/es/b.txt": "Rain fell on the the valley.\n",
    "articles/es/b.ref.txt": "Rain fell on the valley.\n",
    "articles/fr/c.txt": "The boats are in the bay.\n",
    "articles/fr/c.ref.txt": "The boats lie in the bay.\n",
    "one.txt": "The port is shut.\n",
    "two.txt": "The port is open.\n",
    "ref.txt": "The port is closed.\n",
    "decisions.json": DECIDED,
}


def typed(*words):
    done = CliRunner().invoke(app, list(words))
    assert isinstance(done.exception, SystemExit | None), f"{words}: {done.exception}"
    return done


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """Articles, decisions, and the finished runs that pages speak of."""
    place = tmp_path_factory.mktemp("prepared")
    for name, text in TEXTS.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    articles, systems = str(place / "articles"), [str(place / f"{n}.txt") for n in ("one", "two")]
    lines = ["-t", systems[0], "-t", systems[1], "-r", str(place / "ref.txt")]
    for given, name in (([articles], "last-run"), (lines, "RUN")):
        assert typed("run", *given, "-q", "--no-fail", "-o", str(place / name)).exit_code == 0
    for name in ("may", "june"):
        shutil.copytree(place / "last-run", place / "reports" / name)
    return place


@pytest.mark.slow
@pytest.mark.parametrize(("page", "title"), SECTIONS)
def test_the_commands_of_a_section_run(page, title, prepared, tmp_path, monkeypatch):
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    text = (DOCS / f"{page}.md").read_text(encoding="utf-8").split(f"\n## {title}\n")[1]
    commands = COMMAND.findall(text.split("\n## ")[0])
    assert commands
    for line in commands:
        done = typed(*shlex.split(line.split(" > ")[0], comments=True))
        # Some of them find what is wrong with an article, and say so by 1; so few articles tell
        # nothing of a loss, which is 3.
        assert done.exit_code in (0, 1, 3), f"{line}: {done.output}"
        if done.exit_code == 3:
            assert "--against" in line and "inconclusive" in done.output
