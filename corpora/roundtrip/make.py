"""Writes the round trips: clean English articles through Apertium into a language and back.

    python corpora/roundtrip/make.py

takes the first paragraphs of the articles in `corpora/negative/en`, sends them on one of three trips
in turn (Spanish; Esperanto; Spanish and Portuguese) and writes `<trip>-<article>.txt` with the
untouched original beside it as `.ref.txt`. Needs Apertium and its language pairs; installs them with apt where it may, and else
says what is missing. The same versions write the same bytes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ORIGINALS = HERE.parent / "negative" / "en"
# Its subject is entities and tags: Apertium takes those for markup.
LEFT_OUT = "09-html-residue"
FEWEST, MOST = 150, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """Where a text goes before it comes back, the Debian packages, and Apertium's modes in turn."""

    name: str
    packages: tuple[str, ...]
    modes: tuple[str, ...]


TRIPS = (
    Trip(name="es", packages=("apertium-eng-spa",), modes=("eng-spa", "spa-eng")),
    Trip(name="eo", packages=("apertium-eo-en",), modes=("en-eo", "eo-en")),
    # Into Portuguese there is no direct way: by Spanish, there and back.
    Trip(
        name="espt",
        packages=("apertium-eng-spa", "apertium-es-pt"),
        modes=("eng-spa", "es-pt", "pt-es", "spa-eng"),
    ),
)


def beginning(text: str) -> str:
    """Return the first paragraphs, up to MOST words, more only where they were under FEWEST."""
    kept: list[str] = []
    words = 0
    for paragraph in text.rstrip("\n").split("\n\n"):
        more = len(paragraph.split())
        if words >= FEWEST and words + more > MOST:
            break
        kept.append(paragraph)
        words += more
    return "\n\n".join(kept) + "\n"


def there_and_back(text: str, trip: Trip) -> str:
    """Return the text through the trip's modes; unknown words stay as they are, without a mark."""
    for mode in trip.modes:
        done = subprocess.run(
            ["apertium", "-u", mode], input=text, capture_output=True, text=True, check=True
        )
        text = done.stdout
    return text


def missing() -> list[str]:
    """Return the Debian packages without which nothing can be made, sorted."""
    if shutil.which("apertium") is None:
        return sorted({"apertium", *(package for trip in TRIPS for package in trip.packages)})
    listed = subprocess.run(["apertium", "-l"], capture_output=True, text=True, check=True)
    modes = set(listed.stdout.split())
    return sorted(
        {
            package
            for trip in TRIPS
            if not modes.issuperset(trip.modes)
            for package in trip.packages
        }
    )


def documents() -> dict[str, str]:
    """Return every file of the corpus, its name to its text."""
    articles = [path for path in sorted(ORIGINALS.glob("*.txt")) if path.stem != LEFT_OUT]
    made: dict[str, str] = {}
    for number, path in enumerate(articles):
        trip = TRIPS[number % len(TRIPS)]
        original = beginning(path.read_text(encoding="utf-8"))
        name = f"{trip.name}-{path.stem[3:]}"
        made[f"{name}.txt"] = there_and_back(original, trip)
        made[f"{name}.ref.txt"] = original
    return made


def main() -> int:
    """Write every document; return 1 where Apertium or a pair of languages is missing."""
    wanted = missing()
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "install", "-y", "-q", *wanted], check=False)
        wanted = missing()
    if wanted:
        sys.stderr.write(f"Not on this machine: {', '.join(wanted)} (Debian packages).\n")
        return 1
    made = documents()
    for name, text in made.items():
        (HERE / name).write_text(text, encoding="utf-8")
    sys.stdout.write(f"{len(made) // 2} documents in {HERE}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
