import os
import signal
import time
from contextlib import closing
from functools import partial
from typing import Any

import pytest

from harness.batch import Lost, each
from harness.batch.pool import Supply
from harness.errors import HarnessError


def one(_: object) -> int:
    return 1


def spread(work, items, jobs=2) -> dict[Any, Any]:
    with closing(each(work, items, one, jobs=jobs)) as coming:
        return dict(coming)


def with_process(number):
    return number * number, os.getpid()


def dies_at(bad, number):
    if number == bad:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def leaves_at(bad, number):
    if number == bad:
        os._exit(7)
    return number


def sleeps(number):
    time.sleep(60 if number else 0)
    return os.getpid()


class Unreadable:
    """What no other process can make anew."""

    def __reduce__(self):
        return (_refuse, ())


def _refuse():
    raise ValueError("not here")


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_every_item_is_answered_once_with_its_place(jobs):
    items = list(range(40))
    answers: list[tuple[int, Any]]
    with closing(each(with_process, items, one, jobs=jobs)) as coming:
        answers = list(coming)
    assert [item for item, _ in answers] == items
    assert all(answer[0] == item * item for item, answer in answers)
    processes = {answer[1] for _, answer in answers}
    assert (processes == {os.getpid()}) is (jobs == 1)
    assert len(processes) <= jobs


def test_little_work_stays_in_this_process():
    answers: list[tuple[int, Any]]
    with closing(each(with_process, [1, 2, 3], lambda _: 10, jobs=2, worth=31)) as coming:
        answers = list(coming)
    assert {process for _, (_, process) in answers} == {os.getpid()}


def test_nothing_to_do_gives_nothing():
    assert spread(with_process, []) == {}


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("bad", [0, 5, 19])
def test_a_process_that_dies_takes_one_item_with_it(bad):
    answers = spread(partial(dies_at, bad), list(range(20)))
    assert sorted(answers) == list(range(20))
    why = "the process that worked on it was ended by SIGKILL (out of memory?)"
    assert answers.pop(bad) == Lost(why=why)
    assert all(place == answer for place, answer in answers.items())


@pytest.mark.slow
def test_a_process_that_leaves_says_with_what_code():
    answers = spread(partial(leaves_at, 1), [1, 2, 3])
    assert answers[1] == Lost(why="the process that worked on it ended with code 7")
    assert (answers[2], answers[3]) == (2, 3)


def test_processes_that_cannot_begin_are_told_not_waited_for():
    with pytest.raises(HarnessError, match=r"H507 .*-j 1"):
        spread(partial(isinstance, Unreadable()), [int, str])


def test_leaving_early_ends_the_processes():
    began = time.monotonic()
    with closing(each(sleeps, [0, 1, 2], one, jobs=2)) as coming:
        _, process = next(coming)
    assert isinstance(process, int)
    assert time.monotonic() - began < 30
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def chunks(supply):
    found = []
    while (chunk := supply.take()) is not None:
        found.append(chunk)
    return found


def test_a_long_item_comes_first_and_alone():
    sizes = dict(zip("abcdef", [1, 1, 100, 1, 1, 1], strict=True))
    found = chunks(Supply("abcdef", sizes.__getitem__, 2))
    assert found[0] == ((2, "c"),)
    assert sorted(place for chunk in found for place, _ in chunk) == [0, 1, 2, 3, 4, 5]


def test_small_items_travel_together():
    found = chunks(Supply(range(100), lambda _: 10, 2))
    assert all(len(chunk) > 1 for chunk in found)
    assert len(found) >= 4


def test_reading_runs_ahead_only_so_far():
    read = []

    def endless():
        for number in range(10_000_000):
            read.append(number)
            yield number

    supply = Supply(endless(), lambda _: 1000, 2)
    found = chunks(supply)
    assert supply.waits
    assert 100 < len(read) < 2000
    for _ in range(400):
        supply.passed()
    assert chunks(supply)[0][0][0] == sum(map(len, found))


def test_a_long_stream_is_answered_in_its_order_while_it_is_read():
    with closing(each(with_process, iter(range(5000)), lambda _: 2000, jobs=2)) as coming:
        assert [item for item, _ in coming] == list(range(5000))
