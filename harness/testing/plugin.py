"""pytest's plugin: options, and fixtures that follow them and the configuration.

pytest loads it in every run of an environment, so it imports the package when a test asks.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from harness.config import Settings
    from harness.model.report import Report


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options to pytest's own."""
    group = parser.getgroup("mt-harness", "translations (mt-harness)")
    group.addoption(
        "--mt-config", metavar="FILE", help="settings; else the nearest mt-harness.toml"
    )
    group.addoption(
        "--mt-fail-on", metavar="SEVERITY", help="critical, major, minor, never; else minor"
    )
    group.addoption("--mt-baseline", metavar="FILE", help="findings that were accepted")


@pytest.fixture(scope="session")
def mt_settings(pytestconfig: pytest.Config) -> Settings:
    """Return the settings that options and configuration come to, as `check` would have them.

    Raises HarnessError for a configuration or a baseline that does not hold, pytest.UsageError
    for a severity that is none.
    """
    from dataclasses import replace

    from harness.baseline import read_baseline
    from harness.config import load
    from harness.model.finding import Severity

    given: str | None = pytestconfig.getoption("--mt-config")
    filed = load(Path(given) if given else None, start=pytestconfig.rootpath)
    severities: dict[str, Severity | None] = {s.label: s for s in Severity if s > Severity.NEUTRAL}
    asked = pytestconfig.getoption("--mt-fail-on") or filed.options.get("fail_on") or "minor"
    if asked not in {*severities, "never"}:
        raise pytest.UsageError(f"--mt-fail-on {asked}: give critical, major, minor or never")
    policy = replace(filed.settings.policy, fail_on=severities.get(asked))
    # Metrics are computed where the policy bounds them: a test asks for what it judges.
    bounded = policy.limited
    baseline: str | None = pytestconfig.getoption("--mt-baseline") or filed.settings.baseline
    if baseline is not None:
        read_baseline(Path(baseline))
    return replace(filed.settings, policy=policy, metrics=bounded, baseline=baseline)


@pytest.fixture
def assert_translation(mt_settings: Settings) -> Callable[..., Report]:
    """Return `harness.testing.assert_translation` under the settings of this run."""
    from harness.testing import assert_translation as check

    made: Any = partial(check, settings=mt_settings)
    return made  # type: ignore[no-any-return]
