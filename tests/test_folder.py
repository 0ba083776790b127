import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from harness import api, folder
from harness.config import RUN_METRICS, Settings
from harness.errors import HarnessError
from harness.model.text import Document

TEXT = "The mayor& # 39;s office shut the harbour on Monday.\n"
HOLD = """
import sys, time
from pathlib import Path
from harness import folder
with folder.opened(Path(sys.argv[1]), overwrite=True) as place:
    (place / "half").write_text("half")
    print("holding", flush=True)
    time.sleep(60)
"""


def written(out, *documents, settings=None, **options):
    given = documents or (
        Document(id="a", text=TEXT, references=("The mayor's office shut it.",), language="en"),
    )
    settings = settings or Settings(metrics=RUN_METRICS)
    api.run_into(out, given, settings, **options)


def files(out):
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}


def refused(code, out, **options):
    with pytest.raises(HarnessError) as caught, folder.opened(out, **options):
        pytest.fail("the work began")
    assert caught.value.code == code
    return str(caught.value)


@pytest.fixture
def holder(tmp_path):
    """A process that holds the run folder `out` and does not let go."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "out")], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "holding\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_one_document_gives_one_page(tmp_path):
    written(tmp_path / "out")
    assert files(tmp_path / "out").keys() == {
        "run.json",
        "report.json",
        "findings.parquet",
        "segments.parquet",
        "documents.parquet",
        "records.parquet",
        "ledger.json",
        "findings.csv",
        "report.html",
    }
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_several_documents_give_an_index_and_a_page_each(tmp_path):
    documents = [Document(id=name, text=TEXT, language="en") for name in ("x/a", "b")]
    written(tmp_path / "out", *documents)
    made = files(tmp_path / "out").keys()
    assert {"index.html", "articles/x/a.html", "articles/b.html"} <= made
    assert "report.html" not in made


def test_without_reference_or_metric_the_folder_is_as_whole(tmp_path):
    written(tmp_path / "out", Document(id="a", text=TEXT), settings=Settings())
    assert len(files(tmp_path / "out")) == 9


def test_the_same_run_gives_the_same_bytes(tmp_path):
    written(tmp_path / "one")
    written(tmp_path / "two")
    one, two = files(tmp_path / "one"), files(tmp_path / "two")
    del one["run.json"], two["run.json"]
    assert one == two


def test_no_other_file_holds_a_time_a_path_or_a_host(tmp_path, monkeypatch):
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr("platform.node", lambda: "host-of-this-test")
    written(tmp_path / "out", Document(id="a", text=TEXT, path=str(article)))
    made = files(tmp_path / "out")
    secrets = (str(tmp_path).encode(), b"host-of-this-test")
    assert all(secret in made["run.json"] for secret in secrets)
    del made["run.json"]
    assert not [name for name, raw in made.items() if any(secret in raw for secret in secrets)]


def test_run_json_says_how_to_make_it_again(tmp_path):
    import hashlib

    article = tmp_path / "a.txt"
    article.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    written(tmp_path / "out", Document(id="a", text=TEXT, path=str(article)))
    run = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert run["files"][0]["sha256"] == hashlib.sha256(article.read_bytes()).hexdigest()
    assert run["inputs"][0]["text"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert run["settings"]["min_confidence"] == "medium"
    assert run["started"] <= run["ended"]
    assert run["engines"] and run["rules"]


def test_over_a_thousand_documents_the_tables_hold_them(tmp_path, monkeypatch):
    monkeypatch.setattr("harness.render.json_report.MOST_DOCUMENTS", 1)
    written(tmp_path / "out", *(Document(id=n, text=TEXT, language="en") for n in "ab"))
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert report["documents"] == []
    assert all((tmp_path / "out" / name).is_file() for name in report["tables"].values())
    assert report["totals"]["documents"] == 2


def test_an_existing_run_is_refused_before_any_work(tmp_path):
    written(tmp_path / "out")
    before = files(tmp_path / "out")
    assert "--overwrite" in refused("H401", tmp_path / "out")
    assert files(tmp_path / "out") == before
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_overwrite_replaces_the_whole_folder(tmp_path):
    written(tmp_path / "out", *(Document(id=n, text=TEXT, language="en") for n in "ab"))
    written(tmp_path / "out", overwrite=True)
    assert "index.html" not in files(tmp_path / "out")
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_overwrite_leaves_alone_what_is_no_run_folder(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.txt").write_text("years of work", encoding="utf-8")
    refused("H403", out, overwrite=True)
    assert files(out) == {"thesis.txt": b"years of work"}


def test_overwrite_leaves_alone_a_file_of_that_name(tmp_path):
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    refused("H403", tmp_path / "out", overwrite=True)


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_an_error_leaves_nothing_half_written_and_the_old_folder_whole(tmp_path, error):
    written(tmp_path / "out")
    before = files(tmp_path / "out")
    with pytest.raises(error), folder.opened(tmp_path / "out", overwrite=True) as place:
        (place / "report.json").write_text("half", encoding="utf-8")
        raise error
    assert files(tmp_path / "out") == before
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_an_error_in_a_first_run_leaves_nothing(tmp_path):
    with pytest.raises(ValueError), folder.opened(tmp_path / "new" / "out"):
        raise ValueError
    assert not list((tmp_path / "new").iterdir())


def test_a_second_run_is_refused_and_told_who_holds_it(tmp_path, holder):
    told = refused("H402", tmp_path / "out")
    assert f"process {holder.pid}" in told
    assert (tmp_path / "out.partial" / "half").is_file(), "the other's work is untouched"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs POSIX signals")
def test_the_lock_of_a_dead_process_is_taken_over(tmp_path, holder):
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    assert (tmp_path / "out.partial" / "lock").is_file()
    written(tmp_path / "out")
    assert "half" not in files(tmp_path / "out")
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_resume_keeps_the_parts_of_a_dead_process_and_nothing_else(tmp_path, holder):
    holder.kill()
    holder.wait()
    part = tmp_path / "out.partial" / "parts" / "000000"
    part.mkdir(parents=True)
    with folder.opened(tmp_path / "out", resume=True) as place:
        assert not (place / "half").exists()
        assert (place / "parts" / "000000").is_dir()


def test_a_folder_set_aside_by_a_run_that_died_comes_back(tmp_path):
    written(tmp_path / "out")
    (tmp_path / "out").rename(tmp_path / "out.old.partial")
    refused("H401", tmp_path / "out")
    assert "report.json" in files(tmp_path / "out")


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    refused("H404", tmp_path / "file" / "out")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc")
def test_a_place_that_takes_no_folder_is_told_and_not_tried_for_ever():
    refused("H404", Path("/proc/self/out"))


def test_a_link_to_a_run_folder_stays_a_link(tmp_path):
    written(tmp_path / "real")
    (tmp_path / "latest").symlink_to(tmp_path / "real")
    written(tmp_path / "latest", overwrite=True)
    assert (tmp_path / "latest").is_symlink()
    assert "report.json" in files(tmp_path / "real")


def test_any_document_name_stays_inside(tmp_path):
    names = ["../up", "/abs", "..", "News", "news"]
    written(tmp_path / "out", *(Document(id=n, text=TEXT, language="en") for n in names))
    pages = [n for n in files(tmp_path / "out") if n.startswith("articles/")]
    assert len(pages) == len(names)
    assert [p.name for p in Path(tmp_path).iterdir()] == ["out"]
