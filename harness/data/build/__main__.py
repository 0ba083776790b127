"""The command behind `python -m harness.data.build`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from harness.data.build import (
    foreign,
    opposites,
    people,
    pivots,
    places,
    spelling,
    variants,
    wordnet,
)
from harness.data.build.sources import Sources


def main() -> None:
    """Writes every compiled file and says how large it is."""
    parser = argparse.ArgumentParser(prog="python -m harness.data.build")
    parser.add_argument("--root", type=Path, default=Path("/"), help="where usr/share lies")
    sources = Sources(root=parser.parse_args().root)
    net = wordnet.read_wordnet(sources)
    written = [
        spelling.build(sources),
        *wordnet.build(sources, net),
        opposites.build(sources, net),
        variants.build(sources, net),
        *places.build(sources, net),
        people.build(),
        *pivots.build(sources, net),
        foreign.build(),
    ]
    for path in written:
        sys.stdout.write(f"{path.stat().st_size:>10,} {path.name}\n")


if __name__ == "__main__":
    main()
