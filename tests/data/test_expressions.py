"""Regular expressions out of packaged word lists."""

import re

import pytest

from harness.data import languages, table
from harness.data.expressions import any_of, by_role, heads


def test_whole_words_and_open_endings_match_and_parts_do_not():
    said = re.compile(any_of(["translat*", "in english", "译文"]))
    assert said.search("a translated text") and said.search("it is in english")
    assert said.search("以下是译文")
    assert not said.search("a mistranslation") and not said.search("within english")


def test_the_longest_entry_comes_first():
    found = re.compile(any_of(["app", "app store"])).search("the app store")
    assert found is not None and found[0] == "app store"


def test_an_entry_is_taken_as_it_is_written():
    assert re.compile(any_of(["a.m (x)"])).search("at a.m (x)")
    assert not re.compile(any_of(["a.m"])).search("arm")


def test_first_words_and_open_beginnings_are_told_apart():
    assert heads(["log in", "log out", "translat*", "see"]) == (
        frozenset({"log", "see"}),
        ("translat",),
    )


@pytest.mark.parametrize("name", ["model_presents", "site_talk", "site_words"])
def test_every_packaged_table_of_roles_compiles(name):
    for code in languages(name):
        for expression in by_role(table(code, name)).values():
            assert re.compile(expression).search("") is None
