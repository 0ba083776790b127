"""The cache: found again by content, shared by processes, bounded, and never a reason to fail."""

import os
import pickle
import random
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from harness import cache as module
from harness.cache import Cache, cache_folder, size_limit

WAY = {"language": "en"}


@pytest.fixture
def cache(tmp_path):
    made = Cache(tmp_path / "cache")
    yield made
    made.close()


def path(cache):
    assert cache.path is not None
    return cache.path


def shelf(cache, engine="engine", version="1", settings=WAY):
    return cache.shelf(engine, version, settings)


def test_what_was_put_is_found_by_every_part_of_its_key(cache):
    shelf(cache).put_many({"a": b"1", "": b"", "\ud800 é": b"\x00\xff"})
    assert shelf(cache).get_many(["", "a", "b", "a", "\ud800 é"]) == (
        b"",
        b"1",
        None,
        b"1",
        b"\x00\xff",
    )
    for other in (
        shelf(cache, engine="engin", version="e1"),
        shelf(cache, version="2"),
        shelf(cache, settings={}),
        shelf(cache, settings={"language": "de"}),
    ):
        assert other.get_many(["a"]) == (None,)


def test_the_order_of_settings_does_not_matter(cache):
    shelf(cache, settings={"a": 1, "b": [2]}).put_many({"x": b"1"})
    assert shelf(cache, settings={"b": [2], "a": 1}).get_many(["x"]) == (b"1",)


def test_more_than_one_question_holds(cache):
    texts = [f"text {n}" for n in range(2345)]
    shelf(cache).put_many({text: text.encode() for text in texts})
    assert shelf(cache).get_many(texts) == tuple(text.encode() for text in texts)
    assert cache.contents().results == {"engine": 2345}


def test_it_outlives_the_object_and_travels(cache, tmp_path):
    shelf(cache).put_many({"a": b"1"})
    for other in (Cache(tmp_path / "cache"), pickle.loads(pickle.dumps(cache))):
        assert shelf(other).get_many(["a"]) == (b"1",)
        other.close()


def test_none_keeps_nothing():
    none = Cache(None)
    shelf(none).put_many({"a": b"1"})
    assert shelf(none).get_many(["a"]) == (None,)
    assert none.contents().results == {}
    assert none.clear() == 0


def test_nothing_is_made_before_something_is_kept(cache):
    assert cache.contents().results == {}
    assert cache.clear() == 0
    assert not path(cache).parent.exists()


def test_cleared_it_is_empty_and_small(cache):
    shelf(cache).put_many({str(n): bytes(2000) for n in range(1000)})
    before = cache.contents().size
    assert cache.clear() == 1000
    assert shelf(cache).get_many(["1"]) == (None,)
    assert cache.contents().size < before / 20


def test_what_was_used_longest_ago_goes_first(tmp_path, monkeypatch):
    hours = iter(range(10**6))
    monkeypatch.setattr(module, "_hour", lambda: next(hours))
    cache = Cache(tmp_path, limit=400_000)
    value = bytes(1000)
    for n in range(250):
        shelf(cache).put_many({str(n): value})
        assert shelf(cache).get_many(["0"]) == (value,)  # asked for again and again
    shelf(cache).put_many({f"more {n}": value for n in range(100)})
    kept = shelf(cache).get_many([str(n) for n in range(250)])
    assert kept[0] == value
    assert kept[1] is None
    assert shelf(cache).get_many(["more 99"]) == (value,)
    cache.close()


def test_it_stays_within_its_size(tmp_path):
    cache = Cache(tmp_path, limit=2_000_000)
    dice = random.Random(1)
    for n in range(60):
        shelf(cache).put_many({f"{n} {m}": dice.randbytes(900) for m in range(100)})
    assert shelf(cache).get_many(["59 99"]) != (None,)
    cache.close()  # the log goes into the file
    assert path(cache).stat().st_size < 3_000_000
    assert 1000 < cache.contents().results["engine"] < 2_200
    cache.close()


def test_a_damaged_entry_is_dropped_and_the_others_stay(cache):
    shelf(cache).put_many({"a": b"right", "b": b"right"})
    cache.close()
    db = sqlite3.connect(path(cache))
    with db:
        (first,) = db.execute("SELECT key FROM result LIMIT 1").fetchone()
        db.execute("UPDATE result SET value = ? WHERE key = ?", (b"wrong", first))
    db.close()
    assert set(shelf(cache).get_many(["a", "b"])) == {None, b"right"}
    assert cache.contents().results == {"engine": 1}
    assert cache.trouble is None


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_file_is_never_more_than_a_miss(tmp_path, seed):
    dice = random.Random(seed)
    cache = Cache(tmp_path)
    texts = {f"text {n}": dice.randbytes(dice.randrange(300)) for n in range(400)}
    shelf(cache).put_many(texts)
    cache.close()
    raw = bytearray(path(cache).read_bytes())
    if seed == 0:
        raw = bytearray(b"this is no database at all" * 100)
    elif seed == 1:
        raw = raw[: len(raw) // 2]
    elif seed == 2:
        raw = raw[:100]
    for _ in range(dice.choice((1, 20, 2000))):
        raw[dice.randrange(len(raw))] = dice.randrange(256)
    path(cache).write_bytes(raw)
    for text, found in zip(texts, shelf(cache).get_many(list(texts)), strict=True):
        assert found in (None, texts[text])
    shelf(cache).put_many(texts)
    assert cache.trouble is None
    assert shelf(cache).get_many(list(texts)) == tuple(texts.values())
    cache.close()


def test_a_place_that_cannot_be_used_turns_it_off(tmp_path):
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file")
    shelf(cache).put_many({"a": b"1"})
    assert shelf(cache).get_many(["a"]) == (None,)
    assert "file" in (cache.trouble or "")


def test_a_full_disk_turns_it_off(cache, monkeypatch):
    shelf(cache).put_many({"a": b"1"})
    # SQLite's own limit on the pages of a file ends in the error that a full disk gives.
    pages = cache._connection.execute("PRAGMA page_count").fetchone()[0]
    cache._connection.execute(f"PRAGMA max_page_count = {pages}")
    shelf(cache).put_many({str(n): bytes(9000) for n in range(50)})
    assert "full" in (cache.trouble or "")
    again = Cache(path(cache).parent)
    assert shelf(again).get_many(["a", "1"]) == (b"1", None)
    again.close()


WORK = """
import sys
from pathlib import Path
from harness.cache import Cache
cache, name = Cache(Path(sys.argv[1])), sys.argv[2]
shelf = cache.shelf("engine", "1", {})
print("begun", flush=True)
for turn in range(int(sys.argv[3])):
    texts = [f"{turn} {n}" for n in range(20)]
    known = shelf.get_many(texts)
    assert all(value in (None, text.encode()) for text, value in zip(texts, known)), known
    shelf.put_many({text: text.encode() for text in texts})
assert cache.trouble is None, cache.trouble
"""


def worker(folder, name, turns):
    return subprocess.Popen(
        [sys.executable, "-c", WORK, str(folder), name, str(turns)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
def test_several_processes_at_once(tmp_path):
    started = [worker(tmp_path, str(n), 150) for n in range(4)]
    assert [one.communicate(timeout=120)[1] for one in started] == [""] * 4
    cache = Cache(tmp_path)
    assert cache.contents().results == {"engine": 3000}
    cache.close()


@pytest.mark.slow
def test_killed_while_it_writes_it_keeps_what_was_whole(tmp_path):
    for turn in range(3):
        one = worker(tmp_path, "x", 10**6)
        assert one.stdout.readline() == "begun\n"
        time.sleep(0.1 + 0.1 * turn)
        os.kill(one.pid, signal.SIGKILL)
        one.communicate()
    last = worker(tmp_path, "y", 20)
    assert last.communicate(timeout=60)[1] == ""


def test_the_folder_and_the_size_can_be_named(monkeypatch, tmp_path):
    monkeypatch.setenv("MT_HARNESS_CACHE", str(tmp_path / "here"))
    assert cache_folder() == tmp_path / "here"
    monkeypatch.delenv("MT_HARNESS_CACHE")
    assert "mt-harness" in str(cache_folder())
    assert size_limit() == 1_000_000_000
    monkeypatch.setenv("MT_HARNESS_CACHE_MB", "7")
    assert size_limit() == 7_000_000
