"""Regular expressions out of packaged word lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_PARTED = 0x2E80  # from here on scripts part no words


def any_of(entries: Iterable[str]) -> str:
    """Return an expression for any of the entries as whole words; a final * is any ending.

    >>> bool(re.search(any_of(["translat*", "text"]), "a translated texture"))
    True
    >>> bool(re.search(any_of(["text"]), "a texture"))
    False
    """
    parts = []
    for entry in sorted(entries, key=len, reverse=True):
        plain = re.escape(entry.removesuffix("*"))
        parted = ord(entry[0]) < _PARTED
        end = "" if entry.endswith("*") or not parted else r"(?!\w)"
        parts.append((r"(?<!\w)" if parted else "") + plain + end)
    return f"(?:{'|'.join(parts)})"


def by_role(entries: Mapping[str, str]) -> dict[str, str]:
    """Return an expression for each role of a table of words and their roles.

    >>> sorted(by_role({"our": "ours", "app": "site"}))
    ['ours', 'site']
    """
    return {
        role: any_of(word for word, said in entries.items() if said == role)
        for role in set(entries.values())
    }


def heads(entries: Iterable[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the first words of the entries, and the beginnings of those that are open.

    What stands nowhere in a line by its first word need not be looked for.

    >>> heads(["log in", "translat*"])
    (frozenset({'log'}), ('translat',))
    """
    firsts = [entry.split()[0] for entry in entries]
    whole = frozenset(first for first in firsts if not first.endswith("*"))
    return whole, tuple(sorted({first[:-1] for first in firsts if first.endswith("*")}))
