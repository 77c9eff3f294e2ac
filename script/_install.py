"""Makes .venv and installs the locked packages by hash; needs nothing but Python 3.11 and a package registry."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
GROUPS = {"base": ["base"], "demo": ["base", "demo"], "dev": ["base", "demo", "dev"]}


class CannotInstallError(Exception):
    """Something that the person at the keyboard can mend; the message says how."""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two scripts started together wait for each other instead of installing through each other."""
    import fcntl  # noqa: PLC0415 - absent on Windows, where the message below is the better answer

    with (ROOT / ".venv.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Een ander venster is al aan het installeren. Even wachten …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def check_tools() -> None:
    missing = []
    for module in ("venv", "ensurepip"):
        try:
            __import__(module)
        except ImportError:
            missing.append(module)
    if missing:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise CannotInstallError(
            f"Deze Python ({sys.executable}) mist het onderdeel {' en '.join(missing)}.\n"
            f"  Debian of Ubuntu: sudo apt install python3-venv   (of python{version}-venv)\n"
            "Daarna kunt u hetzelfde commando opnieuw geven."
        )


def is_sound() -> bool:
    """An environment made elsewhere, or by a Python that has gone, is made again."""
    if not PYTHON.exists():
        return False
    code = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([PYTHON, "-c", code], capture_output=True, check=False).returncode == 0


def make_environment() -> None:
    if is_sound():
        return
    check_tools()
    say("Stap 1 van 2: een eigen Python-omgeving maken in .venv")
    if VENV.exists():
        shutil.rmtree(VENV)
    done = subprocess.run([sys.executable, "-m", "venv", VENV], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CannotInstallError(f"De omgeving .venv kon niet worden gemaakt:\n{done.stdout}{done.stderr}")


def locked_names(groups: list[str]) -> set[str]:
    text = "\n".join((ROOT / "requirements" / f"{group}.txt").read_text() for group in groups)
    return {name.lower() for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)}


def install_packages(groups: list[str]) -> None:
    total = len(locked_names(groups))
    say(f"Stap 2 van 2: {total} pakketten installeren, elk gecontroleerd op zijn vingerafdruk")
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:"]
    command += ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    for group in groups:
        command += ["-r", str(ROOT / "requirements" / f"{group}.txt")]
    lines: list[str] = []
    started = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            lines.append(line)
            report(line, total, sum(1 for seen in lines if seen.startswith("Collecting ")))
    if pip.returncode != 0:
        raise CannotInstallError(
            "Het installeren is niet gelukt. Dit zei pip:\n" + "".join(lines[-15:]) + "Is er verbinding met internet? "
            "Probeer het daarna opnieuw; wat al binnen is, wordt niet nog eens opgehaald."
        )
    say(f"Klaar na {time.monotonic() - started:.0f} seconden.")


def report(line: str, total: int, count: int) -> None:
    if line.startswith("Collecting "):
        name = re.split(r"[=<>~! ]", line.removeprefix("Collecting "))[0]
        if count % 10 == 0 or count == total:
            say(f"  {count} van {total}: {name.strip()}")
    elif line.startswith("Installing collected"):
        say("  alles is binnen, nu op zijn plaats zetten")


def link_project() -> None:
    """A path file instead of an editable install: that would fetch a build backend outside the lock."""
    for packages in VENV.glob("lib/python3*/site-packages"):
        (packages / "lantaarn.pth").write_text(f"{ROOT / 'src'}\n")


def install(group: str, mark: str) -> None:
    done = VENV / f"installed-{group}"
    with one_at_a_time():
        if done.exists() and done.read_text().rstrip("\n") == mark and PYTHON.exists():
            return
        say("Lantaarn wordt klaargezet. Dit gebeurt alleen de eerste keer en na een nieuwe versie.")
        make_environment()
        install_packages(GROUPS[group])
        link_project()
        done.write_text(mark + "\n")


def main() -> int:
    if os.name != "posix":
        say("Lantaarn draait op Linux en macOS. Op Windows: gebruik WSL (Windows Subsystem for Linux).")
        return 1
    try:
        install(sys.argv[1], sys.argv[2])
    except CannotInstallError as problem:
        say(str(problem))
        return 1
    except KeyboardInterrupt:
        say("\nAfgebroken. Geef hetzelfde commando opnieuw om verder te gaan.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
