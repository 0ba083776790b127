"""LanguageTool's own server as a child process: started under a time limit, always ended."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, Self

from harness.engines.languagetool.errors import LanguageToolUnavailableError
from harness.engines.languagetool.installation import Installation
from harness.engines.languagetool.java import Java, find_java

START_S = 60.0
_PORTS = 3  # a port can be taken between our asking for a free one and Java's opening it
_TAKEN = re.compile(r"already running|Address already in use|BindException")
# Threads of the server's own complain of this and that; the main one says why there is no server.
_TROUBLE = re.compile(r'^Error\b|Exception in thread "main"|OutOfMemoryError')
_GUARD = Path(__file__).with_name("guard.py")
# Measured on two cores with the first article of 460 words, to its end: 6.2 s of processor time
# and 400 MB with these, 17.1 s and 940 MB without.
_JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
_SETTINGS = {
    # Between runs nothing is kept, so the server's own cache only costs memory; a pool of parsed
    # rules saves 90 ms a request.
    "pipelineCaching": "true",
    "maxPipelinePoolSize": "8",
    "pipelineExpireTimeInSeconds": "3600",
    "maxCheckThreads": "8",
    "maxWorkQueueSize": "0",
}
# So many words of a sentence, less one, are looked up for what they may be meant to be: none.
_TERSE = {"maxSpellingSuggestions": "-1"}


class Server:
    """A running server at `url`; use as a context manager or call `close`."""

    def __init__(
        self, process: subprocess.Popen[bytes], log: IO[bytes], java: int, port: int
    ) -> None:
        self.url = f"http://127.0.0.1:{port}/"
        self.java = java
        self._process = process
        self._log = log

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the server and wait until it is gone; does nothing a second time."""
        if self._process.stdin and not self._process.stdin.closed:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.returncode < 0 and self.java:
            # The guard was itself killed, so it could not end Java.
            with contextlib.suppress(OSError):
                os.kill(self.java, signal.SIGKILL)
        if self._process.stdout:
            self._process.stdout.close()
        self._log.close()

    def said(self) -> str:
        """Return what Java wrote last, at most some 20,000 characters."""
        if self._log.closed:
            return ""
        size = self._log.seek(0, os.SEEK_END)
        self._log.seek(max(0, size - 20_000))
        return self._log.read().decode("utf-8", "replace")


def start(installation: Installation, limit_s: float = START_S, *, terse: bool = False) -> Server:
    """Return a server that answers; raise LanguageToolUnavailableError with Java's own words.

    A terse one looks for no suggestions for words that it does not know.
    """
    java = find_java()
    ends = time.monotonic() + limit_s
    with tempfile.TemporaryDirectory(prefix="mt-harness-") as folder:
        settings = Path(folder) / "languagetool.properties"
        given = _SETTINGS | (_TERSE if terse else {})
        settings.write_text("".join(f"{key}={value}\n" for key, value in given.items()))
        for attempt in range(_PORTS):
            server = _launched(java, installation, settings, free_port())
            try:
                why = _waited(server, ends)
            except BaseException:
                server.close()
                raise
            if why is None:
                return server
            said = server.said()
            server.close()
            if attempt + 1 == _PORTS or not _TAKEN.search(said) or time.monotonic() > ends:
                break
    raise LanguageToolUnavailableError(f"its server {why}{f': {telling(said)}' if said else ''}")


def free_port() -> int:
    """Return a port of this machine that nobody uses at the moment."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _launched(java: Java, installation: Installation, settings: Path, port: int) -> Server:
    command = [
        str(java.program),
        *_JAVA_OPTIONS,
        "-cp",
        str(installation.jar),
        "org.languagetool.server.HTTPServer",
        "--port",
        str(port),
        "--config",
        str(settings),
    ]
    log = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the server
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", str(_GUARD), *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        cwd=installation.jar.parent,
        # Ctrl-C is for us to answer; Java would stop in the middle of our last request.
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        return Server(process, log, int(process.stdout.readline() or b"0"), port)
    except BaseException:
        process.kill()
        raise


def _waited(server: Server, ends: float) -> str | None:
    """Wait until the server answers; return what it did instead."""
    from requests import RequestException, Session

    with Session() as session:
        session.trust_env = False  # no proxy stands between us and this machine
        while server.alive:
            with contextlib.suppress(RequestException):
                answer = session.get(f"{server.url}v2/healthcheck", timeout=2)
                # Whoever else may listen there, Java ends when it cannot have the port.
                if answer.ok and answer.text.strip() == "OK" and server.alive:
                    return None
            if time.monotonic() > ends:
                return "did not answer in time"
            time.sleep(0.1)
    return "ended as it started"


def telling(log: str) -> str:
    r"""Return the line of Java's output that says what went wrong, else its last line.

    >>> telling("INFO x\nError: no main class\nCaused by: y\n")
    'Error: no main class'
    """
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    found = next((line for line in lines if _TROUBLE.search(line)), lines[-1] if lines else "")
    return found if len(found) <= 300 else found[:299] + "…"
