"""Rules and metrics of other distributions: a real one, installed beside the project."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from harness.errors import HarnessError
from harness.metrics import METRICS, Metric
from harness.plugins import Listed
from harness.rules import OWN, RULES
from harness.rules.rule import Rule

ROOT = Path(__file__).parent.parent

PROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "house-checks"
version = "1.0"
[project.entry-points."mt_harness.rules"]
house = "house_checks:RULES"
[project.entry-points."mt_harness.metrics"]
words = "house_checks:METRIC"
[tool.hatch.build.targets.wheel]
only-include = ["house_checks.py"]
"""

MODULE = '''
"""No text of this house says "utilise"."""

from harness.metrics.metric import Counts, Metric
from harness.model.finding import Confidence, Severity
from harness.rules.rule import Bad, Good, Rule, pattern

RULES = (
    Rule(
        code="HSE101",
        name="house-word",
        family="wording",
        summary="a word that this house does not use",
        severity=Severity.MINOR,
        confidence=Confidence.MEDIUM,
        mqm="terminology/inconsistent-with-terminology-resource",
        check=pattern(r"utilise", because="write use"),
        bad=(Bad(marked="They [[utilise]] it."),),
        good=(Good(text="They use it."),),
        doc=__doc__,
    ),
)


def count(material, options):
    article = material.report.article
    return Counts(rows=tuple((float(len(part.span)), 1.0) for part in article.segments))


def mean(row, mark, options):
    return row[0] / row[1]


METRIC = Metric(
    name="characters",
    summary="characters a segment",
    higher_is_better=False,
    needs_reference=False,
    counts_findings=False,
    count=count,
    value=mean,
    segment_value=mean,
    signature=lambda mark, references, options: "v:1",
    doc="Characters a segment.",
)
'''


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder with the distribution in it, as `pip install --target` leaves it."""
    project = tmp_path_factory.mktemp("house")
    (project / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (project / "house_checks.py").write_text(MODULE, encoding="utf-8")
    target = tmp_path_factory.mktemp("site")
    install = ("--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check")
    subprocess.run(
        [sys.executable, "-m", "pip", "install", *install, "--target", target, project],
        check=True,
        capture_output=True,
    )
    return target


def ran(path, *arguments, code=0):
    done = subprocess.run(
        [sys.executable, "-m", "harness", *map(str, arguments)],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": f"{path}:{ROOT}", "PATH": "/usr/bin:/bin"},
        cwd=ROOT,
    )
    assert done.returncode == code, done.stderr
    return done


@pytest.mark.slow
def test_an_installed_rule_and_metric_work_like_ours(installed, tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("They utilise the old harbour.\n", encoding="utf-8")
    assert (
        "HSE101" in ran(installed, "check", text, "--select", "house-word", "--lang", "en").stdout
    )
    assert "HSE101" in ran(installed, "explain", "HSE101").stdout
    found = json.loads(ran(installed, "score", "-t", text, "-m", "characters", "-f", "json").stdout)
    assert [(one["metric"], one["value"]) for one in found["scores"]] == [("characters", 29.0)]
    # Two processes load it each on their own.
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text("They utilise it. " * 5000, encoding="utf-8")
    many = ran(installed, "check", folder, "--select", "HSE101", "-j", "2", "--lang", "en")
    assert many.stdout.count("HSE101") >= 3
    assert "HSE101" not in ran(ROOT, "rules").stdout


def offer(folder, module, value, monkeypatch, group="mt_harness.rules"):
    """Put a distribution with one module and one entry point on the path."""
    (folder / f"{module[0]}.py").write_text(module[1], encoding="utf-8")
    info = folder / f"{module[0]}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module[0]}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{group}]\nextra = {value}\n")
    monkeypatch.syspath_prepend(str(folder))


@pytest.mark.parametrize(
    ("text", "value", "seen"),
    [
        ("import nothing_such", "broken_a:RULE", "ModuleNotFoundError"),
        ("RULE = 1 / 0", "broken_b:RULE", "ZeroDivisionError"),
        ("RULE = 'x'", "broken_c:RULE", "leads to str, not to a Rule"),
        ("RULE = ()", "broken_d:RULE", "leads to tuple, not to a Rule"),
        ("", "broken_e:RULE", "AttributeError"),
        ("from harness.rules import OWN as RULE", "broken_f:RULE", "is taken"),
    ],
    ids=["import", "crash", "word", "empty", "missing", "taken"],
)
def test_a_mistake_in_one_is_told_with_its_name(tmp_path, monkeypatch, text, value, seen):
    module = value.partition(":")[0]
    offer(tmp_path, (module, text), value, monkeypatch)
    rules = Listed(OWN, "mt_harness.rules", Rule, names=lambda rule: (rule.code, rule.name))
    with pytest.raises(HarnessError, match=seen) as caught:
        list(rules)
    assert caught.value.code == "H508"
    assert f"extra of {module}" in caught.value.place
    metrics = Listed((), "mt_harness.metrics", Metric, names=lambda metric: (metric.name,))
    assert list(metrics) == []


def test_a_broken_one_ends_a_command_with_a_line(tmp_path, monkeypatch):
    offer(tmp_path, ("broken_g", "import nothing_such"), "broken_g:RULE", monkeypatch)
    done = ran(tmp_path, "rules", code=2)
    assert done.stderr.startswith("mt-harness: H508 mt_harness.rules: extra of broken_g: cannot be")
    assert done.stderr.count("\n") == 1
    # What does not ask for rules does not load them.
    assert ran(tmp_path, "--version").stdout


def test_without_any_there_are_ours_alone_in_their_order():
    assert tuple(RULES) == OWN
    assert RULES[0] is OWN[0] and RULES[:2] == OWN[:2]
    assert list(METRICS)[:3] == ["bleu", "chrf", "chrf++"]
