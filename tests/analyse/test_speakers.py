"""Who is said to say what, of what kind, and whom a pronoun takes up."""

import pytest

from harness.analyse import Analysis
from harness.analyse.discourse import Position
from harness.analyse.kinds import Kind
from harness.model.text import Document
from harness.segment import segment


def analysed(text):
    return Analysis(segment(Document(id="x", text=text, language="en")))


@pytest.mark.parametrize(
    ("text", "speaker", "kind"),
    [
        ("The UN has said that it rains.", "The UN", Kind.ORGANISATION),
        ("The aid agency Tarik said so.", "The aid agency Tarik", Kind.ORGANISATION),
        ("Moscow denied the charge.", "Moscow", Kind.ORGANISATION),
        ('"It rains," said the driver.', "the driver", Kind.PERSON),
        ('"It rains," said Ms Weil.', "Ms Weil", Kind.PERSON),
        ("Khalil Lind, a surgeon from Hull, told us so.", "Khalil Lind", Kind.PERSON),
        ("According to UNICEF, wells are dry.", "UNICEF", Kind.ORGANISATION),
        ("The head of the agency said so.", "The head of the agency", Kind.PERSON),
        ("A spokeswoman for the ministry said so.", "A spokeswoman for the ministry", Kind.PERSON),
        (
            "On Friday the ministry of culture said so.",
            "the ministry of culture",
            Kind.ORGANISATION,
        ),
        ("Zorblatt said so.", "Zorblatt", Kind.UNKNOWN),
    ],
)
def test_the_subject_of_a_verb_of_saying(text, speaker, kind):
    (told, *_) = analysed(text).speech.between(0, len(text))
    assert (told.speaker.of(text), told.kind) == (speaker, kind)


@pytest.mark.parametrize(
    "text",
    ["He was told to go.", "A report lies here.", "The claim was wrong.", "It is a good answer."],
)
def test_nobody_speaks(text):
    assert [told.span.of(text) for told in analysed(text).speech.between(0, len(text))] == []


def test_a_pronoun_has_the_last_named_speaker():
    text = 'The agency said that it rains. "It pours," he said.'
    analysis = analysed(text)
    named, pronoun = analysis.speech.between(0, len(text))
    assert pronoun.pronoun == "he"
    assert analysis.speech.named_before(pronoun) == named
    assert analysis.speech.named_before(named) is None
    assert pronoun.span.of(text) == "he said"
    assert named.span.of(text) == "The agency said"


def test_what_a_quotation_tells_lies_inside():
    text = 'The agency added: "The men said so."'
    assert [told.inside for told in analysed(text).speech.between(0, len(text))][-1:] == [True]


@pytest.mark.parametrize(
    ("text", "kind", "gender"),
    [
        ("They met Ms Okoye there.", Kind.PERSON, "female"),
        ("They met Fatima Lind there.", Kind.PERSON, "female"),
        ("They met coach Vintou there.", Kind.PERSON, ""),
        ("They met Vintou, a teacher, there.", Kind.PERSON, ""),
        ("They asked the operator, Funivie Alte, there.", Kind.ORGANISATION, ""),
        ("They asked the OCHA there.", Kind.ORGANISATION, ""),
        ("They crossed the Zorblat River there.", Kind.THING, ""),
        ("They live in Vintou now.", Kind.PLACE, ""),
        ("They met Wang Xiulan there.", Kind.UNKNOWN, ""),
        ("They met Vintou there.", Kind.UNKNOWN, ""),
    ],
)
def test_what_a_name_is(text, kind, gender):
    analysis = analysed(text)
    assert analysis.cast.of_name(analysis.names[0]) == (kind, gender)


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("A survivor spoke.", ["survivor"]),
        ("Its spokeswoman spoke.", ["spokeswoman"]),
        ("The survivors spoke.", []),
        ("The passenger association spoke.", []),
        ("The head of the agency spoke.", ["head"]),
        ("It fell on my head.", []),
        ("They met Ada Lind.", ["Ada Lind"]),
        ("They crossed the Zorblat River.", []),
    ],
)
def test_who_may_be_a_single_person(text, persons):
    assert [person.span.of(text) for person in analysed(text).cast.persons] == persons


@pytest.mark.parametrize(
    ("text", "position", "subject"),
    [
        ("The agency sent lorries. He hopes for more.", Position.OPENS, "The agency"),
        ("The agency sent lorries, and he drove them.", Position.JOINS, "The agency"),
        ("The agency said that he was ready.", Position.DEPENDS, "The agency"),
        ('The agency sent lorries. "All is well," he said.', Position.SPEAKS, "The agency"),
        ("Lorries came, the court found. He rejected that.", Position.OPENS, "the court"),
        ("The agency sent lorries.\n\nHe hopes for more of them.", Position.STARTS, "The agency"),
        ("The bakers' union met. He hopes for more.", Position.OPENS, "The bakers' union"),
        ("Trains stop, specified the ministry. He hopes so.", Position.OPENS, "the ministry"),
        ("The agency has tents. One was lost, he said.", Position.REPORTS, "The agency"),
        ("The agency has lost tents, he said.", Position.REPORTS, "The agency"),
    ],
)
def test_what_a_pronoun_takes_up(text, position, subject):
    (one,) = analysed(text).pronoun_references
    assert one.position is position
    assert one.taken_up is not None and one.taken_up.span.of(text) == subject


def test_other_languages_are_left_alone():
    analysis = Analysis(segment(Document(id="x", text="Er sagte: ja.", language="de")))
    assert analysis.attributions_between(0, len(analysis.text)) == ()
    assert analysis.pronoun_references == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The bakers' union met. He hopes.", Kind.ORGANISATION),
        ("The bakers met. He hopes.", Kind.PERSON),
        ("The zorblation (trade union) met. He hopes.", Kind.ORGANISATION),
        ("The zorblation met. He hopes.", Kind.UNKNOWN),
    ],
)
def test_what_the_subject_stands_for(text, kind):
    (one,) = analysed(text).pronoun_references
    assert one.taken_up is not None and one.taken_up.kind is kind


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("The owner, Ada Lind, sat. He hopes.", "female"),
        ("A spokeswoman sat. He hopes.", "female"),
        ("A spokesperson sat. He hopes.", ""),
        ("The women's doctor sat. He hopes.", ""),
    ],
)
def test_the_gender_that_stands_beside_a_subject(text, gender):
    (one,) = analysed(text).pronoun_references
    assert one.taken_up is not None and one.taken_up.gender == gender


def test_a_stretch_has_the_same_persons_as_the_whole_text():
    text = "Ada Lind sat.\n\nThe nurse stood. A survivor spoke to Ms Weil.\n\nThe mayor left."
    cast = analysed(text).cast
    for start in range(0, len(text), 7):
        for end in range(start, len(text) + 1, 7):
            whole = tuple(p for p in cast.persons if start <= p.span.start < end)
            assert analysed(text).cast.persons_between(start, end) == whole


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The board met. He said he left. In May she came.", ["He", "he", "she"]),
        ("The board met, she said he left.", ["she", "he"]),
        ("The council refused; he has his own guards.", ["he", "his"]),
        ("The board met Ada Lind. She left.", []),
        ("The board met. A driver came. He left.", []),
        ("The court, in her decision, said that she was right.", ["her", "she"]),
    ],
)
def test_pronouns_of_a_body_go_on(text, found):
    bodies = analysed(text).spoken_bodies
    assert [body.reference.pronoun for body in bodies] == [word.lower() for word in found]
    assert {body.subject.kind for body in bodies} <= {Kind.ORGANISATION}
