"""world/given_names.txt: given names and whom they are given to.

The census counts decide where they have a name; else the lists of Faker's locales, those in
Latin letters; given_names_more.txt comes before both.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import defaultdict
from pathlib import Path

from harness.data import table
from harness.data.build.sources import write_table
from harness.data.gazetteer import folded

HEADER = (
    "Key: given name, folded; value: f female, m male, b both.",
    "Source: US Census 1990 name frequencies (through the package names 0.3), public domain;",
    "lists of 40 locales of Faker 40; Arabic, Persian, Kurdish, Hebrew, South Asian, Russian",
    "and Chinese names in Latin letters from given_names_more.txt.",
    "Licence: census data public domain; Faker MIT, see licences/LICENSE-Faker.txt.",
)
LOCALES_TO_DOUBT = 2  # Jean and Andrea are women in one census and men in the next country
BOTH = 0.2  # the rarer gender's share from which a name counts as both


def _census() -> dict[str, dict[str, float]]:
    """Name → gender → share of that gender's people who bear it."""
    names = importlib.import_module("names")

    counted: dict[str, dict[str, float]] = defaultdict(dict)
    for gender, word in (("f", "female"), ("m", "male")):
        path = Path(str(names.__file__)).parent / f"dist.{word}.first"
        for line in path.read_text(encoding="ascii").splitlines():
            name, share, *_ = line.split()
            counted[name.lower()][gender] = float(share)
    return counted


def _locales() -> dict[str, dict[str, float]]:
    """Name → gender → in how many locales it is listed for that gender."""
    person = importlib.import_module("faker.providers.person")
    counted: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for found in sorted(module.name for module in pkgutil.iter_modules(person.__path__)):
        provider = importlib.import_module(f"faker.providers.person.{found}").Provider
        for gender, word in (("f", "female"), ("m", "male")):
            listed = getattr(provider, f"first_names_{word}", None) or ()
            for name in sorted({folded(str(entry)) for entry in listed}):
                if name.isascii() and name.replace(" ", "").isalpha() and len(name) > 1:
                    counted[name][gender] += 1
    return counted


def _gender(shares: dict[str, float]) -> str:
    female, male = shares.get("f", 0.0), shares.get("m", 0.0)
    if min(female, male) >= BOTH * (female + male):
        return "b"
    return "f" if female > male else "m"


def build() -> Path:
    """The written given_names.txt."""
    listed_abroad = _locales()
    entries = {name: _gender(shares) for name, shares in listed_abroad.items()}
    for name, shares in _census().items():
        gender = _gender(shares)
        abroad = listed_abroad.get(name, {})
        other = sum(count for g, count in abroad.items() if g != gender)
        entries[name] = "b" if other >= LOCALES_TO_DOUBT else gender
    entries.update(table("world", "given_names_more"))
    return write_table("world", "given_names", HEADER, entries)
