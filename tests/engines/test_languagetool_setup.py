"""Setting LanguageTool up: whole or not at all, from Maven Central or from a file."""

import subprocess
import sys
import zipfile

import pytest

from harness.engines.languagetool import setup
from harness.engines.languagetool.installation import JAR, VERSION, find_installation, home
from harness.errors import EngineError, HarnessError

# Two of the real jars, the smallest that there are.
SMALL = tuple(sorted(setup.jars(), key=lambda jar: jar.size)[:2])


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    """Nothing that this machine has is seen, and nothing is written to it."""
    monkeypatch.setattr(setup, "home", lambda: tmp_path / "home" / "languagetool")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("LTP_PATH", raising=False)
    return tmp_path / "home" / "languagetool"


def release(folder, name="LanguageTool-6.8"):
    """A folder in the form of LanguageTool's releases."""
    made = folder / name
    (made / "libs").mkdir(parents=True)
    (made / JAR).write_bytes(b"a jar")
    (made / "libs" / "core.jar").write_bytes(b"another")
    return made


def zipped(folder, target, top=True):
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder.parent if top else folder))
    return target


def contents(folder):
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def test_every_jar_is_named_once_with_its_checksum():
    jars = setup.jars()
    assert len({jar.name for jar in jars}) == len(jars) > 100
    assert {len(jar.sha256) for jar in jars} == {64}
    assert f"languagetool-server-{VERSION}.jar" in {jar.name for jar in jars}


@pytest.mark.parametrize("top", [True, False])
def test_a_zip_becomes_an_installation(tmp_path, own_folders, top):
    archive = zipped(release(tmp_path / "a"), tmp_path / "LanguageTool-6.8.zip", top=top)
    made = setup.unpack(archive)
    assert (made.version, made.jar) == ("6.8", own_folders / "LanguageTool-6.8" / JAR)
    assert contents(made.jar.parent) == [JAR, "libs/core.jar"]
    assert [p.name for p in own_folders.iterdir() if p.is_dir()] == ["LanguageTool-6.8"]


def test_a_folder_becomes_an_installation_and_replaces_an_older_one(tmp_path, own_folders):
    setup.unpack(release(tmp_path / "a"))
    newer = release(tmp_path / "b")
    (newer / "libs" / "new.jar").write_bytes(b"new")
    setup.unpack(newer)
    folder = own_folders / "LanguageTool-6.8"
    assert contents(folder) == [JAR, "libs/core.jar", "libs/new.jar"]
    assert [p.name for p in own_folders.iterdir() if p.is_dir()] == ["LanguageTool-6.8"]
    assert newer.is_dir()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda data: data[: len(data) // 2], "broken"),
        (lambda data: b"no zip at all", "broken"),
        (lambda data: data.replace(b"a jar", b"a jaw"), "checksum"),
    ],
)
def test_a_broken_archive_installs_nothing(tmp_path, own_folders, damage, said):
    archive = zipped(release(tmp_path / "a"), tmp_path / "LanguageTool-6.8.zip")
    archive.write_bytes(damage(archive.read_bytes()))
    with pytest.raises(HarnessError, match=said):
        setup.unpack(archive)
    assert contents(own_folders) == ["setup.lock"]


def test_an_archive_of_something_else_is_refused(tmp_path, own_folders):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "readme.txt").write_text("nothing")
    with pytest.raises(HarnessError, match=f"no {JAR}"):
        setup.unpack(zipped(tmp_path / "other", tmp_path / "other.zip"))
    with pytest.raises(HarnessError, match="is called tool"):
        setup.unpack(release(tmp_path / "a", name="tool"))
    assert contents(own_folders) == ["setup.lock"]


def test_names_that_climb_out_of_the_archive_stay_inside(tmp_path, own_folders):
    archive = zipped(release(tmp_path / "a"), tmp_path / "LanguageTool-6.8.zip")
    with zipfile.ZipFile(archive, "a") as packed:
        packed.writestr("../../../climbed.txt", "out")
    setup.unpack(archive)
    assert not list(tmp_path.rglob("climbed.txt")) or all(
        own_folders in path.parents for path in tmp_path.rglob("climbed.txt")
    )


def test_without_jgo_the_install_command_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "jgo", None)
    with pytest.raises(EngineError, match=r'pip install "mt-harness\[languagetool\]"'):
        setup.fetch(lambda done, whole: None)


def test_the_manifest_keeps_to_72_bytes_and_says_everything():
    names = [f"jars/{'x' * n}.jar" for n in range(1, 120)]
    text = setup.manifest(names)
    assert all(len(line.encode()) <= 72 for line in text.split("\r\n"))
    assert text.replace("\r\n ", "").split("Class-Path: ")[1].strip() == " ".join(names)


def test_two_at_once_both_find_it_whole(tmp_path):
    archive = zipped(release(tmp_path / "a"), tmp_path / "LanguageTool-6.8.zip")
    code = (
        "import sys; from pathlib import Path\n"
        "from harness.engines.languagetool.setup import unpack\n"
        "print(unpack(Path(sys.argv[1])).jar.parent)\n"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", code, archive], stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    places = {process.communicate(timeout=60)[0] for process in both}
    assert [process.returncode for process in both] == [0, 0]
    assert len(places) == 1
    found = find_installation()
    assert found is not None
    assert contents(home()) == [
        f"LanguageTool-6.8/{JAR}",
        "LanguageTool-6.8/libs/core.jar",
        "setup.lock",
    ]


@pytest.mark.network
def test_jars_come_from_maven_central_and_what_is_there_is_kept(own_folders, monkeypatch):
    pytest.importorskip("jgo")
    monkeypatch.setattr(setup, "jars", lambda: SMALL)
    told = []
    made = setup.fetch(lambda done, whole: told.append((done, whole)))
    jars = made.jar.parent / "jars"
    assert all(jar.intact(jars / jar.name) for jar in SMALL)
    assert told[-1][0] == told[-1][1] == sum(jar.size for jar in SMALL)
    # An interrupted run leaves a part; what is damaged in it is fetched again, the rest kept.
    partial = own_folders / f"LanguageTool-{VERSION}.partial"
    made.jar.parent.rename(partial)
    (partial / "jars" / SMALL[0].name).write_bytes(b"half")
    told.clear()
    setup.fetch(lambda done, whole: told.append((done, whole)))
    assert told[0][0] == SMALL[1].size
    assert all(jar.intact(jars / jar.name) for jar in SMALL)
    assert not partial.exists()


@pytest.mark.network
def test_a_jar_with_another_checksum_is_not_installed(own_folders, monkeypatch):
    from dataclasses import replace

    pytest.importorskip("jgo")
    monkeypatch.setattr(setup, "jars", lambda: (replace(SMALL[0], sha256="0" * 64),))
    with pytest.raises(EngineError, match="another checksum"):
        setup.fetch(lambda done, whole: None)
    assert not (own_folders / f"LanguageTool-{VERSION}").exists()


def test_without_a_network_the_way_round_is_said(own_folders, monkeypatch):
    pytest.importorskip("jgo")
    monkeypatch.setattr(setup, "jars", lambda: SMALL)
    # The real fetch, through a proxy at which nobody listens.
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"):
        for variable in (name, name.lower()):
            monkeypatch.setenv(variable, "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("no_proxy", "")
    with pytest.raises(EngineError, match="--from") as told:
        setup.fetch(lambda done, whole: None)
    assert "could not be fetched" in str(told.value)
    assert not (own_folders / f"LanguageTool-{VERSION}").exists()


def test_a_full_disk_installs_nothing_and_is_said(tmp_path, own_folders):
    """The limit on the size of files that a process may write ends as a full disk does."""
    archive = zipped(release(tmp_path / "a"), tmp_path / "LanguageTool-6.8.zip")
    code = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from harness.engines.languagetool import setup\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (3, 3))\n"
        "setup.home = lambda: Path(sys.argv[2])\n"
        "try: setup.unpack(Path(sys.argv[1]))\n"
        "except Exception as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(archive), str(own_folders)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "File too large" in done.stdout, done.stderr
    assert not (own_folders / "LanguageTool-6.8").exists()
    assert not (own_folders / "unpacked.partial").exists()
