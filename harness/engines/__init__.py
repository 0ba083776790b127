"""The only modules that import a heavy library: one door each, guarded."""
