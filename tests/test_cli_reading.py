"""The options that say how input is read reach the reader, and what was left out is told."""

import gzip
import json

import pytest
from typer.testing import CliRunner

from harness.cli import app

XLIFF = """<xliff version="1.2"><file original="a" target-language="en"><body>
<trans-unit id="1"><target>The mayor left.</target></trans-unit>
<trans-unit id="2"><target state="new">The mayor& # 39;s office shut.</target></trans-unit>
</body></file></xliff>""".replace("& #", "&amp; #")


@pytest.fixture
def check(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        return CliRunner().invoke(app, ["check", "--no-fail", "-q", *arguments])

    return run


def test_states_decide_what_is_checked_and_the_rest_is_told(check, tmp_path):
    (tmp_path / "a.xlf").write_text(XLIFF, encoding="utf-8")
    (document,) = json.loads(check("a.xlf", "-f", "json").stdout)["documents"]
    assert document["findings"] == []
    assert document["skipped"][0]["what"] == "fuzzy units (1)"
    done = check("a.xlf", "--states", "translated,fuzzy")
    column = XLIFF.splitlines()[2].index("&amp; # 39;") + 1
    assert done.stdout.startswith(f"a.xlf:3:{column}: ENC101 ")


def test_columns_and_format_are_said_by_hand(check, tmp_path):
    (tmp_path / "a.dat").write_text("x\tThe mayor& # 39;s office\n", encoding="utf-8")
    done = check("a.dat", "--input-format", "tsv", "--columns", "source,candidate")
    assert done.stdout.startswith("a.dat:1:12: ENC101 ")


def test_standard_input_may_be_packed(check, monkeypatch):
    raw = gzip.compress(b'{"candidate": "The mayor& # 39;s office"}')
    done = CliRunner().invoke(app, ["check", "--no-fail", "-q", "-"], input=raw)
    assert done.stdout.startswith("stdin:1:25: ENC101 ")


def test_a_file_may_not_grow_beyond_the_limit(check, tmp_path):
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b" " * (2 << 20)))
    with pytest.raises(Exception, match="--max-input") as caught:
        CliRunner().invoke(app, ["check", "a.txt.gz", "--max-input", "1"], catch_exceptions=False)
    assert getattr(caught.value, "code", None) == "H313"


@pytest.mark.parametrize("option", ["--input-format", "--states"])
def test_an_unknown_word_is_refused(check, option, tmp_path):
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    with pytest.raises(Exception, match="is not one of its values") as caught:
        CliRunner().invoke(app, ["check", "a.txt", option, "nonsense"], catch_exceptions=False)
    assert getattr(caught.value, "code", None) == "H101"
