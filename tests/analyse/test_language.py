"""Which language a text is in, and silence where nothing speaks for one."""

import pytest

from harness.analyse.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The people of the town have left it, said the mayor on Monday.", "en"),
        ("Die Leute haben die Stadt verlassen, sagte der Bürgermeister am Montag.", "de"),
        ("Les gens ont quitté la ville, a déclaré le maire dans un communiqué.", "fr"),
        ("La gente ha dejado la ciudad, dijo el alcalde en un comunicado.", "es"),
        ("Il sindaco ha aperto il ponte e la scuola.", "it"),
        ("De burgemeester heeft de brug geopend en de school.", "nl"),
        ("O prefeito abriu a ponte e a escola para as crianças.", "pt"),
        ("Люди покинули город, сказал мэр.", "ru"),
        ("غادر الناس المدينة.", "ar"),
        ("人们离开了这座城市。", "zh"),
        ("人々は町を去った。", "ja"),
        ("사람들이 도시를 떠났다.", "ko"),
        ("लोगों ने शहर छोड़ दिया।", "hi"),
        ("האנשים עזבו את העיר.", "he"),
    ],
)
def test_a_sentence_tells_its_language(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "123 456", "%$!", "Kelmar Dahl Nordstern", "\U0001f600"])
def test_what_speaks_for_no_language_is_und(text):
    assert language_of(text) == "und"


@pytest.mark.parametrize(
    "text",
    [
        "Mieszkańcy opuścili miasto, powiedział burmistrz.",
        "Nhân dân đã rời khỏi thành phố.",
        "Zkouška českého textu, který je krátký.",
        "Primăria a deschis un nou pod peste râu.",
    ],
)
def test_a_language_we_do_not_know_is_not_taken_for_one_we_know(text):
    assert language_of(text) == "und"


def test_foreign_names_do_not_turn_an_english_text():
    text = "The mayor of Deir ez-Zor met Jean de la Croix and the Frankfurter Allgemeine in Paris."
    assert language_of(text) == "en"
