"""A run against a stored one: what is new, what is worse, and what cannot be told."""

import json
import subprocess
import sys
import xml.etree.ElementTree as XML
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from harness.cli import app
from harness.errors import HarnessError
from harness.metrics.resampling import LEVEL
from harness.regression.margin import margin
from harness.score.differences import holm

WORDS = ("harbour", "market", "valley", "hospital", "station", "bridge", "village", "river")
GOOD = "The {a} near the old {b} was closed on Monday, officials in {n} said."
POOR = "{b} old the near {a} was on Monday shut, {n} in the officials have told."


def mt(*arguments):
    done = CliRunner().invoke(app, list(map(str, arguments)))
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def rows(count, *, poor=0, pair="es-en", system="x", documents=None, start=0, doubled=False):
    """Return rows of segments; one in `poor` is translated badly."""
    made = []
    for n in range(start, start + count):
        named = {"a": WORDS[n % 8], "b": WORDS[n // 8 % 8], "n": f"Tana{n}"}
        text = (POOR if poor and n % poor == 0 else GOOD).format(**named)
        made.append(
            {
                "document": f"{pair}-{n % documents if documents else 0}",
                "system": system,
                "candidate": text.replace("the old", "the the old" if doubled else "the old"),
                "reference": GOOD.format(**named),
                "source_language": pair[:2],
                "language": "en",
            }
        )
    return made


def run(name, *parts, **options):
    lines = "".join(json.dumps(row) + "\n" for part in parts for row in part)
    Path(f"{name}.jsonl").write_text(lines, encoding="utf-8")
    own = [f"--{key.replace('_', '-')}={value}" for key, value in options.items()]
    flags = ("--no-fail",) if "against" not in options else ()
    arguments = (f"{name}.jsonl", "-o", name, "-q", "--overwrite", "--fail-on", "never")
    done = mt("run", *arguments, *own, *flags)
    return done.exit_code, json.loads(Path(f"{name}/report.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        run("before", rows(60))
    return home


@pytest.fixture
def here(home, monkeypatch):
    monkeypatch.chdir(home)
    return home


def outcomes(report):
    return [t["outcome"] for t in report["regression"]["tests"] if t["outcome"] is not None]


def test_the_same_again_is_not_worse(here):
    code, report = run("same", rows(60), against="before")
    assert code == 0
    assert outcomes(report) == ["not worse"]
    told = report["regression"]
    assert (told["new"], told["gone"], told["common"]) == (0, 0, 1)
    assert (told["added"], told["removed"], told["against"]) == ([], [], "before")


@pytest.mark.slow
def test_a_new_system_that_is_worse_fails(here):
    code, report = run("worse", rows(60, poor=2, system="other"), against="before")
    assert code == 1
    assert outcomes(report) == ["worse"]
    assert any("worse" in breach for breach in report["verdict"]["breaches"])
    (test,) = [t for t in report["regression"]["tests"] if t["outcome"] is not None]
    assert (test["metric"], test["segments"], test["pair"]) == ("quality", 60, "es-en")
    assert test["after"] < test["before"] - 10
    # The others inform: they are in the report, and nothing is decided by them.
    assert {t["metric"] for t in report["regression"]["tests"]} > {"quality", "chrf++", "bleu"}
    better, _ = run("better", rows(60), against="worse")
    assert better == 0


def test_too_little_text_cannot_be_told_and_may_be_let_pass(here):
    run("few", rows(4))
    code, report = run("few-now", rows(4, poor=4), against="few")
    assert (code, outcomes(report)) == (3, ["inconclusive"])
    assert "not told from none" in report["verdict"]["unjudged"][0]
    assert mt("gate", "few-now", "-q", "--fail-on", "never", "--against", "few").exit_code == 3
    allowed = ("--against", "few", "--allow-inconclusive", "--fail-on", "never")
    assert mt("gate", "few-now", "-q", *allowed).exit_code == 0


def test_the_tolerance_decides_between_a_loss_and_one_that_may_be(here):
    run("slight", rows(60, poor=20))
    gate = ("gate", "slight", "-q", "--fail-on", "never", "--against", "before")
    (test,) = [
        t
        for t in json.loads(mt(*gate, "-f", "json").stdout)["regression"]["tests"]
        if t["outcome"] is not None
    ]
    loss = test["before"] - test["after"]
    assert loss > 0
    assert mt(*gate, "--tolerance", loss + 4 * test["detectable"]).exit_code == 0
    assert mt(*gate, "--tolerance", loss / 100).exit_code in (1, 3)


def test_another_metric_is_tested_where_it_is_named(here):
    code, report = run("bleu-now", rows(60), against="before", primary="bleu")
    (test,) = [t for t in report["regression"]["tests"] if t["outcome"] is not None]
    assert (code, test["metric"]) == (0, "bleu")
    code, report = run("ter-now", rows(60), against="before", primary="ter", metrics="ter,bleu")
    assert code == 3
    assert "the stored run has no ter" in report["verdict"]["unjudged"][0]


@pytest.mark.slow
def test_a_grown_batch_is_compared_where_both_have_it(here):
    run("small", rows(40, documents=20))
    more = rows(10, pair="es-en", documents=2, start=1000, doubled=True)
    for row in more:
        row["document"] = f"new-{row['document']}"
    kept = [row for row in rows(40, documents=20) if row["document"] != "es-en-19"]
    code, report = run("grown", kept, more, against="small", max_new=0)
    told = report["regression"]
    assert code == 0
    assert (told["common"], told["added"], told["removed"]) == (
        19,
        ["x: new-es-en-0", "x: new-es-en-1"],
        ["x: es-en-19"],
    )
    assert (told["new"], told["of_added"] > 0) == (0, True)
    (test,) = [t for t in told["tests"] if t["outcome"] is not None]
    assert (test["segments"], test["documents"], test["drawn"]) == (38, 19, "segment")


@pytest.mark.slow
def test_new_findings_are_counted_with_their_repeats_and_limited(here):
    run("clean", rows(6))
    _, report = run("flawed", rows(6, doubled=True), against="clean")
    told = report["regression"]
    found = [c for c in told["changes"] if c["rule"] == "FRM106"]
    assert [(c["new"], c["gone"], c["document"]) for c in found] == [(6, 0, "es-en-0")]
    against = ("--against", "clean", "--allow-inconclusive", "--tolerance", "50")
    gate = ("gate", "flawed", "-q", "--fail-on", "never", *against)
    assert mt(*gate).exit_code == 0
    assert mt(*gate, "--max-new", told["new"]).exit_code == 0
    assert mt(*gate, "--max-new", told["new"] - 1).exit_code == 1
    back = json.loads(mt("gate", "clean", "-q", "--against", "flawed", "-f", "json").stdout)
    assert (back["regression"]["new"], back["regression"]["gone"]) == (told["gone"], told["new"])


@pytest.mark.slow
def test_nothing_in_common_and_nothing_measured_never_pass(here):
    run("elsewhere", rows(6, pair="fr-en"))
    gate = ("gate", "elsewhere", "-q", "--fail-on", "never", "--against", "before")
    assert mt(*gate, "--allow-inconclusive").exit_code == 3
    run("other-way", rows(60), metrics="bleu")
    other = mt("gate", "other-way", "-q", "--fail-on", "never", "--against", "before")
    assert other.exit_code == 3


def test_check_sees_new_findings_and_asks_for_no_scores(here):
    arguments = ("before.jsonl", "--against", "before", "--fail-on", "never", "-q")
    assert mt("check", *arguments).exit_code == 0
    assert mt("check", *arguments, "--primary", "quality").exit_code == 3


def test_a_wrong_word_is_refused_before_any_work(here):
    for options, code in (
        (("--against", "nowhere"), "H333"),
        (("--against", "before", "--primary", "blue"), "H103"),
    ):
        with pytest.raises(HarnessError) as caught:
            mt("check", "before.jsonl", *options)
        assert caught.value.code == code


@pytest.mark.slow
def test_every_format_speaks_of_it(here):
    run("worse", rows(60, poor=2, system="other"), against="before")
    gate = ("gate", "worse", "--fail-on", "never", "--against", "before")
    assert "against before" in mt(*gate).stdout
    markdown = mt(*gate, "-q", "-f", "markdown").stdout
    assert "**Against before**" in markdown
    assert "worse" in markdown
    junit = XML.fromstring(mt(*gate, "-q", "-f", "junit").stdout)
    (suite,) = [s for s in junit if s.get("name") == "regression"]
    assert [case.find("failure") is not None for case in suite] == [True]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("before", "--against", "before"), 0),
        (("worse", "--against", "before"), 1),
        (("worse", "--against", "nowhere"), 2),
        (("elsewhere", "--against", "before"), 3),
    ],
)
@pytest.mark.slow
def test_the_real_command_ends_as_the_contract_says(here, options, code):
    run("worse", rows(60, poor=2, system="other"))
    run("elsewhere", rows(6, pair="fr-en"))
    done = subprocess.run(
        [sys.executable, "-m", "harness", "gate", *options, "--fail-on", "never"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr


@pytest.mark.slow
def test_many_equal_pairs_seldom_fail_together():
    """Of 60 gates over 20 pairs that are as good as before, few fail: 5 %, not two in three."""
    draw = np.random.default_rng(7)
    corrected = alone = 0
    for _ in range(60):
        chances = [margin(draw.normal(0, 8, 60), np.ones(60), 1.0).worse for _ in range(20)]
        corrected += min(holm(chances)) < LEVEL
        alone += min(chances) < LEVEL
    # The chance of more than 9 of 60 at 5 % is below 0.001; without Holm 38 are expected.
    assert corrected <= 9
    assert alone >= 25


@pytest.mark.slow
def test_the_chances_are_those_of_the_t_distribution_where_it_holds():
    """Flipped signs and Student's t agree on normal differences, by segment and by document."""
    from scipy import stats

    gains = np.random.default_rng(3).normal(-0.4, 4, 400)
    sure = margin(gains, np.ones(400), 1.0)
    worse = stats.ttest_1samp(gains, 0, alternative="less").pvalue
    tolerable = stats.ttest_1samp(gains, -1, alternative="greater").pvalue
    assert sure.worse == pytest.approx(worse, abs=0.01)
    assert sure.tolerable == pytest.approx(tolerable, abs=0.01)
    error = gains.std(ddof=1) / 20
    assert sure.detectable == pytest.approx((1.645 + 0.842) * error, rel=0.01)
    by_tens = margin(gains.reshape(40, 10).sum(1), np.full(40, 10.0), 1.0)
    assert by_tens.detectable == pytest.approx(sure.detectable, rel=0.4)
    many = np.random.default_rng(4).normal(-0.1, 4, 3000)
    expected = stats.ttest_1samp(many, 0, alternative="less").pvalue
    assert margin(many, np.ones(3000), 1.0).worse == pytest.approx(expected, abs=0.01)
