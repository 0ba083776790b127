"""Asking a LanguageTool server, through language-tool-python's client.

Measured with language-tool-python 3.4: `check` wraps every answer in its `Match`, whose lengths
stay in UTF-16 units after an emoji and whose table of wide characters is a class attribute that
threads overwrite for each other; a request may last 300 s and is repeated once; proxies named in
the environment are used for this machine's own server as well. So the client is asked for the
plain answer, with a time limit of ours, once, and only a server elsewhere is reached by proxy.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from harness.engines.languagetool.errors import NoAnswerError, RefusedError
from harness.engines.languagetool.match import Match
from harness.engines.languagetool.positions import CodePoints
from harness.model.text import Span

if TYPE_CHECKING:
    from language_tool_python import LanguageTool

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """In which language to check, for whom, without which rules, or by `only` one."""

    language: str
    mother_tongue: str | None = None
    without: tuple[str, ...] = ()
    only: str | None = None


class Client:
    """A server that runs at `url`; each answer may take `limit_s` seconds."""

    def __init__(self, url: str, limit_s: float) -> None:
        self.url = url.rstrip("/").removesuffix("/v2") + "/"
        self._limit_s = limit_s
        self._doors: dict[str, LanguageTool] = {}
        self.version: str | None = None  # told with the first answer

    @property
    def local(self) -> bool:
        """Whether the server is on this machine."""
        return urlsplit(self.url).hostname in _LOCAL

    @cached_property
    def languages(self) -> frozenset[str]:
        """The codes that the server knows, such as en, en-US and de."""
        rows = self._asked("en", "languages", None)
        try:
            return frozenset(row[key] for row in rows for key in ("code", "longCode"))
        except (TypeError, KeyError):
            raise RefusedError("its answer is not LanguageTool's") from None

    @cached_property
    def identity(self) -> str | None:
        """The server's address with what it says of its build; None where it does not say.

        Raises NoAnswerError and RefusedError.
        """
        answer = self._asked("en", "info", None)
        software = answer.get("software") if isinstance(answer, dict) else None
        if not isinstance(software, dict):
            return None
        return f"{self.url} {json.dumps(software, sort_keys=True)}"

    def matches(self, text: str, question: Question) -> tuple[Match, ...]:
        """Return what the server objects to in `text`, in its order.

        Raises NoAnswerError and RefusedError.
        """
        answer = self._answer(text, question)
        if answer.get("warnings", {}).get("incompleteResults"):
            raise RefusedError("it gave up on part of the text")
        places = CodePoints.of(text)
        return tuple(_match(row, places) for row in answer["matches"])

    def _answer(self, text: str, question: Question) -> dict[str, Any]:
        params = self._door(question.language)._create_params(text)
        if question.mother_tongue:
            params["motherTongue"] = question.mother_tongue
        if question.only:
            params |= {"enabledRules": question.only, "enabledOnly": "true"}
        elif question.without:
            params["disabledRules"] = ",".join(question.without)
        answer = self._asked(question.language, "check", params)
        if not isinstance(answer, dict) or "matches" not in answer:
            raise RefusedError("its answer is not LanguageTool's")
        self.version = str(answer.get("software", {}).get("version", "of unknown version"))
        return answer

    def _asked(self, language: str, what: str, params: dict[str, str] | None) -> Any:  # noqa: ANN401 - JSON
        from language_tool_python.exceptions import LanguageToolError

        door, url = self._door(language), urljoin(self.url, f"v2/{what}")
        try:
            return door._query_server(url, params, 1, "post" if params else "get")
        except LanguageToolError as error:
            # An answer that is not JSON: the library puts its text into the error.
            if not isinstance(error.__cause__, OSError) or isinstance(error.__cause__, ValueError):
                raise RefusedError(_short(str(error))) from error
            raise NoAnswerError(_plain(error.__cause__, self._limit_s)) from error
        except UnicodeDecodeError as error:
            raise RefusedError("its answer is not LanguageTool's") from error

    def _door(self, language: str) -> LanguageTool:
        if language not in self._doors:
            self._doors[language] = _opened(self.url, language, self._limit_s, local=self.local)
        return self._doors[language]


def _opened(url: str, language: str, limit_s: float, *, local: bool) -> LanguageTool:
    """Return the library's client for a server that runs; nothing is asked of the server yet."""
    from language_tool_python import LanguageTool

    class Door(LanguageTool):
        _TIMEOUT = limit_s  # type: ignore[assignment]

        def _get_languages(self) -> set[str]:
            # The library asks the server anew for every client; we asked it once.
            return {language}

    without = dict.fromkeys(("http", "https", "all")) if local else None
    return Door(language, remote_server=url, proxies=without)  # type: ignore[arg-type]


def _match(row: dict[str, Any], places: CodePoints) -> Match:
    start = places.start(row["offset"])
    rule = row["rule"]
    suggestions = tuple(item["value"] for item in row["replacements"][:_SUGGESTIONS])
    kind = rule.get("issueType", "")
    unsuggested = kind == "misspelling" and _is_notice(suggestions)
    return Match(
        rule=rule["id"],
        category=rule["category"]["id"],
        kind=kind,
        message=row["message"],
        span=Span(start, max(start, places.end(row["offset"] + row["length"]))),
        suggestions=() if unsuggested else suggestions,
        unsuggested=unsuggested,
    )


def _is_notice(suggestions: tuple[str, ...]) -> bool:
    """Whether the one suggestion says, in words, that no more words are looked for.

    In the 33 languages of LanguageTool's own texts the notice stands in brackets, or ends as a
    sentence.
    """
    return len(suggestions) == 1 and (
        suggestions[0][:1] + suggestions[0][-1:] == "()"
        or (suggestions[0].endswith(".") and suggestions[0].count(" ") > 1)
    )


def _plain(error: BaseException, limit_s: float) -> str:
    from requests import ConnectTimeout, ReadTimeout

    if isinstance(error, ReadTimeout | ConnectTimeout):
        return f"no answer within {limit_s:g} s"
    return "the connection was refused or cut"


def _short(message: str) -> str:
    first = " ".join(message.split())
    return first if len(first) <= 200 else first[:199] + "…"
