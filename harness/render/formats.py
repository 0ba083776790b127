"""The formats that `check` and `run` write to standard output, by the name that `-f` takes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType

from harness.config import Settings
from harness.model.report import Report, Verdict

Renderer = Callable[[Report, Verdict, Settings], str]


def _json(report: Report, verdict: Verdict, _: Settings) -> str:
    from harness.render.json_report import render_json

    return render_json(report, verdict)


def _jsonl(report: Report, _: Verdict, __: Settings) -> str:
    from harness.render.json_report import render_jsonl

    return render_jsonl(report)


def _sarif(report: Report, verdict: Verdict, _: Settings) -> str:
    from harness.render.sarif import render_sarif

    return render_sarif(report, verdict)


def _junit(report: Report, verdict: Verdict, settings: Settings) -> str:
    from harness.render.junit import render_junit

    return render_junit(report, verdict, settings)


def _github(report: Report, verdict: Verdict, _: Settings) -> str:
    from harness.render.github import render_github

    return render_github(report, verdict)


def _gitlab(report: Report, _: Verdict, __: Settings) -> str:
    from harness.render.gitlab import render_gitlab

    return render_gitlab(report)


def _markdown(report: Report, verdict: Verdict, _: Settings) -> str:
    from harness.render.markdown import render_markdown

    return render_markdown(report, verdict)


def _text(report: Report, _: Verdict, __: Settings) -> str:
    from harness.render.lines import render_lines

    return render_lines(report)


def _console(report: Report, verdict: Verdict, _: Settings) -> str:
    from harness.render.console import render_console

    # NO_COLOR: https://no-color.org, where any value but the empty one counts.
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    width = shutil.get_terminal_size((80, 24)).columns
    coloured = sys.stdout.isatty() and not plain
    return render_console(report, verdict, width=width, coloured=coloured)


def _marot(report: Report, _: Verdict, __: Settings) -> str:
    from harness.render.marot import render_marot

    return render_marot(report)


def _xcomet(report: Report, _: Verdict, __: Settings) -> str:
    from harness.render.xcomet_json import render_xcomet

    return render_xcomet(report)


# Each loads its module when it is asked for: the command line starts without them.
RENDERERS: Mapping[str, Renderer] = MappingProxyType(
    {
        "text": _text,
        "console": _console,
        "json": _json,
        "jsonl": _jsonl,
        "sarif": _sarif,
        "junit": _junit,
        "github": _github,
        "gitlab": _gitlab,
        "markdown": _markdown,
        "marot": _marot,
        "xcomet-json": _xcomet,
    }
)
