"""The run folder: its place and lock, the parts that a run leaves as it goes, and its files."""

from __future__ import annotations

from harness.folder.book import Book
from harness.folder.files import write
from harness.folder.packed import Packed, pack
from harness.folder.place import opened, started

__all__ = ["Book", "Packed", "opened", "pack", "started", "write"]
