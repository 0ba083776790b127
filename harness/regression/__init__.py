"""A run set against a stored one: findings, documents, and a test of one metric a language pair."""

from __future__ import annotations

from harness.regression.beside import beside, set_against

__all__ = ["beside", "set_against"]
