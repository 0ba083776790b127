"""Contextual vectors of words by a model that the user names: a folder, a hub id, a package."""
