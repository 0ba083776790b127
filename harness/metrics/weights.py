"""What an error of each severity weighs in `penalty`: named profiles, or a file of one's own."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness.errors import HarnessError, suggest
from harness.model.finding import Severity
from harness.read.decode import text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Points an error by severity, in the order neutral, minor, major, critical.

    `special` outweighs the severity where the error's MQM path starts with the key; `only`
    says for which severity (None: any). `whole` is what a segment costs that is no translation
    at all. `cap` bounds the points of one segment.
    """

    name: str
    points: tuple[float, float, float, float]
    special: tuple[tuple[str, Severity | None, float], ...] = ()
    whole: float | None = None
    cap: float | None = None

    def of(self, severity: Severity, mqm: str) -> float:
        """Return the points of one error.

        >>> WMT.of(Severity.MINOR, "fluency/punctuation"), WMT.of(Severity.MAJOR, "accuracy")
        (0.1, 5.0)
        """
        for path, only, points in self.special:
            if (mqm == path or mqm.startswith(f"{path}/")) and only in (None, severity):
                return points
        return self.points[severity]

    @property
    def signature(self) -> str:
        """The profile with all its numbers, as it stands in a score's signature."""
        steps = ",".join(f"{points:g}" for points in self.points)
        parts = [f"weights:{self.name}[{steps}]"]
        if self.special:
            parts.append(
                "special:"
                + ",".join(
                    f"{path}{f'@{only.label}' if only is not None else ''}={points:g}"
                    for path, only, points in self.special
                )
            )
        if self.whole is not None:
            parts.append(f"no-translation:{self.whole:g}")
        parts.append(f"cap:{f'{self.cap:g}/segment' if self.cap is not None else 'no'}")
        return "|".join(parts)


# The scheme of WMT's expert evaluations: Freitag et al., 2021, "Experts, Errors, and Context",
# table 4. It has no critical severity; ours counts as major there.
WMT = Weights(
    name="wmt",
    points=(0.0, 1.0, 5.0, 5.0),
    special=(
        ("fluency/punctuation", Severity.MINOR, 0.1),
        ("linguistic-conventions/punctuation", Severity.MINOR, 0.1),
    ),
    whole=25.0,
)
# The MQM Council's core scheme (themqm.org, error severity multipliers).
MQM_CORE = Weights(name="mqm-core", points=(0.0, 1.0, 5.0, 25.0))
# What xCOMET makes of its spans: Guerreiro et al., 2024, section 3.
XCOMET = Weights(name="xcomet", points=(0.0, 1.0, 5.0, 10.0), cap=25.0)

PROFILES = {profile.name: profile for profile in (WMT, MQM_CORE, XCOMET)}
_KEYS = frozenset({"name", "neutral", "minor", "major", "critical", "whole", "cap", "mqm"})


def weights_of(given: str) -> Weights:
    """Return the profile of that name, or the one in that file.

    Raises H110 where it is neither, H220 where the file is no profile.
    """
    if given in PROFILES:
        return PROFILES[given]
    path = Path(given)
    if not path.is_file():
        remedy = f"{suggest(given, PROFILES)} Or name a TOML file."
        raise HarnessError("H110", "--weights", f'"{given}" is no profile and no file', remedy)
    return _read(path)


def _read(path: Path) -> Weights:
    try:
        table = tomllib.loads(text_of(path))
    except tomllib.TOMLDecodeError as error:
        raise HarnessError("H220", str(path), f"not TOML ({error})", "Mend it.") from error
    for key in table:
        if key not in _KEYS:
            raise HarnessError("H220", str(path), f'unknown key "{key}"', suggest(key, _KEYS))
    steps = [_points(path, table, severity.label) for severity in Severity]
    if any(step is None for step in steps[1:]):
        raise HarnessError(
            "H220", str(path), "a severity has no points", "Give minor, major and critical."
        )
    special = table.get("mqm", {})
    if not isinstance(special, dict):
        raise HarnessError("H220", str(path), '"mqm" is no table', 'Write [mqm] and "style" = 0.5.')
    return Weights(
        name=str(table.get("name", path.stem)),
        points=(steps[0] or 0.0, steps[1] or 0.0, steps[2] or 0.0, steps[3] or 0.0),
        special=tuple(
            # The longest path first: the more specific one counts.
            (key, None, _points(path, special, key) or 0.0)
            for key in sorted(special, key=lambda key: (-len(key), key))
        ),
        whole=_points(path, table, "whole"),
        cap=_points(path, table, "cap"),
    )


def _points(path: Path, table: dict[str, Any], key: str) -> float | None:
    value = table.get(key)
    if value is None:
        return None
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not math.isfinite(value) or value < 0:
        raise HarnessError(
            "H220", str(path), f'"{key}" is {value!r}', "Give a number of points, 0 or more."
        )
    return float(value)
