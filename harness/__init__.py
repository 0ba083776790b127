"""A linter for machine translations that also keeps score."""

from typing import TYPE_CHECKING

__all__ = ["__version__"]

__version__: str

if not TYPE_CHECKING:  # a checker that saw this would take every misspelt attribute for a str

    def __getattr__(name: str) -> str:
        """The installed version as `__version__`; looked up late: metadata costs an import."""
        if name == "__version__":
            from importlib.metadata import version

            return version("mt-harness")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
