"""Pages: one file each, nothing fetched, nothing run but our own few lines.

The policy in each page allows exactly the style and the script that are in it, by their hashes, so
that even markup that slipped through the escaping could neither load nor run anything.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

import jinja2

from harness.render.visible import plain, quoted, visible


def render_page(template: str, **values: object) -> str:
    """Return the page that `template` makes of the values; every text among them is escaped."""
    page = _environment().get_template(template)
    style, script = _asset("page.css"), _asset("page.js")
    return page.render(
        style=style, script=script, policy=_policy(style=style, script=script), **values
    )


@cache
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("harness.render", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"visible": visible, "plain": plain, "quoted": quoted, "number": number}
    return made


def number(value: float | None, digits: int = 2) -> str:
    """Return a value for reading: grouped thousands, `digits` decimals unless it is whole.

    >>> number(1234.5, 1), number(None), number(7)
    ('1,234.5', '–', '7')
    """
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.{digits}f}"


def _policy(*, style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _asset(name: str) -> str:
    return (files("harness.render") / "templates" / name).read_text(encoding="utf-8")
