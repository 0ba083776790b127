"""A linter for machine translations that also keeps score.

The steps, as a program calls them; everything is loaded when it is first asked for::

    from pathlib import Path
    import harness

    documents = harness.read_paths((Path("article.txt"),), language="en")
    report = harness.run(documents, harness.Settings(metrics=("chrf",)))
    for document in report.documents:
        for finding in document.shown:
            print(finding.rule, finding.severity.label, finding.text, finding.suggestion)
    verdict = harness.judge(report, harness.Policy())
"""

from typing import TYPE_CHECKING

__all__ = [
    "Policy",
    "Settings",
    "__version__",
    "check",
    "examine",
    "frames",
    "judge",
    "read_frame",
    "read_lines",
    "read_paths",
    "run",
    "run_into",
]

__version__ = "0.1.0"

if TYPE_CHECKING:
    from harness.api import check, examine, run, run_into
    from harness.config import Settings
    from harness.gate import judge
    from harness.model.report import Policy
    from harness.read import read_lines, read_paths
    from harness.tabular import frames, read_frame
else:
    _PLACES = {
        "Policy": ("harness.model.report", "Policy"),
        "Settings": ("harness.config", "Settings"),
        "check": ("harness.api", "check"),
        "examine": ("harness.api", "examine"),
        "frames": ("harness.tabular", "frames"),
        "judge": ("harness.gate", "judge"),
        "read_frame": ("harness.tabular", "read_frame"),
        "read_lines": ("harness.read", "read_lines"),
        "read_paths": ("harness.read", "read_paths"),
        "run": ("harness.api", "run"),
        "run_into": ("harness.api", "run_into"),
    }

    def __getattr__(name: str) -> object:
        """Load what is asked for: `import harness` alone stays cheap."""
        from importlib import import_module

        if name in _PLACES:
            module, attribute = _PLACES[name]
            return getattr(import_module(module), attribute)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
