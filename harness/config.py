"""Settings of a run: what is looked for, what is shown, what is measured, what may pass."""

from __future__ import annotations

from dataclasses import dataclass, field

from harness.errors import HarnessError, suggest
from harness.model.finding import Confidence
from harness.model.report import Policy, ReferenceKind
from harness.rules import RULES
from harness.rules.rule import FAMILIES, Rule

_ENGINE_PREFIXES = ("LT",)
RUN_METRICS = ("bleu", "chrf", "chrf++", "quality", "penalty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that decides the outcome of a run besides its input.

    `reference_kind` None means: told from each pair. `metrics` is empty for `check`.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_confidence: Confidence = Confidence.MEDIUM
    metrics: tuple[str, ...] = ()
    weights: str = "wmt"
    engines: tuple[str, ...] = ()
    languagetool_url: str | None = None
    reference_kind: ReferenceKind | None = None
    policy: Policy = field(default_factory=Policy)

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules that are selected and not ignored, in their order of rank."""
        return tuple(r for r in RULES if self.wants(r.code, r.name, r.family))

    def wants(self, code: str, name: str, family: str) -> bool:
        """Whether what goes by these is selected and not ignored, be it a rule of an engine."""
        names = {code.upper(), code[:3].upper().rstrip(":"), name.upper(), family.upper()}
        selected = not self.select or any(item.upper() in names for item in self.select)
        return selected and not any(item.upper() in names for item in self.ignore)


def checked_selection(given: tuple[str, ...], option: str) -> tuple[str, ...]:
    """Return the codes, names or families given; raise H203 for one that names no rule."""
    known = {*FAMILIES, *(rule.code for rule in RULES), *(rule.name for rule in RULES)}
    prefixes = {rule.code[:3] for rule in RULES}
    for item in given:
        # An engine's own rules are too many to list: LT:EN_A_VS_AN, or LT for all of them.
        if item.upper().partition(":")[0] in _ENGINE_PREFIXES:
            continue
        if item not in known and item.upper() not in {*known, *prefixes}:
            raise HarnessError("H203", option, f'unknown rule "{item}"', suggest(item, known))
    return given
