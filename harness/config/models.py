"""What a configuration says of models: COMET's, and the encoder that compares words."""

from __future__ import annotations

from pathlib import Path

from harness.config.table import Table
from harness.engines.comet.choice import BATCH, PRECISIONS, Choice, chosen_models
from harness.errors import HarnessError

MODEL = "comet-model"
# Key → the parameter of the option that takes it; models have their paths looked up first.
KEYS = {
    "gpus": "gpus",
    "batch-size": "batch_size",
    "precision": "precision",
    "offline": "offline",
}


def choice_of(top: Table, folder: Path) -> Choice:
    """Return COMET's models and how they are run; a model on disk is seen from `folder`.

    Whether a model is there is asked by who computes a metric with it.
    """
    given = top.texts(MODEL, single=True)
    try:
        models = tuple((name, _from(folder, model)) for name, model in chosen_models(given))
    except HarnessError as error:
        raise top.wrong(error.seen, error.remedy, MODEL) from None
    size = top.count("batch-size")
    if size == 0:
        raise top.wrong('"batch-size" is 0', "Give a whole number from 1 up.", "batch-size")
    return Choice(
        models=models,
        gpus=top.count("gpus") or 0,
        batch_size=BATCH if size is None else size,
        precision=_precision(top),
        offline=top.truth("offline") is True,
    )


def encoder_of(top: Table, folder: Path) -> str | None:
    """Return the encoder of words, a folder as seen from `folder`; None where none is named."""
    named = top.text("encoder")
    return None if named is None else _from(folder, named)


def _precision(top: Table) -> str:
    # A number of bits is as clear as its digits in quotes.
    given = top.values.get("precision")
    if isinstance(given, int) and not isinstance(given, bool):
        given = str(given)
        if given not in PRECISIONS:
            seen = f'{given} is no value of "precision"'
            raise top.wrong(seen, f"Give one of {', '.join(PRECISIONS)}.", "precision")
        return given
    return top.chosen("precision", {name: name for name in PRECISIONS}) or PRECISIONS[0]


def _from(folder: Path, model: str) -> str:
    """Return a path as seen from the folder; a hub id or the name of a package as it is."""
    here = folder / Path(model).expanduser()
    return str(here) if here.exists() or model.startswith((".", "~")) else model
