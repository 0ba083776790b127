"""Errors say a code, the place, what was seen and what to do, and survive a process boundary."""

import ast
import pickle
import re
from pathlib import Path

from harness.errors import EngineError, HarnessError, suggest

PACKAGE = Path(__file__).parent.parent / "harness"


def raised():
    """Every place in the package where an error for users is made, with its literal code."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("HarnessError", "EngineError")
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                yield path, node


def test_the_message_is_code_place_seen_and_remedy():
    error = HarnessError(
        "H203", "mt-harness.toml:14", 'unknown rule "ENC11"', "Did you mean ENC101?"
    )
    assert str(error) == 'H203 mt-harness.toml:14: unknown rule "ENC11". Did you mean ENC101?'
    assert str(HarnessError("H106", "", "nothing to look at", "Give PATHs.")).startswith("H106 n")


def test_it_crosses_a_process_boundary_whole():
    for kind in (HarnessError, EngineError):
        error = pickle.loads(pickle.dumps(kind("H501", "java", "not found", "Install it.")))
        assert type(error) is kind
        assert (error.code, error.place, error.seen, error.remedy) == (
            "H501",
            "java",
            "not found",
            "Install it.",
        )


def test_every_error_has_a_code_of_its_kind():
    found = list(raised())
    assert len(found) > 20
    for path, node in found:
        assert re.fullmatch(r"H[1-5]\d\d", node.args[0].value), f"{path}:{node.lineno}"


def test_every_remedy_that_stands_in_the_code_ends_in_a_stop():
    for path, node in raised():
        if len(node.args) > 3 and isinstance(node.args[3], ast.Constant):
            assert re.search(r"[.)]$", str(node.args[3].value)), f"{path}:{node.lineno}"


def test_near_names_are_offered_and_else_all():
    assert suggest("blue", ["bleu", "chrf"]) == "Did you mean bleu?"
    assert suggest("zzz", ["chrf", "bleu"]) == "Known: bleu, chrf."
