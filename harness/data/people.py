"""Given names and the gender they are given to."""

from __future__ import annotations

from typing import Literal

from harness.data.gazetteer import folded
from harness.data.sorted_lines import open_table

Gender = Literal["female", "male", "both"]
GENDERS: dict[str, Gender] = {"f": "female", "m": "male", "b": "both"}


def first_name_gender(name: str) -> Gender | None:
    """Whom a given name is given to: female, male, both; None for a name that is not listed.

    Accents and case do not count. Of several names or a hyphenated one the first decides.

    >>> first_name_gender("Fatima"), first_name_gender("Bashar"), first_name_gender("Aleppo")
    ('female', 'male', None)
    """
    table = open_table("world", "given_names")
    word = folded(name)
    found = table.get(word) or table.get(word.partition(" ")[0])
    return GENDERS[found] if found else None
