"""A run over Ray, on a Ray of its own with two processes: the folder that a local run writes."""

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from harness import api
from harness.cluster import Cluster
from harness.config import RUN_METRICS, Settings
from harness.errors import EngineError, HarnessError
from harness.model.text import Document

WRONG = "The mayor& # 39;s office said that that the {n} boats had left on day {n}."
RIGHT = "The mayor's office said that the {n} boats had left on day {n}."
DOCUMENTS = 160
LINES = 20
COMMAND = [sys.executable, "-m", "harness", "run", "--lang", "en", "--no-fail", "-q", "-j", "2"]


@pytest.fixture
def batch(tmp_path):
    path = tmp_path / "batch.jsonl"
    rows = [
        {"document": f"d{n:03d}", "candidate": WRONG.format(n=n), "reference": RIGHT.format(n=n)}
        for n in range(DOCUMENTS)
        for _ in range(LINES)
    ]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "run.json"
    }


def started(batch, out, *more):
    return subprocess.Popen(
        [*COMMAND, str(batch), "-o", str(out), *more],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        stderr=subprocess.PIPE,
        text=True,
    )


def tree(root):
    """All processes that came of one, by number with their titles."""
    parents, titles = {}, {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(place.name)] = int(
                (place / "stat").read_text().rpartition(")")[2].split()[1]
            )
            titles[int(place.name)] = (place / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
    found = [root]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return {one: titles.get(one, "") for one in found}


def killed(running, out):
    """Kill one of the two that work, once there are results; return how many there were."""
    results = out.with_name(f"{out.name}.partial") / "cluster" / "out"
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline and running.poll() is None:
        working = [one for one, title in tree(running.pid).items() if "MapWorker" in title]
        done = list(results.glob("*.parquet"))
        if done and len(working) == 2:
            os.kill(working[0], signal.SIGKILL)
            return len(done)
        time.sleep(0.02)
    return 0


@pytest.mark.slow
@pytest.mark.engine
@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_a_cluster_writes_the_folder_of_a_local_run_also_when_it_loses_a_process(
    batch, tmp_path, require_part
):
    require_part("Ray", importlib.util.find_spec("ray"))
    with started(batch, tmp_path / "local") as local:
        _, said = local.communicate()
    assert (local.returncode, said) == (0, "")
    with started(batch, tmp_path / "spread", "--cluster", "ray") as spread:
        assert killed(spread, tmp_path / "spread")
        _, said = spread.communicate()
    assert spread.returncode == 0, said
    assert files(tmp_path / "spread") == files(tmp_path / "local")
    assert "Traceback" not in said


def test_without_ray_the_message_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.setitem(sys.modules, "ray.data", None)
    document = Document(id="a", text="It rained.\n", language="en")
    with pytest.raises(EngineError, match=r"H540.*mt-harness\[ray\]"):
        api.run_into(
            tmp_path / "out",
            (document,),
            Settings(metrics=RUN_METRICS),
            cluster=Cluster(workers=1),
        )
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("spark", None, None, 2), 'unknown "spark"'),
        ((None, "auto", None, 2), "there is no cluster"),
        ((None, None, 1.0, 2), "there is no cluster"),
    ],
)
def test_options_that_do_not_fit_are_refused(given, said):
    from harness.cli.spread import cluster

    with pytest.raises(HarnessError, match=said):
        cluster(*given)
