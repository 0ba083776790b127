"""`mt-harness cache`: what the results of expensive engines take up, and how to be rid of them."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from harness.cache import Cache, Contents, cache_folder
from harness.errors import HarnessError

app = typer.Typer(
    name="cache",
    help="Show or clear what expensive engines answered before.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
def info(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Say where the cache is, what it holds and how large it may grow."""
    found = Cache(cache_folder()).contents()
    if as_json:
        print(json.dumps(asdict(found) | {"path": str(found.path)}, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(found)))


@app.command()
def clear() -> None:
    """Throw away every result; the next run computes them again."""
    cache = Cache(cache_folder())
    thrown = cache.clear()
    if cache.trouble:
        raise HarnessError("H408", "", cache.trouble, "Remove the file by hand.")
    print(f"{thrown} result{'s' * (thrown != 1)} thrown away: {cache.path}")


def _lines(found: Contents) -> list[str]:
    rows = [f"{found.path}", f"{found.size / 1e6:.1f} of at most {found.limit / 1e6:.0f} MB"]
    rows += [f"{engine}: {count} results" for engine, count in found.results.items()]
    return [*rows, f"not usable: {found.trouble}"] if found.trouble else rows
