"""What no metric may be computed of is refused before any work, whatever way it comes in."""

import json

import pytest
from typer.testing import CliRunner

from harness.cli import app, measuring, models
from harness.errors import HarnessError
from tests.refused import REFUSED


def command(verb, *arguments):
    return CliRunner().invoke(app, [verb, *map(str, arguments)])


@pytest.mark.parametrize("one", REFUSED, ids=lambda one: one.name)
def test_it_is_refused_with_its_place_before_anything_is_counted(one, tmp_path, monkeypatch):
    def never(*_, **__):
        raise AssertionError("work was begun")

    monkeypatch.setattr(measuring, "measured", never)
    # Whether a model is on this machine is not the question here.
    monkeypatch.setattr(models, "_found", lambda *_: None)
    refused = command("score", *one.write(tmp_path), "-m", one.metric).exception
    assert isinstance(refused, HarnessError), refused
    assert refused.code == one.code, refused
    assert one.place in refused.place and str(tmp_path) in refused.place


def test_words_that_other_readers_take_for_nothing_are_text(tmp_path):
    words = ("NaN", "nan", "NA", "null", "None", "1.50")
    table = "candidate,reference\n" + "".join(f"{word},{word}\n" for word in words)
    (tmp_path / "a.csv").write_text(table, encoding="utf-8")
    done = command("score", tmp_path / "a.csv", "-m", "chrf", "-f", "json")
    (score,) = json.loads(done.stdout)["scores"]
    assert (score["value"], score["count"]) == (100, len(words))


def test_what_counts_findings_alone_takes_segments_of_several_lines(tmp_path):
    (one,) = (one for one in REFUSED if one.name == "srt: a break")
    done = command("score", *one.write(tmp_path), "-m", "penalty", "-f", "json")
    assert done.exit_code == 0, done.output
    assert [score["metric"] for score in json.loads(done.stdout)["scores"]] == ["penalty"]
