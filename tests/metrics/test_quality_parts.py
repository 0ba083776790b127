"""The parts of `quality`: each counts in its sense, and what is fitted can be fitted again."""

from dataclasses import replace

import pytest

from harness import api
from harness.config import Settings
from harness.meta.fit.quality import FITTED, Contrast, by_folds, fitted, measured, write_weights
from harness.metrics.closeness import PARTS, Closeness, weights
from harness.metrics.fluency import fluency
from harness.model.text import Document

REFERENCE = "The council approved the plan to build a second bridge over the river in 2031."
NEAR = Closeness(reference=0, characters=0.8, words=0.8, form=1.0, fluency=0.0)


def quality(text, reference=REFERENCE, language="en"):
    document = Document(id="a", text=text, references=(reference,), language=language)
    report = api.run([document], Settings(metrics=("quality",)))
    return report.scores[0].value


def test_no_part_counts_against_its_sense():
    assert set(weights()) == set(FITTED)
    assert all(value >= 0 for value in weights().values())
    assert Closeness(reference=0, characters=1, words=1, form=1, same=True).worth == 0.0
    farther = (
        replace(NEAR, characters=0.7),
        replace(NEAR, words=0.7),
        replace(NEAR, form=0.5),
        replace(NEAR, fluency=-1.0),
    )
    assert all(one.worth < NEAR.worth < 0 for one in farther)
    assert len(NEAR.parts) == len(PARTS)


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        ("The ferries left Rhodes for the mainland.", "The ferries left Rhodes for mainland the."),
        ("She has been asked to write a report.", "She has been asked to writes a report."),
        ("He lives in a house near the lake.", "He lives a house near the lake."),
    ],
)
def test_a_broken_sentence_is_less_fluent_than_a_sound_one(sound, broken):
    first, second = fluency(sound, "en"), fluency(broken, "en")
    assert first is not None and second is not None
    assert first > second
    assert fluency(sound, "xx") is None


@pytest.mark.parametrize(
    "damaged",
    [
        "The council approved the plan to build a second bridge over river the in 2031.",
        "The council rejected the plan to build a second bridge over the river in 2031.",
        "The council approved the plan to build a second bridge over the river in 2013.",
        "The council approved the plan to a second bridge over the river in 2031.",
        "the council approved the plan to build a second bridge over the river in 2031",
        "council plan bridge river",
    ],
)
def test_damage_costs_and_the_reference_has_all(damaged):
    assert quality(REFERENCE) == 100.0
    assert 0 < quality(damaged) < 100


def test_any_language_is_judged():
    assert 0 < quality("Der Rat nahm den Plan an.", "Der Rat hat den Plan gebilligt.", "de") < 100
    assert 0 < quality("议会通过了这个计划。", "议会批准了该计划。", "zh") < 100


def pairs(count):
    made = []
    for n in range(count):
        good = f"The council approved plan {n} to build a second bridge over the river."
        for kind, damaged in (
            ("swap", f"The council approved plan {n} to build a second bridge over river the."),
            ("gone", f"The council plan {n} to build a second bridge over the river."),
        ):
            made.append(
                Contrast(
                    item=str(n),
                    kind=kind,
                    good=good,
                    damaged=damaged,
                    reference=f"Plan {n} for another bridge across the river was approved.",
                )
            )
    return made


@pytest.mark.slow
def test_what_is_fitted_puts_the_good_one_above(tmp_path):
    given = pairs(12)
    differences = measured(given, jobs=1)
    found = fitted(given, differences)
    assert (found >= 0).all() and found.any()
    assert (differences @ found > 0).mean() > 0.9
    assert by_folds(given, differences)["all"][0] == 24
    write_weights(given, found, tmp_path / "w.txt")
    again = (tmp_path / "w.txt").read_text(encoding="utf-8")
    write_weights(given, fitted(given, differences), tmp_path / "w.txt")
    assert (tmp_path / "w.txt").read_text(encoding="utf-8") == again
    assert [line.partition("\t")[0] for line in again.splitlines()[-len(FITTED) :]] == list(FITTED)
