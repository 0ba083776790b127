"""A linter for machine translations that also keeps score."""

__all__ = ["__version__"]


def __getattr__(name: str) -> str:
    """The installed version as `__version__`; looked up late, since metadata costs an import."""
    if name == "__version__":
        from importlib.metadata import version

        return version("mt-harness")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
