"""The command behind `make fit`."""

from __future__ import annotations

import argparse
import sys

from harness.data import has
from harness.errors import HarnessError
from harness.meta.annotated import MQM, contrast_items, data_folder, marked_items, sound_english
from harness.meta.fit.evidence import sheets
from harness.meta.fit.figures import by_folds, printed
from harness.meta.fit.forests import FILE as FORESTS
from harness.meta.fit.forests import grow, write_forests
from harness.meta.fit.quality import FILE as WEIGHTS
from harness.meta.fit.quality import contrasts, fitted, measured, write_weights
from harness.meta.fit.tags import FILE as TAG_PAIRS
from harness.meta.fit.tags import write_tag_pairs
from harness.meta.fit.triples import FILE as TRIPLES
from harness.meta.fit.triples import human_english, write_tag_triples


def main() -> int:
    """Write the packaged tables, or print how well they do by folds; 2 without the data."""
    parser = argparse.ArgumentParser(prog="python -m harness.meta.fit")
    parser.add_argument(
        "--figures", action="store_true", help="print figures by folds, fit nothing"
    )
    figures = parser.parse_args().figures
    try:
        folder = data_folder()
        if not figures:
            # Before anything asks for the table: the evidence is read from it.
            write_tag_pairs(sound_english(folder))
            write_tag_triples(human_english(folder))
        # Elsewhere the evidence lacks most of its values, and no phrase is told.
        read = (item for name in MQM for item in marked_items(folder, name))
        items = [item for item in read if has(item.language, TAG_PAIRS.stem)]
        found = sheets([*items, *contrast_items(folder)])
    except HarnessError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if figures:
        sys.stdout.write(printed(by_folds(found)))
        return 0
    write_forests(grow(found), found)
    # In processes of their own, which read the forests just written.
    pairs = contrasts(folder)
    write_weights(pairs, fitted(pairs, measured(pairs)))
    for path in (FORESTS, TRIPLES, WEIGHTS):
        sys.stdout.write(f"{path.stat().st_size:>10,} {path.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
