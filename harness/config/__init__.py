"""Settings of a run, and the file where they may stand: mt-harness.toml, or pyproject.toml."""

from __future__ import annotations

from harness.config.file import Configuration, load
from harness.config.settings import (
    RUN_METRICS,
    Override,
    Settings,
    checked_selection,
)

__all__ = [
    "RUN_METRICS",
    "Configuration",
    "Override",
    "Settings",
    "checked_selection",
    "load",
]
