"""A reference that slipped or belongs to another text is named, and gives no differences."""

import pytest

from harness.analyse import Analysis
from harness.analyse.anchors import misplaced
from harness.model.text import Document, Span, Unit
from harness.segment import segment

TEXT = [
    "The harbour at Kelmar was closed on Monday after two cargo ships collided in thick fog.",
    "Captain Elin Dahl of the Nordstern told reporters that nobody aboard had been injured.",
    "Insurers put the damage to the quay and both hulls at about 14 million crowns.",
    "Divers from the coast guard will inspect the wreck's propeller on Wednesday morning.",
    "Fishermen complained that their catch of herring had spoiled while the boats waited.",
    "The transport minister promised new radar masts along the sound before next winter.",
]
TOLD = [
    "Kelmar's harbour closed on Monday when two cargo ships collided in dense fog.",
    "Nobody aboard was hurt, Captain Elin Dahl of the Nordstern told reporters.",
    "The damage to quay and hulls is put by insurers at some 14 million crowns.",
    "On Wednesday morning coast guard divers are to inspect the propeller of the wreck.",
    "Their herring catch spoiled while boats waited, fishermen complained.",
    "Before next winter there will be new radar masts along the sound, the minister promised.",
]
OTHER = [
    "A choir from the hills sang in the old theatre for the first time since the war ended.",
    "Tickets were gone within an hour, and people stood in the rain outside to listen.",
    "Their teacher, who is ninety, wept when the children took up the last of her songs.",
    "She had written it in a cellar, on the back of a calendar, while bombs fell above.",
    "Nobody had heard it in public until then, and nobody spoke when it came to an end.",
    "Next spring they will travel to Lisbon, where her sister has a bakery by the river.",
]


def beside(mine: list[str], theirs: list[str], language: str = "en") -> Analysis:
    """Return the analysis of two line files."""
    text, other = "\n".join(mine), "\n".join(theirs)
    units, at, there = [], 0, 0
    for one, two in zip(mine, theirs, strict=True):
        place = Span(there, there + len(two))
        units.append(Unit(span=Span(at, at + len(one)), references=(place,)))
        at, there = at + len(one) + 1, there + len(two) + 1
    document = Document(
        id="d", text=text, references=(other,), language=language, units=tuple(units)
    )
    return Analysis(segment(document))


def test_a_reference_in_other_words_belongs() -> None:
    assert misplaced(beside(TEXT, TOLD)) is None


@pytest.mark.parametrize(("step", "told"), [(1, "1 later"), (-1, "1 earlier"), (2, "2 later")])
def test_a_reference_that_slipped_is_named_with_the_way(step: int, told: str) -> None:
    moved = [TOLD[(n - step) % len(TOLD)] for n in range(len(TOLD))]
    analysis = beside(TEXT, moved)
    found = misplaced(analysis)
    assert found is not None
    assert found.segments == tuple(range(6))
    assert told in found.why
    assert analysis.differences == ()


def test_it_is_named_from_where_it_slips() -> None:
    slipped = [*TOLD[:3], *OTHER[3:]]
    found = misplaced(beside(TEXT, slipped))
    assert found is not None
    assert found.segments == (3, 4, 5)


def test_a_reference_of_another_text_fits_nowhere() -> None:
    found = misplaced(beside(TEXT, OTHER))
    assert found is not None
    assert found.segments == tuple(range(6))
    assert "any other text" in found.why


def test_a_single_segment_that_says_something_else_is_an_error_and_stays() -> None:
    assert misplaced(beside([*TEXT[:2], OTHER[0], *TEXT[3:]], TOLD)) is None


CHINESE = [
    ("凯尔马港因两艘货轮在浓雾中相撞而关闭。", "浓雾中两艘货轮相撞，凯尔马港随即关闭。"),
    ("船长埃琳·达尔说无人受伤。", "据船长埃琳·达尔称，船上无人受伤。"),
    ("保险公司估计码头损失约一千四百万克朗。", "码头损失估计为一千四百万克朗，保险公司说。"),
    ("海岸警卫队潜水员周三检查螺旋桨。", "周三，海岸警卫队的潜水员将检查螺旋桨。"),
    ("渔民抱怨鲱鱼在等待中变质。", "等待期间鲱鱼变质，渔民怨声载道。"),
    ("交通部长承诺冬天之前安装雷达桅杆。", "雷达桅杆将在冬天之前安装，交通部长承诺。"),
    ("老剧院昨晚演出山区合唱团。", "山区合唱团昨晚在老剧院演出。"),
    ("九十岁的女教师听后落泪。", "女教师年已九十，听后落泪。"),
]


def test_lines_without_spaces_are_set_against_their_neighbours() -> None:
    mine, theirs = ([pair[side] for pair in CHINESE] for side in (0, 1))
    assert misplaced(beside(mine, theirs, "zh")) is None
    found = misplaced(beside(mine, [*theirs[1:], "完。"], "zh"))
    assert found is not None
    assert found.segments == tuple(range(len(mine)))
    assert "1 earlier" in found.why
