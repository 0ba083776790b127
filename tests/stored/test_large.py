"""A stored report of a million segments is judged at once: its texts are not read for it."""

import json
import os
import subprocess
import sys

import pyarrow as pa
import pytest
from pyarrow import parquet

from harness import __version__
from harness.render.json_report import SCHEMA
from harness.render.tables import TABLES

RULES = (("NAM301", "misspelt-name", "names"), ("FRM106", "doubled-word", "form"))


def large_run(folder, *, segments, each):
    """Write a run folder's tables as `run` would have left them, `each` segments a document.

    Every tenth segment has a finding.
    """
    folder.mkdir()
    count = segments // each
    names = [f"d{n:06d}" for n in range(count)]
    _documents(folder, names, each)
    _segments(folder, names, each)
    _findings(folder, names, each)
    record = pa.table({"document": names, "system": pa.nulls(count, pa.string()), "record": names})
    parquet.write_table(record, folder / "records.parquet")
    score = {"metric": "quality", "value": 70.0, "signature": "s", "count": segments}
    score |= {"higher_is_better": True, "system": None}
    report = {
        "schema": SCHEMA,
        "version": __version__,
        "engines": [{"name": "rules", "version": __version__}],
        "documents": [],
        "tables": {},
        "failed": [],
        "totals": {
            "documents": count,
            "segments": segments,
            "words": 20 * segments,
            "by_severity": {"critical": 0, "major": 0, "minor": segments // 10, "neutral": 0},
            "by_family": {},
            "by_cause": {},
            "by_rule": {},
            "findings_per_1000": 5.0,
            "accepted": 0,
            "unused": [],
            "alarms": [],
            "scores": [score],
            "skipped": [],
        },
        "verdict": {"exit_code": 0, "breaches": [], "unjudged": []},
    }
    (folder / "report.json").write_text(json.dumps(report), encoding="utf-8")


def _written(folder, name, columns, rows):
    known = TABLES[name]()
    more = {key: pa.float64() for key in columns if key not in known}
    schema = pa.schema([*known.items(), *more.items()])
    made = {
        field.name: pa.array(columns[field.name], field.type)
        if field.name in columns
        else pa.nulls(rows, field.type)
        for field in schema
    }
    table = pa.table(made, schema=schema)
    parquet.write_table(
        table, folder / f"{name}.parquet", compression="zstd", row_group_size=50_000
    )


def _documents(folder, names, each):
    left = [{"what": "NUM531", "why": "no source", "segments": None}]
    columns = {
        "document": names,
        "path": [f"news/{name}.txt" for name in names],
        "language": ["en"] * len(names),
        "source_language": ["es"] * len(names),
        "size": [20 * each] * len(names),
        "unit": ["words"] * len(names),
        "skipped": [left] * len(names),
        "quality": [70.0] * len(names),
    }
    _written(folder, "documents", columns, len(names))


def _segments(folder, names, each):
    rows = len(names) * each
    columns = {
        "document": [name for name in names for _ in range(each)],
        "segment": list(range(each)) * len(names),
        "reference": [f"The boat {n} left the port." for n in range(each)] * len(names),
        "quality": [60.0 + n % 20 for n in range(rows)],
    }
    _written(folder, "segments", columns, rows)


def _findings(folder, names, each):
    keys = [(name, place) for name in names for place in range(0, each, 10)]
    rules = [RULES[n % len(RULES)] for n in range(len(keys))]
    columns = {
        "document": [name for name, _ in keys],
        "segment": [place for _, place in keys],
        "rule": [rule for rule, _, _ in rules],
        "name": [name for _, name, _ in rules],
        "family": [family for _, _, family in rules],
        "severity": ["minor"] * len(keys),
        "confidence": ["high"] * len(keys),
        "group": [f"{n:016x}" for n in range(len(keys))],
        "fingerprint": [f"{n:016x}" for n in range(len(keys))],
    }
    _written(folder, "findings", columns, len(keys))


@pytest.fixture(scope="module")
def million(tmp_path_factory):
    folder = tmp_path_factory.mktemp("large")
    large_run(folder / "run", segments=1_000_000, each=20)
    return folder


def processor_time(cwd, *arguments):
    """Return what the command printed, and the processor's seconds that it took.

    Not the clock's: other work on the machine is nothing of the command's.
    """
    before = os.times()
    done = subprocess.run(
        [sys.executable, "-m", "harness", "gate", "run", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    after = os.times()
    spent = after.children_user - before.children_user
    return done, spent + after.children_system - before.children_system


LIMIT = """
[[limit]]
pair = "es-en"
max-findings = 99999
[[limit]]
each = "segment"
min-score = { quality = 60.5 }
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="the time of children as POSIX counts it")
def test_a_million_segments_are_judged_within_five_seconds(million):
    done, seconds = processor_time(million)
    assert done.returncode == 0, done.stderr
    assert "100000 findings in 50000 documents" in done.stdout
    assert seconds < 5
    (million / "mt-harness.toml").write_text(LIMIT, encoding="utf-8")
    done, seconds = processor_time(million)
    assert done.returncode == 1, done.stderr
    assert "100000 findings, at most 99999 allowed in pair es-en" in done.stdout
    assert "quality of 50000 segments is out of bounds" in " ".join(done.stdout.split())
    assert seconds < 10  # with two more limits, one of them over each segment
