"""The library's noise kept away, and what it changes for the whole process put back."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet() -> Iterator[None]:
    """Keep logging and warnings of the block to itself, and put their settings back.

    Importing COMET sets the root logger to INFO with a handler of its own, and lets Lightning tell
    of devices and of its services at every start.
    """
    root = logging.getLogger()
    handlers, disabled = root.handlers[:], root.manager.disable
    levels = {name: log.level for name, log in _loggers().items()} | {"": root.level}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logging.disable(logging.ERROR)
        try:
            yield
        finally:
            logging.disable(disabled)
            root.handlers[:] = handlers
            for name, level in levels.items():
                # Setting a level empties the caches of all loggers, so not without need.
                if logging.getLogger(name or None).level != level:
                    logging.getLogger(name or None).setLevel(level)


def _loggers() -> dict[str, logging.Logger]:
    made = logging.getLogger().manager.loggerDict
    return {name: log for name, log in made.items() if isinstance(log, logging.Logger)}
