"""`-j`, error rows, progress and interrupts, as users and pipelines meet them."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

CORPORA = Path(__file__).parents[2] / "corpora"
SOUND = "Rain fell on the valley for three days without a break.\n"


def command(*arguments, cwd):
    return subprocess.run(
        [sys.executable, "-m", "harness", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env=os.environ | {"PYTHONPATH": str(CORPORA.parent)},
    )


def fill(folder, copies):
    """Lay out articles with findings, a reference here and there, and one long article."""
    flawed = [
        *sorted((CORPORA / "negative" / "en").glob("*.txt"))[:8],
        CORPORA / "idlib-2019-12-27.txt",
    ]
    for copy in range(copies):
        place = folder / f"{copy:02}"
        place.mkdir(parents=True)
        for path in flawed:
            shutil.copy(path, place)
        reference = CORPORA / "idlib-2019-12-27.ref.txt"
        if copy % 2:
            shutil.copy(reference, place)
    texts = [path.read_text(encoding="utf-8") for path in flawed]
    (folder / "long.txt").write_text("\n\n".join(texts * 2), encoding="utf-8")


@pytest.fixture
def mixed(tmp_path):
    """Two articles that can be read, one in another encoding, one with a sidecar in it."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a", "c", "d"):
        (folder / f"{name}.txt").write_text(SOUND, encoding="utf-8")
    (folder / "b.txt").write_bytes(b"one\ncaf\xe9\n")
    (folder / "d.ref.txt").write_bytes(b"caf\xe9\n")
    return tmp_path


@pytest.mark.slow
def test_the_number_of_processes_changes_no_byte(tmp_path):
    fill(tmp_path / "in", 9)
    assert sum(len(p.read_text("utf-8")) for p in (tmp_path / "in").rglob("*.txt")) > 200_000
    for jobs in (1, 2):
        done = command("run", "in", "-o", f"out{jobs}", "-j", jobs, "--no-fail", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    one, two = tmp_path / "out1", tmp_path / "out2"
    report = json.loads((one / "report.json").read_text(encoding="utf-8"))
    assert len(report["documents"]) == 82
    assert report["totals"]["findings"] > 9 and report["totals"]["scores"]
    files = {p.relative_to(one) for p in one.rglob("*") if p.is_file()}
    assert files == {p.relative_to(two) for p in two.rglob("*") if p.is_file()}
    for name in files - {Path("run.json")}:
        assert (one / name).read_bytes() == (two / name).read_bytes(), name


def test_a_file_that_cannot_be_read_is_a_row_and_exit_2(mixed):
    done = command("check", "in", "-f", "json", "-j", 2, cwd=mixed)
    assert done.returncode == 2
    report = json.loads(done.stdout)
    assert [d["document"] for d in report["documents"]] == ["a", "c"]
    assert [(row["document"], row["path"]) for row in report["failed"]] == [
        ("b", "in/b.txt"),
        ("d", "in/d.txt"),
    ]
    assert report["failed"][0]["why"].startswith("H302 2:4: byte 0xe9 is not UTF-8.")
    assert report["failed"][1]["why"].startswith("H302 d.ref.txt:1:4: byte 0xe9 is not UTF-8.")
    assert done.stderr.splitlines()[0].startswith("mt-harness: in/b.txt: H302 2:4: byte 0xe9")


@pytest.mark.slow
def test_going_on_leaves_it_out_of_the_exit_code_alone(mixed):
    done = command("check", "in", "--keep-going", "-q", cwd=mixed)
    assert done.returncode == 0
    assert [line.split(":")[1] for line in done.stderr.splitlines()] == [" in/b.txt", " in/d.txt"]


@pytest.mark.slow
def test_nothing_that_could_be_read_never_passes(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_bytes(b"\xff\xfe")
    assert command("check", ".", "--keep-going", cwd=tmp_path).returncode == 2
    assert command("run", ".", "-o", "out", "-q", cwd=tmp_path).returncode == 2
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert (len(report["failed"]), report["documents"]) == (2, [])


@pytest.mark.slow
def test_the_pages_show_what_failed_and_no_absolute_path(mixed):
    done = command("run", mixed / "in", "-o", "out", cwd=mixed)
    assert done.returncode == 2
    assert "b.txt: H302 2:4" in done.stdout.replace("\n    ", " ")
    index = (mixed / "out" / "index.html").read_text(encoding="utf-8")
    assert "byte 0xe9 is not UTF-8" in index
    for name in ("index.html", "report.json"):
        assert str(mixed) not in (mixed / "out" / name).read_text(encoding="utf-8")


@pytest.mark.slow
def test_no_processes_at_all_is_refused(mixed):
    done = command("check", "in", "-j", 0, cwd=mixed)
    assert done.returncode == 2
    assert "-j" in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("wait_s", [0.9, 2.0])
def test_an_interrupt_ends_every_process_and_leaves_nothing(tmp_path, wait_s):
    fill(tmp_path / "in", 60)
    before = sorted(path.name for path in tmp_path.iterdir())
    arguments = [sys.executable, "-m", "harness", "run", "in", "-o", "out", "-j", "2"]
    with subprocess.Popen(
        arguments,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env=os.environ | {"PYTHONPATH": str(CORPORA.parent)},
    ) as running:
        time.sleep(wait_s)
        # As a terminal does it: to all processes at once.
        os.killpg(running.pid, signal.SIGINT)
        # Ends only when the last process that holds these pipes has ended.
        out, told = running.communicate(timeout=30)
    assert (running.returncode, out) == (130, b"")
    assert b"Traceback" not in told
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.slow
@pytest.mark.engine
def test_one_server_answers_for_many_documents_the_same(tmp_path, require_part):
    from harness.engines.languagetool.installation import find_installation

    require_part("LanguageTool", find_installation())
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(6):
        text = f"The mayor have {n + 2} offices.\n\nShe go there every day.\n"
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    told = [
        command("check", "in", "--lang", "en-GB", "--with", "languagetool", "-f", "json",
                "--min-confidence", "low", "-j", jobs, cwd=tmp_path)
        for jobs in (1, 3)
    ]  # fmt: skip
    assert told[0].returncode == told[1].returncode == 0, told[0].stderr
    assert told[0].stdout == told[1].stdout
    documents = json.loads(told[0].stdout)["documents"]
    assert all(any(f["rule"].startswith("LT:") for f in d["findings"]) for d in documents)
