"""Correlations against scipy, and the newer statistics against cases worked by hand."""

import numpy as np
import pytest

from harness.meta.agreement import (
    calibrated_accuracy,
    clusters,
    kendall,
    pairwise_accuracy,
    pearson,
    soft_pairwise_accuracy,
)

NAN = float("nan")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_kendall_and_pearson_are_those_of_scipy(seed):
    stats = pytest.importorskip("scipy.stats")
    draws = np.random.default_rng(seed)
    a = draws.integers(0, 8, 60).astype(float)  # with many ties
    b = a + draws.integers(-4, 5, 60)
    assert kendall(a.tolist(), b.tolist()) == pytest.approx(stats.kendalltau(a, b).statistic)
    assert pearson(a.tolist(), b.tolist()) == pytest.approx(stats.pearsonr(a, b).statistic)


def test_a_side_that_does_not_vary_has_no_correlation():
    assert np.isnan(kendall([1, 1, 1], [1, 2, 3]))
    assert np.isnan(pearson([1, 1, 1], [1, 2, 3]))


def test_pairs_of_systems_are_ordered_by_their_means():
    # Means: human 1, 2, 3; metric 1, 3, 2: of three pairs, the last is wrong.
    human = np.array([[0, 1, 2], [2, 3, 4]], float)
    metric = np.array([[1, 3, 2], [1, 3, 2]], float)
    assert pairwise_accuracy(metric, human) == pytest.approx(2 / 3)
    assert pairwise_accuracy(human, human) == 1


def test_ties_are_calibrated_as_worked_by_hand():
    # One item, three systems. Human 0, 0, 5: one tie, two orders. Metric 1, 2, 9: apart by 1, 8, 7.
    # With no tie the two orders are right, with ties up to 1 all three.
    human, metric = np.array([[0.0, 0, 5]]), np.array([[1.0, 2, 9]])
    found = calibrated_accuracy(metric, human)
    assert (found.accuracy, found.epsilon, found.pairs) == (1, 1, 3)
    assert found.ties == pytest.approx(1 / 3)


def test_a_threshold_that_costs_more_than_it_gives_is_not_taken():
    # The human tie is the metric's largest difference: calling it a tie would undo two orders.
    human, metric = np.array([[0.0, 0, 5]]), np.array([[1.0, 9, 10]])
    found = calibrated_accuracy(metric, human)
    assert found.accuracy == pytest.approx(2 / 3)
    assert found.epsilon == 0


def test_every_item_weighs_the_same_and_missing_scores_are_no_pairs():
    # First item three pairs, all right; second one pair (a score is missing), wrong.
    human = np.array([[1.0, 2, 3], [1, 2, NAN]])
    metric = np.array([[1.0, 2, 3], [2, 1, 7]])
    found = calibrated_accuracy(metric, human)
    assert found.pairs == 4
    assert found.accuracy == pytest.approx(0.5)
    with pytest.raises(ValueError, match="two systems"):
        calibrated_accuracy(metric[:, :1], human[:, :1])


def test_soft_accuracy_is_one_less_the_mean_distance_of_p_values():
    human = np.array([[0.0, 1], [0, 1], [0, 1], [0, 1]])
    assert soft_pairwise_accuracy(human, human) == 1
    # The better system is behind by as much: p near 1/16 on one side, 1 on the other.
    apart = soft_pairwise_accuracy(-human, human)
    assert apart == pytest.approx(1 / 16, abs=0.03)


def test_a_sure_order_counts_more_than_an_unsure_one():
    draws = np.random.default_rng(1)
    human = np.stack([draws.normal(0, 1, 200), draws.normal(1, 1, 200)], axis=1)
    unsure = np.stack([draws.normal(0, 9, 200), draws.normal(0.3, 9, 200)], axis=1)
    assert soft_pairwise_accuracy(human * 3, human) > soft_pairwise_accuracy(unsure, human)


def test_a_metric_like_the_people_ranks_above_one_that_says_the_opposite():
    draws = np.random.default_rng(2)
    human = draws.normal(0, 1, (60, 5)) + np.arange(5)
    near = human + draws.normal(0, 0.5, human.shape)
    ranks = clusters({"near": near, "same": human, "against": -human}, human, swaps=60)
    assert ranks["same"] == ranks["near"] == 1
    assert ranks["against"] == 2
