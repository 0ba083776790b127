"""Whether a text is technical: a manual names files, options and commands in every paragraph.

News names a product or a site now and then; over 25,000 words of clean articles in four
languages nothing but sites and brands has one of these forms.
"""

from __future__ import annotations

import re

# Paths, options, files and settings with dots, names with underscores or colons, calls,
# assignments, variables: the forms of things that are typed, in any language's text.
_TYPED = re.compile(
    r"(?<![\w/.~])~?/(?:[\w.-]+/)*[\w.-]*\w"
    r"|(?<![^\s(\"“„«])--?[a-z][\w-]*"
    r"|(?<![\w@./-])(?:[a-z_][\w-]*)?(?:\.(?!com\b|org\b|net\b)[a-z]\w*)+(?![\w./])"
    r"|\b[a-z]\w*_\w+|\w\(\d?\)|\w=\w|\$[A-Za-z]|\w::\w"
    r"|\b[a-z]{2,}[a-z-]*\d[a-z0-9.-]*\b",
    re.ASCII,
)
# So many of them, not the same thing over and over, and one in so many words.
_KINDS = 3
_WORDS = 300


def technical(text: str) -> bool:
    """Return whether the text is about things that are typed: commands, files, settings.

    >>> technical("Edit /etc/fstab, then run apt-get --yes install on host_a.")
    True
    >>> technical("The owner of example.org told the BBC on 3 May that he had sold it.")
    False
    """
    found = _TYPED.findall(text)
    return len(set(found)) >= _KINDS and len(found) * _WORDS >= len(text.split())
