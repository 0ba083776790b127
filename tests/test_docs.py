"""Pages made from code are fresh; what a page tells to type can be typed; its links lead on."""

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest
import typer.main
from typer.testing import CliRunner

from harness.cli import app
from harness.explain import catalogue
from harness.rules import RULES

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md"), ROOT / "corpora/README.md"])
# A command of a page, in a block of code or in a step of a pipeline; its exit code where not 0.
LINE = re.compile(r"^(?: {4}|\s*- |\s*- run: |)(?:\.venv/bin/)?mt-harness (.+?)$", re.MULTILINE)
RUN = re.compile(r"^    mt-harness (.+?)(?:  # exit (\d))?$", re.MULTILINE)

DECIDED = """{"schema": "mt-harness/decisions/1", "decisions": [{"document": "a", "system": null,
"fingerprint": "5b31ffee4798213b", "rule": "FRM106", "text": "the the", "decision": "right",
"note": "", "corrected": "the"}]}"""


def test_the_page_of_rules_is_what_make_docs_writes():
    written = (DOCS / "rules.md").read_text(encoding="utf-8")
    assert written == catalogue(RULES), "run `make docs`"


def typed():
    """Every command that a page names, less what a shell does with its output."""
    for page in PAGES:
        for line in LINE.findall(page.read_text(encoding="utf-8")):
            words = shlex.split(re.split(r" [|>]| \|\| ", line)[0], comments=True)
            yield pytest.param(words, id=f"{page.name}: {' '.join(words)[:60]}")


@pytest.mark.parametrize("words", tuple(typed()))
def test_every_command_of_a_page_has_its_options(words):
    command: click.Command = typer.main.get_command(app)
    while isinstance(command, click.Group):
        name = words.pop(0)
        if name.startswith("-"):
            break
        # Each is imported when it is called, so there is no list of them to look into.
        found = command.get_command(click.Context(command), name)
        assert found is not None, f"no command {name}"
        command = found
    known = {option for one in command.params for option in one.opts} | {"--help", "-h"}
    given = {word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)}
    assert given - known == set()


def options(command, context):
    """Every option of a command and of those below it."""
    found = {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            found |= options(below, context)
    return found


def test_every_option_that_a_page_names_is_one():
    command = typer.main.get_command(app)
    known = options(command, click.Context(command))
    # What pytest is given by our plugin, and pip.
    others = re.compile(r"--mt-|--no-deps")
    named = {
        (page.name, option)
        for page in PAGES
        if page != DOCS / "rules.md"
        for option in re.findall(r"`(--[a-z][a-z-]+)", page.read_text(encoding="utf-8"))
    }
    assert len(named) > 100
    assert [one for one in sorted(named) if one[1] not in known and not others.match(one[1])] == []


# The page of rules quotes links as examples of what they flag.
@pytest.mark.parametrize("page", sorted({*PAGES} - {DOCS / "rules.md"}), ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page):
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    there = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert [link for link in there if not (page.parent / link).exists()] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["concepts", "limits", "meta"])
def test_every_command_of_the_page_ends_as_it_says(name, tmp_path, monkeypatch):
    some = ("idlib-2019-12-27*.txt", "written/llm-*", "roundtrip/eo-lund*", "negative/de/*.txt")
    for pattern in some:
        for file in (ROOT / "corpora").glob(pattern):
            place = tmp_path / file.relative_to(ROOT)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, place)
    (tmp_path / "decisions.json").write_text(DECIDED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    commands = RUN.findall((DOCS / f"{name}.md").read_text(encoding="utf-8"))
    assert commands
    for line, code in commands:
        done = CliRunner().invoke(app, shlex.split(line))
        ended = {"HarnessError": 2, "EngineError": 3}.get(
            type(done.exception).__name__, done.exit_code
        )
        assert ended == int(code or 0), f"{line}: {done.output}"
