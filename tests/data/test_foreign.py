"""Words of other languages: known by how common they are there and how rare in English."""

import pytest

from harness.data.foreign import language_of_word


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("comarca", "es"),
        ("soccorso", "it"),
        ("wethouder", "nl"),
        ("recolha", "pt"),
        ("répétition", "fr"),
        ("geschlossen", "de"),
        ("wszystko", "pl"),
        ("belediye", "tr"),
        # The engine put an English plural on it.
        ("muhtars", "tr"),
    ],
)
def test_tells_the_language_of_a_word(word, language):
    assert language_of_word(word) == language


@pytest.mark.parametrize(
    "word",
    # English, taken in by English, Latin of physicians, new English, and no word at all.
    ["harbour", "harbors", "cafés", "naïve", "vivo", "cava", "forex", "driverless", "xqzv", "ab"],
)
def test_leaves_english_alone(word):
    assert language_of_word(word) is None
