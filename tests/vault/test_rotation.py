"""Keys are renewed while everybody reads and writes, and nothing that was locked is lost on the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid

import pytest

from ground.region import as_role
from lantaarn.context.session import acting
from lantaarn.vault.ciphers import Cell, new_key
from lantaarn.vault.opening import keys_of, open_all
from lantaarn.vault.organisations import forget_all
from lantaarn.vault.providers.closed import Closed
from lantaarn.vault.providers.file import make_key_file
from lantaarn.vault.rotation import check, rotate
from lantaarn.vault.sealing import seal

REGION = "drenthe"


@pytest.fixture
def own_file(tmp_path, settings):
    """A key file of this test alone."""
    make_key_file(tmp_path / "vault.key")
    settings.VAULT_KEY_FILE = tmp_path / "vault.key"
    return settings.VAULT_KEY_FILE


def written(stage, folder_id, text: str) -> dict:
    noor = stage.noor
    with acting(noor):
        return seal({Cell("folders_contribution", "text", uuid.uuid4()): text}, folder_id=folder_id, by=noor)


def read(stage, folder_id, sealed: dict) -> list[str]:
    with acting(stage.noor):
        return list(open_all(sealed, keys_of([folder_id])).values())


def command(*words: str, key_file) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "lantaarn.config", "keys", *words],
        env={**os.environ, "LANTAARN_VAULT_KEY_FILE": str(key_file)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_keys_are_rotated_while_readers_read_and_writers_write(own_file, stage):
    """This process remembers the old version all along, as a running website does."""
    folders = [stage.report().folder_id for _ in range(3)]
    texts = {folder_id: [(written(stage, folder_id, "vooraf"), "vooraf")] for folder_id in folders}
    rotating = command("rotate", "--provider", "--json", key_file=own_file)
    rounds = 0
    while rotating.poll() is None or rounds < 2:
        for folder_id in folders:
            text = f"tijdens {rounds}"
            texts[folder_id].append((written(stage, folder_id, text), text))
            sealed, plain = texts[folder_id][rounds // 2]
            assert read(stage, folder_id, sealed) == [plain]
        rounds += 1
    told = json.loads(rotating.communicate()[0])[REGION]
    assert rotating.returncode == 0
    assert told["organisations"] >= 1
    assert told["data_keys"] >= 3
    forget_all()
    for folder_id, kept in texts.items():
        for sealed, plain in kept:
            assert read(stage, folder_id, sealed) == [plain]
    checked = command("check", key_file=own_file)
    assert "Alle sleutels gaan open." in checked.communicate()[0]
    assert checked.returncode == 0


def test_who_remembered_the_old_version_still_locks_and_the_next_rotation_takes_it_along(own_file, stage):
    first = stage.report().folder_id
    written(stage, first, "voor de wisseling")
    with as_role("lantaarn_worker"):
        rotate(REGION)
    late = stage.report().folder_id
    sealed = written(stage, late, "nog met de oude")
    with as_role("lantaarn_worker"):
        assert check(REGION).under_older >= 1
        assert rotate(REGION, new_versions=False).data_keys >= 1
        assert check(REGION).under_older == 0
        assert check(REGION).broken == ()
    forget_all()
    assert read(stage, late, sealed) == ["nog met de oude"]


def test_an_old_version_under_which_nothing_lies_is_let_go(own_file, stage):
    folder_id = stage.report().folder_id
    sealed = written(stage, folder_id, "blijft leesbaar")
    with as_role("lantaarn_worker"):
        assert rotate(REGION).let_go == 0
    stage.superuser.execute("UPDATE vault_orgkey SET retired_at = retired_at - interval '2 hours'")
    with as_role("lantaarn_worker"):
        assert rotate(REGION).let_go >= 1
    old = stage.rows("vault_orgkey", version=1)
    assert {row.wrapped for row in old} == {""}
    forget_all()
    assert read(stage, folder_id, sealed) == ["blijft leesbaar"]


def test_batches_that_were_broken_off_are_finished_the_next_time(own_file, stage, monkeypatch):
    from lantaarn.vault import rotation

    folders = [stage.report().folder_id for _ in range(3)]
    sealed = {folder_id: written(stage, folder_id, "half") for folder_id in folders}
    move = rotation._move
    calls = []

    def breaks_off(rows):
        calls.append(rows)
        if len(calls) == 2:
            raise KeyboardInterrupt
        move(rows)

    monkeypatch.setattr(rotation, "_move", breaks_off)
    with as_role("lantaarn_worker"), pytest.raises(KeyboardInterrupt):
        rotate(REGION, batch=1)
    monkeypatch.setattr(rotation, "_move", move)
    for folder_id, text in sealed.items():
        assert read(stage, folder_id, text) == ["half"]
    with as_role("lantaarn_worker"):
        rotate(REGION, new_versions=False)
        assert check(REGION).under_older == 0
    for folder_id, text in sealed.items():
        assert read(stage, folder_id, text) == ["half"]


def test_a_key_that_does_not_open_is_named(own_file, stage):
    folder_id = stage.report().folder_id
    written(stage, folder_id, "kapot")
    stage.superuser.execute("UPDATE vault_datakey SET wrapped = %s WHERE folder_id = %s", [new_key() * 2, folder_id])
    checked = command("check", key_file=own_file)
    told, _ = checked.communicate()
    assert checked.returncode == 1
    broken = stage.rows("vault_datakey", folder_id=folder_id)
    assert all(f"sleutel {row.id} gaat niet open" in told for row in broken)


def test_without_its_key_file_nothing_opens_and_the_command_says_what_to_do(own_file, stage, tmp_path):
    folder_id = stage.report().folder_id
    sealed = written(stage, folder_id, "zonder bestand dicht")
    forget_all()
    own_file.rename(tmp_path / "elders")
    with pytest.raises(Closed):
        read(stage, folder_id, sealed)
    checked = command("check", key_file=own_file)
    _, told = checked.communicate()
    assert checked.returncode == 2
    assert "lantaarn keys make" in told


def test_the_first_key_file_is_made_once(tmp_path):
    path = tmp_path / "new" / "vault.key"
    assert "Bewaar een kopie" in command("make", key_file=path).communicate()[0]
    before = path.read_bytes()
    assert "blijft zoals het is" in command("make", key_file=path).communicate()[1]
    assert path.read_bytes() == before
