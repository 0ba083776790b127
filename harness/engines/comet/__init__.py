"""COMET through unbabel-comet: checkpoints found and known, texts scored, nothing left changed.

`checkpoint` finds a model and reads what can be known of it without loading it; `network` is the
only module that imports the library; `scorer` asks each text once; `models` holds a run's scorers.
"""
