"""Runs that are over: their reports, read again from where they lie."""

from __future__ import annotations

from harness.stored.documents import StoredDocuments
from harness.stored.run import (
    LEDGER,
    LEDGER_FILE,
    Stored,
    read_ledger,
    read_report,
    read_run,
    read_settings,
)

__all__ = [
    "LEDGER",
    "LEDGER_FILE",
    "Stored",
    "StoredDocuments",
    "read_ledger",
    "read_report",
    "read_run",
    "read_settings",
]
