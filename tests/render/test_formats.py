"""Every format from both commands: standard output holds it and nothing else."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as XML

import pytest
from typer.testing import CliRunner

from harness.cli import app
from harness.errors import HarnessError
from harness.render.formats import RENDERERS

FLAWED = "The mayor& # 39;s office was shut.\n\nVisitors read %MINIFYHTMLff15ad7cd58bb37cdb%.\n"

READABLE = {
    "text": lambda text: text.startswith("bad.txt:1:10: ENC101"),
    "console": lambda text: text.startswith("bad.txt\n\n1:10 major ENC101") and "  ^^^^^^" in text,
    "json": lambda text: json.loads(text)["schema"] == "mt-harness/report/1",
    "jsonl": lambda text: [json.loads(line)["segment"] for line in text.splitlines()] == [0, 1],
    "sarif": lambda text: json.loads(text)["version"] == "2.1.0",
    "junit": lambda text: XML.fromstring(text.encode()).tag == "testsuites",
    "github": lambda text: all(line.startswith("::") for line in text.splitlines()),
    "gitlab": lambda text: len(json.loads(text)) == 2,
    "markdown": lambda text: text.startswith("## "),
    "marot": lambda text: [len(line.split("\t")) for line in text.splitlines()] == [10, 10, 10],
    "xcomet-json": lambda text: [len(row["errors"]) for row in json.loads(text)["-"]] == [1, 1],
}


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.txt").write_text(FLAWED, encoding="utf-8")
    return tmp_path


def ran(*arguments):
    done = CliRunner().invoke(app, list(arguments))
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def test_there_is_a_reading_of_every_format():
    assert READABLE.keys() == RENDERERS.keys()


@pytest.mark.parametrize("format", RENDERERS)
def test_check_writes_the_format_alone(here, format):
    done = ran("check", "bad.txt", "-f", format, "--fail-on", "major")
    assert done.exit_code == 1
    assert READABLE[format](done.stdout)
    assert ("2 findings" in done.stderr) is (format == "text")


@pytest.mark.parametrize("format", RENDERERS)
def test_run_writes_the_format_alone_and_its_summary_apart(here, format):
    done = ran("run", "bad.txt", "-f", format, "--fail-on", "major", "-o", "out")
    assert done.exit_code == 1
    assert READABLE[format](done.stdout)
    assert "2 findings" in done.stderr
    assert (here / "out" / "report.html").exists()


def test_an_unknown_format_is_refused_with_the_nearest(here):
    for command in ("check", "run"):
        with pytest.raises(HarnessError, match="sarif"):
            ran(command, "bad.txt", "-f", "sarf")


DOCS = Path(__file__).parents[2] / "docs" / "ci.md"


def documented():
    """Return the commands of the page's examples, as far as they are ours."""
    text = DOCS.read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    return sorted(
        {found for block in blocks for found in re.findall(r"mt-harness check [\w -]+", block)}
    )


@pytest.mark.parametrize("command", documented())
def test_the_documented_commands_run(here, command):
    (here / "articles").mkdir()
    (here / "articles" / "bad.txt").write_text(FLAWED, encoding="utf-8")
    done = ran(*command.split()[1:])
    assert done.exit_code == 0
    assert "ENC101" in done.stdout


def test_the_page_lists_every_format():
    table = re.findall(r"^\| (`[a-z][a-z`, -]+) \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert {name.strip("` ") for row in table for name in row.split(",")} == RENDERERS.keys()
