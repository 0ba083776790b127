"""What tells a site's line from a heading and from a sentence of an article."""

import pytest

from harness.analyse.furniture import is_label, talks


@pytest.mark.parametrize(
    "line",
    [
        "Copy URL Copied!",
        "Last updated 2 hours ago",
        "Zur Übersicht | Drucken | Senden",
        "Compartir en redes sociales",
        "Lyssna på artikeln",
        "Lesezeit: 2 Min.",
        "See photos ›",
    ],
)
def test_a_line_of_buttons_is_told_by_its_words(line):
    assert is_label(line)


@pytest.mark.parametrize(
    "line",
    [
        "A bridge for the valley",
        "More rain on Sunday",
        "The photos were taken by a shepherd who had read the story.",
        "“Read the comments and share the photos”",
        "Story of a pilot",
        "",
    ],
)
def test_a_heading_and_a_sentence_are_none(line):
    assert not is_label(line)


@pytest.mark.parametrize(
    "line",
    [
        "Join our new Telegram channel for more from the quay.",
        "Este conteúdo não pode ser visto no seu país",
        ">> Video: the port",
        "#port #rain #quay",
        "By A. Li - 12.03.2025 09:41",
        "Published on: Sat, 8 Mar 2025 at 07:12 AM",
        "Tagged port, rain, quay",
    ],
)
def test_a_site_that_speaks_for_itself_is_heard(line):
    assert talks(line)


@pytest.mark.parametrize(
    "line",
    [
        "Our newsletter of 1911, the mayor said, was “printed on this page”.",
        "Published in 1911, the book has 300 pages.",
        "The app has a channel of its own and tells of storms.",
        "#1 in the harbour",
        "",
    ],
)
def test_what_an_article_says_of_such_things_is_none(line):
    assert not talks(line)
