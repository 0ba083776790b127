"""Statistics of a model's scores: the same tests as for counts, over means of segments."""

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from harness.cli import app
from harness.metrics.resampling import SEED

pytestmark = [pytest.mark.engine, pytest.mark.slow]


def ran(*arguments):
    done = CliRunner().invoke(app, [*map(str, arguments)])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture(scope="module")
def lines(lab, tmp_path_factory):
    folder = tmp_path_factory.mktemp("lines")
    rows = lab.triples(24)
    texts = {
        "source": [source for source, _, _ in rows],
        "truth": [truth for _, _, truth in rows],
        "good": [truth for _, _, truth in rows[:12]] + [text for _, text, _ in rows[12:]],
        "bad": [text for _, text, _ in rows],
    }
    for name, column in texts.items():
        (folder / f"{name}.txt").write_text("\n".join(column) + "\n", encoding="utf-8")
    return folder


def arguments(lab, folder):
    files = {name: folder / f"{name}.txt" for name in ("good", "bad", "truth", "source")}
    return (
        *("-t", files["good"], "-t", files["bad"], "-r", files["truth"], "-s", files["source"]),
        *("-m", "comet", "--comet-model", lab.trained["regression"], "--no-cache"),
    )


def test_a_paired_test_of_a_model_is_one_of_the_means(lab, lines):
    found = json.loads(ran("score", *arguments(lab, lines), "--paired-ar", "-f", "json", "-sl"))
    first, second = (np.array(one["segment_scores"]["comet"]) for one in found["segments"])
    (one,) = found["differences"]
    assert one["difference"] == pytest.approx(second.mean() - first.mean(), abs=1e-9)
    keep = np.random.default_rng(SEED).integers(2, size=(10000, len(first)), dtype=bool)
    swapped = np.where(keep, first - second, second - first).mean(1)
    beyond = (np.abs(swapped) > abs(one["difference"])).sum()
    assert one["p_value"] == pytest.approx((beyond + 1) / 10001, abs=0.001)
    # Nobody has asked people about this model.
    assert one["human_agreement"] is None


def test_systems_are_compared_by_a_model(lab, lines):
    found = json.loads(ran("compare", *arguments(lab, lines), "--by", "comet", "-f", "json"))
    assert found["metric"] == "comet" and found["segments_compared"] == 24
    shown = ran("compare", *arguments(lab, lines), "--by", "comet", "-n", 1)
    value = found["scores"][0]["value"]
    assert f"{value:.4f}" in shown
