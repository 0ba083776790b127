"""Fits what judges differences to annotated data: `python -m harness.meta.fit`, or `make fit`."""
