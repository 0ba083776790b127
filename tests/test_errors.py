"""Errors say a code, the place, what was seen and what to do, and survive a process boundary."""

import ast
import pickle
import re
from pathlib import Path

from harness.errors import EngineError, HarnessError, suggest

PACKAGE = Path(__file__).parent.parent / "harness"
PAGE = (PACKAGE.parent / "docs" / "errors.md").read_text(encoding="utf-8")


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


def codes():
    """Every code in the package's own text, also where it is printed and not raised."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from re.findall(r"\bH[1-5]\d\d\b", node.value)


def test_the_page_of_errors_has_every_code_once_in_order():
    listed = re.findall(r"^\| (H\d{3}) \| [^|]+ \| [^|]+ \| [23] \|$", PAGE, re.MULTILINE)
    assert listed == sorted(set(listed))
    assert listed == sorted(set(codes()))


def test_the_page_of_errors_says_the_exit_code():
    said = dict(re.findall(r"^\| (H\d{3}) .* \| ([23]) \|$", PAGE, re.MULTILINE))
    for path, node in raised():
        code = "3" if node.func.id == "EngineError" else "2"
        assert said[node.args[0].value] == code, f"{path}:{node.lineno}"
