"""The plots of a batch: how scores and densities are spread, by length, and against each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from harness.metrics import METRICS
from harness.render.index_rows import Column, IndexRow
from harness.render.plots import Dot, Plot, histogram, scatter
from harness.render.visible import plain

# Side by side they are compared; of more systems each is a filter away.
_MOST_SYSTEMS = 6
_DENSITY = "findings_per_1000"
_AXES = {_DENSITY: "findings per 1,000 words", "words": "words"}


def plots(
    rows: Sequence[IndexRow], columns: Sequence[Column], *, several: bool
) -> tuple[Plot, ...]:
    """Return the plots that the documents give; none where there are too few that differ."""
    places = {column.key: n for n, column in enumerate(columns)}
    lead = leading(places)
    made = []
    if lead is not None:
        made.append(_scatter(rows, places, lead, _DENSITY, f"{lead} against findings, by document"))
        made += _histograms(rows, places, lead, several=several)
    made += _histograms(rows, places, _DENSITY, several=several)
    made.append(_scatter(rows, places, "words", _DENSITY, "Findings by length of the document"))
    if lead is not None:
        made.append(_scatter(rows, places, "words", lead, f"{lead} by length of the document"))
    return tuple(plot for plot in made if plot is not None)


def leading(metrics: Iterable[str]) -> str | None:
    """Return chrF++, else the first metric that is compared with a reference or by a model."""
    own = [name for name in metrics if name in METRICS and not METRICS[name].counts_findings]
    return "chrf++" if "chrf++" in own else next(iter(own), None)


def _histograms(
    rows: Sequence[IndexRow], places: dict[str, int], key: str, *, several: bool
) -> list[Plot | None]:
    axis = _AXES.get(key, key)
    groups: dict[str | None, list[float]] = {}
    for row in rows:
        value = row.values[places[key]]
        if value is not None:
            groups.setdefault(row.system if several else None, []).append(value)
    return [
        histogram(
            values,
            title=f"{axis[0].upper() if key == _DENSITY else axis[0]}{axis[1:]}, by document"
            + (f": {plain(system)}" if system else ""),
            axis=axis,
            column=key,
            system=plain(system) if system else None,
        )
        for system, values in list(groups.items())[:_MOST_SYSTEMS]
    ]


def _scatter(
    rows: Sequence[IndexRow], places: dict[str, int], across: str, up: str, title: str
) -> Plot | None:
    dots = []
    for row in rows:
        x, y = row.values[places[across]], row.values[places[up]]
        if x is not None and y is not None:
            name = plain(row.document) + (f" ({plain(row.system)})" if row.system else "")
            dots.append(Dot(x=x, y=y, name=name, href=row.href, alarmed=row.alarms > 0))
    return scatter(
        dots,
        title=title,
        across=_AXES.get(across, across),
        up=_AXES.get(up, up),
        columns=(across, up),
    )
