import pytest

from harness.render.visible import plain, quoted, visible

OVERRIDE = "\u202e"


@pytest.mark.parametrize(
    "hidden", ["\u202e", "\u2066", "\u200f", "\u200b", "\u00ad", "\ufeff", "\x07", "\U000e0041"]
)
def test_what_cannot_be_seen_is_named_and_not_passed_on(hidden):
    for made in (str(visible(f"a{hidden}b")), plain(f"a{hidden}b")):
        assert hidden not in made
        assert f"U+{ord(hidden):04X}" in made


def test_what_scripts_are_written_with_stays():
    persian = "می\u200cخواهم"
    family = "👩\u200d👧"
    assert str(visible(persian)) == persian
    assert str(visible(family)) == family


def test_markup_is_escaped():
    assert visible("<script>\u202e") == (
        '&lt;script&gt;<span class="ctl" title="right-to-left override">U+202E</span>'
    )
    assert visible("<script>") == "&lt;script&gt;"


def test_blanks_alone_are_shown():
    assert quoted(" \t") == "␣⇥"
    assert quoted(" a ") == " a "
