"""Pages: one file each, nothing fetched, nothing run but our own few lines.

The policy in each page allows exactly the style and the script that are in it, by their hashes, so
that even markup that slipped through the escaping could neither load nor run anything.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import jinja2

from harness.render.visible import plain, quoted, visible


def render_page(
    template: str, *, scripts: Sequence[str] = (), loads: bool = False, **values: object
) -> str:
    """Return the page that `template` makes of the values; every text among them is escaped.

    `scripts` are the assets that run in it; `loads` lets them load others, from beside the page.
    """
    page = _environment().get_template(template)
    style, code = _asset("page.css"), "".join(map(_asset, scripts))
    policy = _policy(style=style, script=code, loads=loads)
    return page.render(style=style, script=code, policy=policy, **values)


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


def _policy(*, style: str, script: str, loads: bool) -> str:
    # strict-dynamic: scripts that ours asks for may be loaded, and none that the page names.
    more = " 'strict-dynamic'" if loads else ""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'{more}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _asset(name: str) -> str:
    return (files("harness.render") / "templates" / name).read_text(encoding="utf-8")
