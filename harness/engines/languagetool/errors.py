"""What can go wrong with LanguageTool, told apart by what can be done about it."""

from __future__ import annotations


class LanguageToolUnavailableError(Exception):
    """There is no server to ask, and why; the message is one for users."""


class NoAnswerError(Exception):
    """The server was asked and did not answer in time, or is gone."""


class RefusedError(Exception):
    """The server answered that it will not check this text, and why."""
