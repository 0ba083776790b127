"""Many documents: spread over processes, and what becomes of one that fails."""

from __future__ import annotations

from harness.batch.failure import lost, told
from harness.batch.pool import Lost, each

__all__ = ["Lost", "each", "lost", "told"]
