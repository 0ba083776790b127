"""Which files changed in git since a commit, with those whose sidecars did."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from harness.errors import HarnessError
from harness.read.article import belongs_to
from harness.read.kind import split_name
from harness.read.location import STDIN, is_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """The files of a repository that differ from a commit; `top` is its folder."""

    top: Path
    files: frozenset[Path]

    def has(self, path: str, beside: Iterable[str] = ()) -> bool:
        """Whether the file at `path` changed, or one of those `beside` it, or a sidecar of its own.

        What git cannot know (standard input, an address) always did. Raises H123 for a file
        outside of the repository.
        """
        if path == STDIN or is_url(path):
            return True
        whole = Path(path).resolve()
        if not whole.is_relative_to(self.top):
            raise HarnessError(
                "H123",
                path,
                f"outside of the git repository {self.top}",
                "Start from inside of the repository that has the files.",
            )
        near = {whole, *(Path(other).resolve() for other in beside)}
        # A sidecar that was taken away changed as well, and nothing names it any more.
        stem = split_name(whole.name)[0]
        return bool(near & self.files) or any(
            other.parent == whole.parent and belongs_to(other.name) == stem for other in self.files
        )


def changed_since(ref: str, folder: Path | None = None) -> Changed:
    """Return what changed in the repository around `folder` since the commit `ref`.

    That is what was added, edited, renamed or removed since the branch left it, whether committed
    or not, with files that git does not know yet. Raises H123 where there is no git, no
    repository, or no such commit.
    """
    where = folder or Path.cwd()
    inside = _git(where, "rev-parse", "--show-toplevel")
    if inside is None:
        raise HarnessError(
            "H123", str(where), "no git repository", "Leave --changed-since out, or start in one."
        )
    commit = _git(
        where, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"
    )
    if commit is None:
        raise HarnessError(
            "H123",
            "--changed-since",
            f'git knows no commit "{ref}"',
            "Name a branch, tag or commit; a shallow clone has to fetch it first.",
        )
    # What others did on that branch meanwhile is no change of ours; without a common commit (a
    # shallow clone) there is only the commit itself to compare with.
    base = _git(where, "merge-base", commit.strip(), "HEAD") or commit
    top = Path(inside.removesuffix("\n")).resolve()
    names = (
        _git(top, "diff", "--name-only", "--no-renames", "-z", base.strip(), "--"),
        _git(top, "ls-files", "--others", "--exclude-standard", "-z"),
    )
    found = (name for listed in names for name in (listed or "").split("\0") if name)
    return Changed(top=top, files=frozenset((top / name).resolve() for name in found))


def _git(folder: Path, *arguments: str) -> str | None:
    """Return what git prints; None where it fails."""
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise HarnessError(
            "H123", "--changed-since", "git is not installed", "Install it, or leave this out."
        ) from error
    return done.stdout.decode("utf-8", "surrogateescape") if done.returncode == 0 else None
