"""A small parallel corpus for tests: our own sentences, worsened by a seeded hand."""

import random

import pytest

SENTENCES = (
    "The ferry left the harbour at dawn, although the wind had not dropped.",
    "Two engineers said on Monday that the bridge would need new cables by 2031.",
    "Nobody in the village remembers who planted the lime trees along the canal.",
    'The council rejected the plan; its chair called the figures "wishful thinking".',
    "Rainfall in April was 12.5 per cent below the average of the last thirty years.",
    "She asked whether the clinic could stay open until the end of the strike.",
    "A spokesman for the railway did not comment on the delay.",
    "Farmers want the dam built, fishers do not, and the ministry has no opinion yet.",
    "The museum's roof was repaired in 1998 & again last winter.",
    "He won the second set 7-5 after saving three match points.",
    "Why the lights went out in half of the town is still unclear.",
    "Prices rose by 3,400 crowns a tonne, the highest increase since the war.",
)


def worsened(text, rng):
    words = text.split()
    for _ in range(rng.randint(0, 5)):
        place = rng.randrange(len(words))
        match rng.randrange(4):
            case 0 if len(words) > 3:
                del words[place]
            case 1:
                words.insert(place, rng.choice(("of", "the", "yesterday", "harbour", "не")))
            case 2:
                words[place] = words[place][::-1]
            case _:
                cut = words[place : place + 4]
                del words[place : place + 4]
                at = rng.randint(0, len(words))
                words[at:at] = cut
    return " ".join(words)


def _corpus(size=60, seed=1):
    """Return two systems and two references, line by line."""
    rng = random.Random(seed)
    truth = [f"{rng.choice(SENTENCES)} {rng.choice(SENTENCES)}" for _ in range(size)]
    second = [worsened(text, rng) for text in truth]
    good = [worsened(text, rng) for text in truth]
    bad = [worsened(worsened(text, rng), rng) for text in truth]
    return good, bad, truth, second


def _written(folder, **columns):
    for name, lines in columns.items():
        (folder / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def corpus():
    """Two systems and two references of so many lines, from a seed."""
    return _corpus


@pytest.fixture(scope="session")
def written():
    """Writes columns of lines into a folder, one file each."""
    return _written
