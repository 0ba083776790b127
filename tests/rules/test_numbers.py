"""Pairs of our own: each wrong figure beside right paraphrases of the same sentence.

Only what is shown by default (medium confidence and up) counts. A case that is missed is no
failure by itself; precision and recall over the table are what must hold.
"""

import pytest

from harness.model.finding import Confidence
from harness.rules import RULES
from harness.rules.rule import Bad, example

AGAINST_REFERENCE = tuple(
    rule for rule in RULES if rule.family == "numbers" and rule.needs.value == "reference"
)

# Reference, wrong candidates (the wrong place marked), right candidates.
PAIRS = [
    ("The new clinic will have 420 beds.",
     ["The new clinic will have [[240]] beds.", "The new clinic will have [[42]] beds.",
      "The new clinic will get [[4,200]] beds."],
     ["The new clinic will have four hundred and twenty beds.",
      "It will have 420 beds, the new clinic."]),
    ("Some 1,200,000 people fled the valley.",
     ["Some [[120,000]] people fled the valley.", "Some [[12 million]] people fled the valley.",
      "About [[2.1 million]] people fled the valley."],
     ["Some 1.2m people fled the valley.", "About 1.2 million people have fled the valley."]),
    ("Rents rose by 14 per cent in May.",
     ["Rents rose by [[40]] per cent in May.", "Rents rose by [[4]]% in May.",
      "In May, rents went up by [[fifteen]] per cent."],
     ["Rents rose 14% in May.", "In May, rents went up by fourteen percent."]),
    ("Twelve of the 30 boats were lost.",
     ["[[Twenty]] of the 30 boats were lost.", "Twelve of the [[13]] boats were lost."],
     ["12 of the thirty boats were lost.", "Of the 30 boats, twelve were lost."]),
    ("The match begins at 3:40 p.m. on Sunday.",
     ["The match begins at [[3:14 p.m.]] on Sunday.",
      "The match begins at [[3:40 a.m.]] on Sunday.",
      "On Sunday the match begins at [[5:40 p.m.]]"],
     ["The match begins at 15:40 on Sunday.", "On Sunday the match starts at 3.40 p.m."]),
    ("She was born on 8 July 1946 in Marn.",
     ["She was born on [[18 July 1946]] in Marn.", "She was born on [[8 June 1946]] in Marn.",
      "She was born on [[8 July 1964]] in Marn."],
     ["She was born in Marn on July 8, 1946.", "She was born on the 8th of July 1946 in Marn."]),
    ("The fund lost $3.5 billion last year.",
     ["The fund lost $[[3.5 million]] last year.",
      "The fund lost $[[5.3 billion]] last year.", "The fund lost [[€3.5 billion]] last year."],
     ["The fund lost $3.5bn last year.", "Last year the fund lost 3.5 billion dollars."]),
    ("The road is 130 km long.",
     ["The road is [[130 miles]] long.", "The road is [[310]] km long.",
      "The road is [[13]] km long."],
     ["The road is 130 kilometres long.", "The road is 81 miles long."]),
    ("It was minus 31 degrees Celsius at dawn.",
     ["It was [[31 degrees Celsius]] at dawn.", "It was minus [[13]] degrees Celsius at dawn."],
     ["It was -31 °C at dawn.", "At dawn it was minus 24 degrees Fahrenheit."]),
    ("They waited for seven years.",
     ["They waited for [[seven days]].", "They waited for [[seventy]] years.",
      "They waited for [[seven months]]."],
     ["They waited for 7 years.", "For seven years they waited."]),
    ("In 2016 the mayor cut 25 posts.",
     ["In [[2014]] the mayor cut 25 posts.", "In 2016 the mayor cut [[52]] posts.",
      "In [[2061]] the mayor cut 25 posts."],
     ["The mayor cut 25 posts in 2016.", "In 2016, twenty-five posts were cut by the mayor."]),
    ("More than 2,300 labels were sold.",
     ["More than [[2,500]] labels were sold.", "More than [[23,000]] labels were sold."],
     ["Over 2,300 labels were sold.", "More than 2300 labels have been sold."]),
    ("Nearly 40 villages were cut off.",
     ["Nearly [[400]] villages were cut off.", "Nearly [[90]] villages were cut off."],
     ["39 villages were cut off.", "Almost forty villages were cut off."]),
    ("The levy brings in 150 million euros a year.",
     ["The levy brings in [[150 million dollars]] a year.",
      "The levy brings in [[105 million]] euros a year.",
      "The levy brings in [[150]] euros a year."],
     ["The levy brings in €150m a year.", "Every year the levy raises 150 million euros."]),
    ("He is the 21st keeper of the light.",
     ["He is the [[12th]] keeper of the light.", "He is the [[31st]] keeper of the light."],
     ["He is the twenty-first keeper of the light.", "He is keeper number 21 of the light."]),
    ("The court gave her 18 months.",
     ["The court gave her [[18 years]].", "The court gave her [[8]] months.",
      "The court gave her [[80]] months."],
     ["The court gave her eighteen months.", "She was given 18 months by the court."]),
    ("Two thirds of the wells are dry.",
     [],
     ["Two-thirds of the wells are dry.", "The wells are dry, two thirds of them."]),
    ("A third of the 900 wells are dry.",
     ["A third of the [[90]] wells are dry.", "A third of the [[9,000]] wells are dry."],
     ["One third of the 900 wells are dry.", "A third of the nine hundred wells are dry."]),
    ("The bag holds 5 kg of salt.",
     ["The bag holds [[5 g]] of salt.", "The bag holds [[50]] kg of salt.",
      "The bag holds [[5 tonnes]] of salt."],
     ["The bag holds 5 kilos of salt.", "Five kilograms of salt are in the bag.",
      "The bag holds 11 pounds of salt."]),
    ("Turnout was 61.3 per cent.",
     ["Turnout was [[63.1]] per cent.", "Turnout was [[16.3]] per cent.",
      "Turnout was [[613]] per cent."],
     ["Turnout was 61.3%.", "The turnout came to 61.3 percent."]),
    ("Six gunmen held 168 passengers for nine hours.",
     ["Six gunmen held [[354]] passengers for nine hours.",
      "Six gunmen held 168 passengers for [[nine days]].",
      "[[Sixteen]] gunmen held 168 passengers for nine hours."],
     ["6 gunmen held 168 passengers for 9 hours.",
      "For nine hours six gunmen held 168 passengers."]),
    ("The hall seats 3,850 and cost 7.1 million.",
     ["The hall seats [[3,550]] and cost 7.1 million.",
      "The hall seats 3,850 and cost [[5.1 million]].",
      "The hall seats 3,850 and cost [[7.1 billion]]."],
     ["The hall seats 3850 and cost 7,100,000.", "The hall cost 7.1 million and seats 3,850."]),
    ("On 12 and 25 December the port was shut.",
     ["On 12 and [[15 December]] the port was shut.",
      "On [[2]] and 25 December the port was shut."],
     ["On December 12 and 25 the port was shut.",
      "The port was shut on December 12 and December 25."]),
    ("The union has 64,847 members.",
     ["The union has [[34,974]] members.", "The union has [[64,487]] members."],
     ["The union has 64 847 members.", "The union's members number 64,847."]),
    ("Police found it at 9:30 a.m. on July 26.",
     ["Police found it at 9:30 a.m. on [[July 18]].",
      "Police found it at [[9:13 a.m.]] on July 26."],
     ["On July 26th at 9.30 a.m. police found it.", "Police found it on 26 July, at 09:30."]),
    ("The ticket costs 40 euros.",
     ["The ticket costs [[40 pounds sterling]].", "The ticket costs [[14]] euros.",
      "The ticket costs [[40 dollars]]."],
     ["The ticket costs €40.", "The ticket costs forty euros.", "A ticket is 40 euros."]),
    ("Green was born in 1946 and died in 2004.",
     ["Green was born in [[1964]] and died in 2004.",
      "Green was born in 1946 and died in [[2014]]."],
     ["Born in 1946, Green died in 2004.", "Green died in 2004; he was born in 1946."]),
    ("The 20-metre wall held back 5,000 tonnes of mud.",
     ["The [[20-kilometre]] wall held back 5,000 tonnes of mud.",
      "The 20-metre wall held back [[500]] tonnes of mud."],
     ["The 20-meter wall held back 5,000 tons of mud.",
      "A wall of 20 metres held back 5,000 tonnes of mud."]),
    ("The fire destroyed 40 homes near Marn.",
     ["The fire destroyed[[]] homes near Marn."],
     ["The fire destroyed forty homes near Marn.", "Near Marn the fire destroyed 40 homes."]),
    ("The bridge was closed after the flood.",
     ["The bridge was closed in [[2019]] after the flood.",
      "The bridge was closed [[40]] days after the flood."],
     ["The one bridge was closed after the flood.",
      "The bridge was closed once, after the flood."]),
    ("A dozen men and three women sat on the panel.",
     ["[[Twenty]] men and three women sat on the panel.",
      "A dozen men and [[thirteen]] women sat on the panel."],
     ["Twelve men and 3 women sat on the panel.", "On the panel sat three women and 12 men."]),
    ("The rate is between 20 and 30 per cent.",
     ["The rate is between 20 and [[80]] per cent.", "The rate is between [[2]] and 30 per cent."],
     ["The rate is 20-30%.", "The rate is from twenty to thirty per cent."]),
    ("Hundreds of people marched to the port.",
     [],
     ["Several hundred people marched to the port.",
      "People marched to the port in their hundreds."]),
    ("The app has 600 million users in 41 countries.",
     ["The app has [[600]] users in 41 countries.",
      "The app has 600 million users in [[14]] countries.",
      "The app has [[660 million]] users in 41 countries."],
     ["The app has 600m users in 41 countries.", "In 41 countries the app has 600 million users."]),
    ("The first of the two ships left on Monday.",
     [],
     ["The first of both ships left on Monday.", "On Monday the first of the 2 ships left."]),
    ("He scored 90 runs from 75 balls.",
     ["He scored [[19]] runs from 75 balls.", "He scored 90 runs from [[57]] balls."],
     ["He made ninety runs from 75 balls.", "From 75 balls he scored 90 runs."]),
    ("It will take until 2030 to plant 2.5 million trees.",
     ["It will take until [[2013]] to plant 2.5 million trees.",
      "It will take until 2030 to plant [[25 million]] trees."],
     ["It will take until 2030 to plant 2,500,000 trees.",
      "To plant two and a half million trees will take until 2030."]),
]  # fmt: skip

CASES = [
    (Bad(marked=marked, reference=reference), wrong)
    for reference, wrongs, rights in PAIRS
    for wrong, texts in ((True, wrongs), (False, rights))
    for marked in texts
]


def shown(case):
    analysis = example(case)
    return {
        hit.span
        for rule in AGAINST_REFERENCE
        for hit in rule.check(analysis)
        if min(rule.confidence, hit.confidence or rule.confidence) >= Confidence.MEDIUM
    }


@pytest.fixture(scope="module")
def outcome():
    right = false = missed = 0
    notes = []
    for case, _ in CASES:
        found, wanted = shown(case), set(case.spans)
        met = {w for w in wanted if any(_touch(w, f) for f in found)}
        stray = {f for f in found if not any(_touch(w, f) for w in wanted)}
        right, missed, false = right + len(met), missed + len(wanted - met), false + len(stray)
        if wanted - met or stray:
            notes.append((case.marked, case.reference, sorted(found)))
    return right, false, missed, notes


def _touch(wanted, found):
    if not len(wanted):
        return abs(found.start - wanted.start) <= 1 and not len(found)
    return wanted.overlap(found) > 0 and len(found) <= len(wanted) + 12


def test_there_are_enough_pairs_of_both_kinds():
    wrong = [case for case, bad in CASES if bad]
    assert len(CASES) >= 150
    assert min(len(wrong), len(CASES) - len(wrong)) >= 60
    assert all(case.spans for case in wrong)


def test_what_is_shown_is_right(outcome):
    right, false, _, notes = outcome
    assert right / (right + false) >= 0.95, notes


def test_what_is_wrong_is_shown(outcome):
    right, _, missed, notes = outcome
    assert right / (right + missed) >= 0.95, notes
