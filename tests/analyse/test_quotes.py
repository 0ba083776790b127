"""Quotation marks told from apostrophes, paired, nested and continued."""

import time

import pytest

from harness.analyse.quotes import Role, quoted
from harness.model.text import Span
from harness.rules.rule import Good, example


def inner(text, language="en"):
    return [q.inner.of(text) for q in example(Good(text=text, language=language)).quotations]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('He said "yes" and "no."', ["yes", "no."]),
        ("the 'best' and 'worst' cases", ["best", "worst"]),
        ("'The workers' union won,' he said.", ["The workers' union won,"]),
        ("She said: 'the dogs' bowl is here' today.", ["the dogs' bowl is here"]),
        ("He said 'I don't know' and left", ["I don't know"]),
        ("“He called it ‘a trap,’” she said.", ["He called it ‘a trap,’", "a trap,"]),
        ("\"'No, thank you,'\" she said.", ["'No, thank you,'", "No, thank you,"]),
        ("„Ja“, sagte er. »Nein«, sagte sie.", ["Ja", "Nein"]),
        ("« Oui », dit-il, « non ».", [" Oui ", " non "]),
        ("”Hej”, sa han. ’Hej då’", ["Hej", "Hej då"]),
        ("say ''hello'' and ``there''", ["hello", "there"]),
        ('("we") said—"no"—and "yes"?', ["we", "no", "yes"]),
        ("「はい」と『本』", ["はい", "本"]),
        ("& # 39; Immediate de-escalation & # 39;", [" Immediate de-escalation "]),
        ('fight "Russian occupiers,quot; and leave', ["Russian occupiers"]),
        (
            "“I said, ‘He asked, “Why?” and left,’ once.”",
            ["I said, ‘He asked, “Why?” and left,’ once.", "He asked, “Why?” and left,", "Why?"],
        ),
    ],
)
def test_pairs_the_marks(text, quotes):
    assert inner(text) == quotes
    marks = example(Good(text=text)).quote_marks
    assert all(mark.paired for mark in marks)
    assert len(marks) == 2 * len(quotes)


@pytest.mark.parametrize(
    "text",
    [
        "O'Shea said the workers' union of the '90s liked rock 'n' roll; 'tis so.",
        "the boys' toys and the girls’ toys, d’accord",
        "She is 6'2\" tall and has a 12\" pipe and a 3' plank.",
        "is dominated by There & # 39; et Tahrir al-Sham",
        "en 1990, les années ‘90",
    ],
)
def test_apostrophes_and_measures_are_no_quotation_marks(text):
    assert example(Good(text=text)).quote_marks == ()


def test_each_paragraph_of_a_long_quotation_may_open_again():
    analysis = example(Good(text='"One\n\n"Two\n\n"Three" he said.'))
    assert [q.continued for q in analysis.quotations] == [True, True, False]
    assert [q.closed for q in analysis.quotations] == [False, False, True]
    assert [m.continued for m in analysis.quote_marks] == [True, True, False, False]


def test_a_mark_opened_twice_leaves_the_first_one_alone():
    analysis = example(Good(text='lost "quote here. And "another" one'))
    assert [(m.role, m.paired) for m in analysis.quote_marks] == [
        (Role.OPENS, False),
        (Role.OPENS, True),
        (Role.CLOSES, True),
    ]


def test_a_damaged_entity_that_stands_for_a_mark_is_one():
    analysis = example(Good(text='fight "them,quot; they said'))
    assert [m.damaged for m in analysis.quote_marks] == [False, True]


def test_levels_count_from_the_outside():
    analysis = example(Good(text="“He called it ‘a trap,’” she said."))
    assert [q.level for q in analysis.quotations] == [0, 1]


def test_says_what_is_inside_a_quotation():
    text = 'He said "the port is shut" again.'
    analysis = example(Good(text=text))
    assert quoted(analysis, Span(text.index("port"), text.index("port") + 4))
    assert not quoted(analysis, Span(text.index("again"), text.index("again") + 5))


@pytest.mark.slow
def test_takes_time_in_proportion_to_the_length():
    analysis = example(Good(text="'tis \"no 'n' ‘or “ said' " * 8_000))
    began = time.process_time()
    assert analysis.quote_marks
    assert analysis.quotations is not None
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("language", "text", "quotes"),
    [
        ("fr", "Il lit (« quai », « port »).", [" quai ", " port "]),
        ("fr", "« Le mot « quai » reste », dit-il.", [" Le mot « quai » reste ", " quai "]),
        ("ru", "Он читает «Что такое «порт»?» дома.", ["Что такое «порт»?", "порт"]),
        ("zh", "船名是“海星”和“海马”。", ["海星", "海马"]),
        ("zh", '船名是"海星"和"海马"。', ["海星", "海马"]),
        ("ja", '船の名は"海星"です。', ["海星"]),
        ("de", "Er sagt »ja« und «nein».", ["ja", "nein"]),
        ("en", 'Keep the signs <, ", : out, and the key (") too.', []),
    ],
)
def test_a_mark_plays_the_part_its_language_gives_it(language, text, quotes):
    assert inner(text, language) == quotes
