"""The tracked sample is what `make sample` writes."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.slow
@pytest.mark.parametrize("name", ["report.json", "report.html", "findings.csv"])
def test_the_sample_of_our_rules_is_fresh(name, written):
    tracked = ROOT / "reports" / "sample" / "rules" / name
    assert (written / name).read_bytes() == tracked.read_bytes(), "run `make sample`"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    place = tmp_path_factory.mktemp("sample") / "rules"
    command = [sys.executable, "-m", "harness", "run", "corpora/idlib-2019-12-27.txt"]
    subprocess.run([*command, "--no-fail", "-q", "-o", str(place)], cwd=ROOT, check=True)
    return place
