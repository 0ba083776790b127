"""`mt-harness fix`: only what is safe, nothing twice, and every other byte as it was."""

import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from harness.cli import app
from harness.config import Settings
from harness.errors import HarnessError
from harness.fix import diff, fix, fixable, write
from harness.model.text import Document
from harness.read import read_paths
from harness.replacing import replace_file
from harness.rules import RULES

CORPORA = Path(__file__).parent.parent / "corpora"
DAMAGED = "The mayor& # 39; s office , they said, was shut.\n\nThey went to to the  port.\n"
MENDED = "The mayor's office, they said, was shut.\n\nThey went to the port.\n"


def fixed(text, settings=None, **more):
    document = Document(id="a", text=text, language="en", **more)
    return fix(document, settings or Settings())


def run(*arguments):
    done = CliRunner().invoke(app, ["fix", *map(str, arguments)])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


# ---------------------------------------------------------------- what is mended


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (DAMAGED, MENDED),
        ("The cafÃ© on the quay is shut.", "The café on the quay is shut."),
        ("Boats wait&amp;nbsp;here.", "Boats wait here."),
        ("The mayor&amp;#8217;s office was shut.", "The mayor’s office was shut."),
    ],
)
def test_damage_is_mended_however_deep(text, mended):
    assert fixed(text).after == mended


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell on the valley for three days.",
        "We can-8217-t taste a poem.",  # can't or cant: nobody knows
        "Write &lt;b&gt; for bold.",
        "A new bridge\nbridge was built.",
        "In Walla Walla the band played a very very long set.",
    ],
)
def test_what_is_not_sure_is_left_alone(text):
    assert fixed(text).after == text


def test_clean_prose_is_left_alone():
    documents = read_paths(sorted((CORPORA / "negative").rglob("*.txt")))
    assert len(documents) > 1
    for document in documents:
        assert fix(document, Settings()).after == document.text


@pytest.mark.parametrize(
    "rule", [r for r in RULES if r.safe_from is not None], ids=lambda r: r.code
)
def test_good_examples_of_safe_rules_are_left_alone_by_them(rule):
    for good in rule.good:
        document = Document(id="a", text=good.text, language=good.language)
        assert fix(document, Settings(select=(rule.code,))).after == good.text


def test_a_selection_narrows_what_is_mended():
    assert fixed("to to the  port", Settings(select=("FRM110",))).after == "to to the port"
    assert fixed(DAMAGED, Settings(ignore=("ENC", "FRM"))).after == DAMAGED


def test_what_was_dismissed_is_left_alone(here):
    (here / "a.txt").write_text(DAMAGED, encoding="utf-8")
    (here / "a.ignore.toml").write_text(
        '[[dismiss]]\nrule = "doubled-word"\nreason = "a quotation"\n', encoding="utf-8"
    )
    run("a.txt", "--write")
    assert "They went to to the port." in (here / "a.txt").read_text(encoding="utf-8")


def test_what_another_rule_leads_and_was_dismissed_is_left_alone(here):
    # FRM107 leads, and FRM106 would mend a part of it.
    text = "The end of the of the the pier fell.\n"
    path = here / "a.txt"
    path.write_text(text, encoding="utf-8")
    (here / "a.ignore.toml").write_text(
        '[[dismiss]]\nrule = "doubled-phrase"\nreason = "a quotation"\n', encoding="utf-8"
    )
    assert run("a.txt", "--lang", "en").exit_code == 0


def test_what_the_reference_says_as_well_is_left_alone():
    text = "The sign said that they went to to the port before it was shut."
    assert fixed(text).after != text
    assert fixed(text, references=(text,)).after == text


# ---------------------------------------------------------------- twice is once

PIECES = st.sampled_from(
    [
        *("to to", "the the the", "had had", "and and", "port", " ,", "  ", " .", ".", "&", ";"),
        *("& # 39; s", "&amp;nbsp;", "&amp;amp;#39;", "&quot;", "quot;", "-39-", "Ã©", "â€™"),
        *("\n\n", "\r\n"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=14).map(" ".join)


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_fixing_twice_changes_nothing_more(text):
    once = fixed(text).after
    assert fixed(once).after == once
    assert once.count("\n") == text.count("\n")
    assert once.count("\r") == text.count("\r")


def test_marked_articles_come_to_rest_and_lose_what_was_mended():
    documents = read_paths((CORPORA / "idlib-2019-12-27.txt",))
    (made,) = [fix(document, Settings()) for document in documents]
    assert made.taken
    again = Document(id="a", text=made.after, references=documents[0].references)
    assert fix(again, Settings()).after == made.after


# ---------------------------------------------------------------- files


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_mark_line_ends_mode_and_link_stay(here, mark, end):
    target, link = here / "target.txt", here / "a.txt"
    target.write_bytes(mark + DAMAGED.replace("\n", end).encode())
    target.chmod(0o640)
    link.symlink_to(target)
    assert run("a.txt", "--write").exit_code == 0
    assert target.read_bytes() == mark + MENDED.replace("\n", end).encode()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert link.is_symlink()
    assert [path.name for path in here.iterdir()].count("a.txt") == 1
    assert {path.name for path in here.iterdir()} == {"a.txt", "target.txt"}


def test_the_diff_is_one_that_other_tools_apply(here):
    if shutil.which("git") is None:
        pytest.skip("not on this machine: git")
    for name, text in (("a.txt", DAMAGED), ("b.txt", "It went to to the port\u2028.")):
        (here / name).write_text(text, encoding="utf-8", newline="")
    done = run("a.txt", "b.txt")
    assert done.exit_code == 1
    assert (here / "a.txt").read_text(encoding="utf-8") == DAMAGED
    (here / "all.diff").write_text(done.stdout, encoding="utf-8", newline="")
    subprocess.run(["git", "apply", "-p0", "all.diff"], cwd=here, check=True)
    assert (here / "a.txt").read_text(encoding="utf-8") == MENDED
    assert (here / "b.txt").read_text(encoding="utf-8") == "It went to the port\u2028."
    assert run("a.txt", "b.txt").exit_code == 0


def test_exit_codes(here):
    (here / "a.txt").write_text(DAMAGED, encoding="utf-8")
    (here / "bad.txt").write_bytes(b"caf\xe9")
    assert run("a.txt").exit_code == 1
    assert run("a.txt", "--write").exit_code == 0
    assert run("a.txt").exit_code == 0
    assert run(".").exit_code == 2
    with pytest.raises(HarnessError, match="H210"):
        run("a.txt", "--baseline", "none.json")


def test_rows_of_a_file_are_left_alone_and_said_so(here):
    rows = '{"document": "1", "candidate": "They went to to the port."}\n'
    (here / "rows.jsonl").write_text(rows, encoding="utf-8")
    done = run("rows.jsonl", "--write")
    assert done.exit_code == 0
    assert "rows.jsonl: left alone" in done.stderr
    assert (here / "rows.jsonl").read_text(encoding="utf-8") == rows


def test_a_file_that_changed_meanwhile_is_not_written(here):
    path = here / "a.txt"
    path.write_text(DAMAGED, encoding="utf-8")
    (document,) = read_paths((path,))
    made = fix(document, Settings())
    assert fixable(document) == path
    path.write_text("Somebody else was here.\n", encoding="utf-8")
    assert fixable(document) is None
    with pytest.raises(HarnessError, match="H321"):
        write(made, path)
    assert path.read_text(encoding="utf-8") == "Somebody else was here.\n"


def test_what_cannot_be_written_is_told(here):
    with pytest.raises(HarnessError, match="H406"):
        replace_file(here / "none" / "a.txt", b"x")
    assert list(here.iterdir()) == []


def test_nothing_to_mend_is_an_empty_diff():
    assert diff(fixed("Rain fell."), Path("a.txt")) == ""
