"""Runs that are over: their reports, read again from where they lie."""

from __future__ import annotations

from harness.stored.documents import StoredDocuments
from harness.stored.run import read_report

__all__ = ["StoredDocuments", "read_report"]
