"""Names over scripts: each answers to its own writing, and to none of the others'."""

import pytest

from harness.analyse.source_names import in_source

# A name as English writes it, and sentences of other scripts that hold it and no other name.
WRITTEN = [
    ("Tchaikovsky", "Вчера играли Чайковского в зале."),
    ("Zelensky", "Учора Зеленський виступив у місті."),
    ("Kazantzakis", "Το βιβλίο του Καζαντζάκη άρεσε."),
    ("Theodorakis", "Τραγούδησαν Θεοδωράκη."),
    ("Gaddafi", "قال القذافي ذلك أمس."),
    ("Mahfouz", "كتب محفوظ الرواية."),
    ("Rosenberg", "הצייר רוזנברג גר כאן."),
    ("Netanyahu", "נתניהו אמר זאת אתמול."),
    ("Obama", "他们在北京见到了奥巴马。"),
    ("Merkel", "默克尔昨天到访。"),
    ("Kimura", "キムラさんが言った。"),
    ("Schneider", "シュナイダーが勝った。"),
    ("Schmidt", "Вчера приехал Шмидт."),
]
OTHERS = ["Bergkamp", "Lindqvist", "Papadopoulos"]


@pytest.mark.parametrize(("name", "source"), WRITTEN, ids=[name for name, _ in WRITTEN])
def test_a_name_answers_to_its_own_writing(name: str, source: str) -> None:
    assert in_source(name, source)


@pytest.mark.parametrize("name", OTHERS)
def test_another_name_answers_to_none_of_them(name: str) -> None:
    assert [source for _, source in WRITTEN if in_source(name, source)] == []
