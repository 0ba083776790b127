"""The small lists, and what every packaged file must say of itself."""

import pytest

from harness.data import FOLDER, UnknownDataError, has, languages, names, table, words

FILES = sorted(FOLDER.glob("*/*.txt"))
DATA = [path for path in FILES if path.parent.name != "licences"]

COMPILED = [path for path in DATA if b"compiled, do not edit" in path.read_bytes()[:100]]


def entries(path):
    lines = path.read_text(encoding="utf-8").split("\n")
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("path", DATA, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_file_names_its_source_and_licence(path):
    with path.open(encoding="utf-8") as file:
        header = [line for _, line in zip(range(12), file, strict=False) if line.startswith("#")]
    assert any(line.startswith("# Source: ") for line in header)
    licence = next(line for line in header if line.startswith("# Licence: "))
    for word in licence.replace(";", " ").replace(",", " ").split():
        if word.startswith("licences/"):
            assert (FOLDER / word.rstrip(".")).is_file()


@pytest.mark.parametrize("path", DATA, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_key_stands_twice(path):
    keys = [line.partition("\t")[0] for line in entries(path)]
    assert len(keys) == len(set(keys)) > 0


@pytest.mark.parametrize("path", COMPILED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_compiled_files_are_sorted_by_bytes(path):
    lines = [line.encode() for line in entries(path)]
    assert lines == sorted(lines)


def test_there_are_compiled_files():
    assert {"words", "wordnet_words", "places"} <= {path.stem for path in COMPILED}


def test_everything_together_stays_small():
    assert sum(path.stat().st_size for path in FILES) < 18_000_000


def test_a_region_of_a_language_has_the_language_s_lists():
    assert words("en-GB", "months") is words("en", "months")


def test_unknown_data_say_what_there_is():
    with pytest.raises(UnknownDataError, match=r"'nonesuch'.*'en'.*negators"):
        words("en", "nonesuch")
    with pytest.raises(UnknownDataError, match="none for this language"):
        table("tlh", "months")


@pytest.mark.parametrize("name", ["../en/words", "/etc/passwd", ""])
def test_a_name_is_never_a_path(name):
    assert not has("en", name)


def test_names_lists_what_can_be_read():
    assert "negators" in names("en")
    assert all(has("de", name) for name in names("de"))


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_calendars_are_whole(language):
    assert set(table(language, "months").values()) == {str(n) for n in range(1, 13)}
    assert set(table(language, "weekdays").values()) == {str(n) for n in range(1, 8)}


def test_languages_of_a_list():
    assert {"de", "en", "es", "fr"} <= set(languages("function_words"))
    assert languages("wordnet_words") == ("en",)


def test_units_share_a_dimension_and_convert():
    units = table("en", "units")
    mile, kilometre = units["miles"].split("\t"), units["km"].split("\t")
    assert mile[1] == kilometre[1] == "length"
    assert 4 * float(kilometre[2]) / float(mile[2]) == pytest.approx(2.4855, abs=1e-3)


def test_number_words_and_currencies():
    assert table("en", "number_words")["seventeen"] == "17\tcardinal"
    assert table("en", "currencies")["€"] == table("en", "currencies")["euros"] == "EUR"
    assert all(len(code) == 3 and code.isupper() for code in table("en", "currencies").values())
