"""Resampling: draws shared and made in blocks change nothing; what a known spread must give."""

import numpy as np
import pytest

from harness.metrics import resampling
from harness.metrics.resampling import (
    bootstrap_sums,
    by_bootstrap,
    by_randomization,
    interval,
    swap_sums,
)
from harness.score.differences import Difference, corrected, holm, ranking


def rows(seed, length=397, columns=3):
    return np.random.default_rng(seed).integers(0, 9, size=(length, columns)).astype(float)


@pytest.mark.parametrize("sums", [bootstrap_sums, swap_sums])
def test_blocks_and_neighbours_change_no_sum(sums, monkeypatch):
    size = {"samples": 100} if sums is bootstrap_sums else {"trials": 100}
    (alone,) = sums([rows(1)], **size)
    monkeypatch.setattr(resampling, "_BLOCK", 397 * 33)
    assert len(list(resampling._blocks(100, 397))) == 4
    beside, other = sums([rows(1), rows(2, columns=2)], **size)
    assert (alone == beside).all() and other.shape == (100, 2)


def test_sums_are_those_of_the_draws():
    data = rows(3, length=50)
    (sums,) = bootstrap_sums([data], samples=7, seed=5)
    draws = np.random.default_rng(5).choice(50, size=(7, 50), replace=True)
    assert (sums == data[draws].sum(1)).all()
    (kept,) = swap_sums([data], trials=7, seed=5)
    assert (kept == np.random.default_rng(5).integers(2, size=(7, 50), dtype=bool) @ data).all()


def test_an_interval_has_the_width_of_the_error():
    # The mean of 400 values with spread 2 has a standard error of 0.1.
    data = np.random.default_rng(1).normal(10, 2, size=(400, 1))
    (sums,) = bootstrap_sums([data])
    found = interval(sums[:, 0] / 400)
    assert found.mean == pytest.approx(data.mean(), abs=0.02)
    assert found.half_width == pytest.approx(1.96 * data.std() / 20, rel=0.1)


def test_samples_without_a_value_are_left_out():
    scores = np.array([1.0, np.nan, 3.0])
    assert interval(scores).mean == 2
    found = by_bootstrap(np.array([0.0, 0.0, np.nan]), np.array([2.0, np.nan, 2.0]), 2.0)
    assert found.p_value == 0.5


def differing(shift, seed=3, length=400):
    random = np.random.default_rng(seed)
    first = random.normal(0, 1, size=(length, 1))
    return first, first + random.normal(shift, 1, size=(length, 1))


def outcome(shift, seed):
    first, second = differing(shift, seed)
    one, other = (sums[:, 0] / 400 for sums in bootstrap_sums([first, second], samples=300))
    return by_bootstrap(one, other, abs(second.mean() - first.mean()))


def test_what_is_detectable_is_found_four_times_in_five():
    least = outcome(0, 0).detectable
    # Standard error 1 / 20, times 1.96 + 0.84.
    assert least == pytest.approx(2.8 / 20, rel=0.15)
    found = [outcome(2.8 / 20, seed).p_value < 0.05 for seed in range(1, 101)]
    assert 70 <= sum(found) <= 90


def swapped(shift, seed, trials=300):
    first, second = differing(shift, seed)
    real = abs(second.mean() - first.mean())
    one, other = (sums[:, 0] for sums in swap_sums([first, second], trials=trials))
    return by_randomization(
        (one + second.sum() - other) / 400, (other + first.sum() - one) / 400, real
    )


def test_where_nothing_differs_randomization_finds_something_one_time_in_twenty():
    assert sum(swapped(0, seed).p_value < 0.05 for seed in range(1, 201)) in range(4, 18)


def test_both_tests_say_nearly_the_same():
    drawn, at_random = outcome(0.1, 3), swapped(0.1, 3, trials=2000)
    assert at_random.p_value == pytest.approx(drawn.p_value, abs=0.03)
    assert at_random.detectable == pytest.approx(drawn.detectable, rel=0.15)


def test_holm_corrects_step_by_step():
    assert holm([0.01, 0.02, 0.03, 0.2]) == pytest.approx((0.04, 0.06, 0.06, 0.2))
    assert holm([0.6, 0.5]) == (1.0, 1.0)
    assert holm([]) == ()


def difference(metric, first, second, value, p_value):
    return Difference(
        metric=metric,
        first=first,
        second=second,
        value=value,
        higher_is_better=metric != "ter",
        p_value=p_value,
    )


def test_each_metric_is_corrected_for_its_own_pairs():
    found = corrected(
        [
            difference("chrf", "a", "b", 1, 0.01),
            difference("ter", "a", "b", 1, 0.03),
            difference("chrf", "a", "c", 1, 0.04),
            difference("chrf", "b", "c", 1, None),
        ]
    )
    assert [one.adjusted for one in found] == [0.02, 0.03, 0.04, None]
    assert [one.significant for one in found] == [True, True, True, False]


@pytest.mark.parametrize("metric", ["chrf", "ter"])
def test_clusters_split_only_where_all_above_beat_all_below(metric):
    sign = 1 if metric == "chrf" else -1
    scores = [("d", 10 * sign), ("b", 39 * sign), ("a", 40 * sign), ("c", 35 * sign)]
    pairs = {("a", "b"): 0.5, ("a", "c"): 0.001, ("b", "c"): 0.4}
    pairs |= {(name, "d"): 0.001 for name in "abc"}
    value = dict(scores)
    found = corrected(
        [difference(metric, x, y, value[y] - value[x], p) for (x, y), p in pairs.items()]
    )
    assert ranking(metric, scores, found).clusters == (("a", "b", "c"), ("d",))
