"""A small process between us and Java: when we are gone, however we went, it ends Java too.

Started as a script, with the command to run as its arguments. It prints the command's process id,
and ends the command when its own standard input closes, which happens when the process at the
other end closes it, exits, crashes or is killed. Nothing else in Java or in Python does that on
every platform: LanguageTool's server never looks at its input.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading


def main(command: list[str]) -> int:
    """Run `command` until it ends or standard input closes; return its exit code."""
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sys.stderr)

    def end(*_: object) -> None:
        child.kill()

    def watch() -> None:
        sys.stdin.buffer.read()
        end()

    signal.signal(signal.SIGTERM, end)
    sys.stdout.write(f"{child.pid}\n")
    sys.stdout.flush()
    threading.Thread(target=watch, daemon=True).start()
    return child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
