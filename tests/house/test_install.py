"""The first run: what it needs is said in words that help, and the second run asks nothing."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "script"


@pytest.fixture
def install():
    spec = importlib.util.spec_from_file_location("install", SCRIPT / "_install.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(tmp_path):
    """A checkout without anything installed."""
    (tmp_path / "script").mkdir()
    for name in ("_prepare", "_install.py", "lantaarn"):
        shutil.copy(SCRIPT / name, tmp_path / "script")
    shutil.copytree(SCRIPT.parent / "requirements", tmp_path / "requirements")
    return tmp_path


def run(checkout, **environment):
    command = [checkout / "script" / "lantaarn", "--version"]
    return subprocess.run(command, cwd="/", env=os.environ | environment, capture_output=True, text=True)


def test_a_python_without_venv_is_told_which_package_brings_it(install, monkeypatch):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(install.CannotInstallError, match=r"(?s)ensurepip.*apt install python3-venv"):
        install.check_tools()


def test_every_locked_package_has_its_fingerprints(install):
    for group in install.GROUPS["dev"]:
        text = (SCRIPT.parent / "requirements" / f"{group}.txt").read_text()
        entries = [entry for entry in text.split("\n") if entry and not entry.startswith((" ", "#"))]
        assert entries
        assert all("==" in entry and entry.endswith("\\") for entry in entries)


def test_an_environment_that_holds_what_is_locked_is_left_alone(checkout):
    venv = checkout / ".venv" / "bin"
    venv.mkdir(parents=True)
    (venv / "python").write_text('#!/bin/sh\necho "as it was: $*"\n')
    (venv / "python").chmod(0o755)
    packages = b"".join((checkout / "requirements" / f"{name}.txt").read_bytes() for name in ("base", "demo"))
    sum_of_locks = subprocess.run(["cksum"], input=packages, capture_output=True).stdout.decode()
    (checkout / ".venv" / "installed-demo").write_text(f"{sum_of_locks}{checkout.resolve()}\n")
    done = run(checkout)
    assert done.stdout == "as it was: -P -m lantaarn.config --version\n"
    assert done.stderr == ""


def test_what_goes_wrong_is_said_on_standard_error_alone(checkout):
    (checkout / "requirements" / "base.txt").write_text("not a package\n")
    done = run(checkout, PIP_NO_INDEX="1")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Het installeren is niet gelukt" in done.stderr
    assert not (checkout / ".venv" / "installed-demo").exists()
