"""Imports point one way: a module may use only what stands to its left in the flow."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from harness import cli

FLOW = [
    "errors",
    "plugins",
    "hidden",
    "replacing",
    "model",
    "data",
    "cache",
    "engines",
    "read",
    "segment",
    "analyse",
    "rules",
    "metrics",
    "config",
    "detect",
    "proofread",
    "unrelated",
    "error_spans",
    "merge",
    "confirm",
    "baseline",
    "decisions",
    "accept",
    "score",
    "compare",
    "alarms",
    "aggregate",
    "facts",
    "limits",
    "losses",
    "gate",
    "explain",
    "render",
    "stored",
    "batch",
    "regression",
    "folder",
    "survey",
    "named",
    "examination",
    "session",
    "kept",
    "cluster",
    "tabular",
    "api",
    "meta",
    "fix",
    "testing",
    "cli",
    "__main__",
]
PACKAGE = Path(__file__).parent.parent / "harness"
CORPORA = PACKAGE.parent / "corpora"
HEAVY = {"torch", "comet", "sacrebleu", "language_tool_python", "pandas", "pyarrow", "spacy", "ray"}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.ImportFrom(level=0, module="harness"):
                names = [f"harness.{alias.name}" for alias in node.names]
            case ast.ImportFrom(level=0, module=str(module)):
                names = [module]
            case ast.ImportFrom():
                raise AssertionError(f"{path}: relative import; write the whole name")
            case ast.Import():
                names = [alias.name for alias in node.names]
            case _:
                continue
        yield from names


def sources():
    return sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_nothing_imports_what_comes_after_it(path):
    own = path.relative_to(PACKAGE).with_suffix("").parts
    if own == ("__init__",):
        return
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "harness" and parts[1:] and parts[1] != "__version__":
            assert FLOW.index(parts[1]) <= FLOW.index(own[0]), f"{path} imports {name}"


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_only_engines_import_an_engine(path):
    own = path.relative_to(PACKAGE).parts[0]
    engines = {name.split(".")[0] for name in imported(path)} & (HEAVY - {"pandas", "pyarrow"})
    assert not engines or own in ("engines", "data")


# Each takes as long to import as ten of our modules, and a short check needs none of them.
SLOW = {"numpy", "importlib.metadata", "concurrent.futures", "email", "logging", "asyncio"}


@pytest.mark.parametrize("command", [name for name in cli._COMMANDS if name != "setup"])
def test_a_command_is_imported_without_the_heavy_libraries(command):
    code = f"import harness.cli.{command}, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stdout.split())


def test_a_short_check_imports_nothing_slow():
    code = """
import sys
from harness.cli import app
try:
    app(["check", "--no-fail", "--quiet", sys.argv[1]])
finally:
    print(*sys.modules, file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(CORPORA / "idlib-2019-12-27.txt")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert not (HEAVY | SLOW) & set(done.stderr.split())
