"""Runs that are over: their reports, read again from where they lie."""

from __future__ import annotations

from harness.stored.documents import StoredDocuments
from harness.stored.ledger import ledger_text, read_ledger
from harness.stored.run import Stored, read_report, read_run, read_settings

__all__ = [
    "Stored",
    "StoredDocuments",
    "ledger_text",
    "read_ledger",
    "read_report",
    "read_run",
    "read_settings",
]
