"""A restored old backup does not bring an erased person back: with pg_dump and pg_restore, on a real PostgreSQL."""

import json

import psycopg
import pytest

from ground import address, cluster
from lantaarn.config import cli
from lantaarn.config.backup import keys
from lantaarn.config.database import roles
from lantaarn.config.database.kind import Kind
from lantaarn.config.database.refused import RefusedError
from lantaarn.config.serving.erasures import refuse_when_behind

RESTORED = address.named("restored")
PLAIN = "Noor Voorbeeld woont aan de Verzonnenweg 1"


@pytest.fixture
def other_database(database, monkeypatch):
    """`other_database()`: from here on the environment is that of an empty database beside the first."""
    roles.prepare(cluster.admin_dsn(), RESTORED, kind=Kind.TEST)

    def change():
        for variable, url in address.urls(RESTORED).items():
            monkeypatch.setenv(variable, url)

    yield change
    with psycopg.connect(cluster.admin_dsn(), autocommit=True) as admin:
        admin.execute(f"DROP DATABASE {RESTORED} WITH (FORCE)")


@pytest.fixture
def gone(ends, stage, tmp_path):
    """A backup of when a person was still readable, after which that person was erased."""
    ends.adopt("signal_case", "signal_reporter")
    folder = ends.closed(years_ago=6)
    _cell, text = ends.sealed(folder, stage.noor, PLAIN)
    stage.superuser.execute("UPDATE signals_signal SET own_reference = %s WHERE folder_id = %s", [text, folder])
    file = tmp_path / "old.backup"
    assert cli.main(["backup", str(file)]) == 0
    ends.run()
    return file, folder, text


def keys_in(database):
    with psycopg.connect(cluster.admin_dsn(database)) as connection:
        found = connection.execute(
            "SELECT (SELECT count(*) FROM vault_datakey WHERE keep IN ('case', 'reporter') AND wrapped <> ''),"
            " (SELECT count(*) FROM vault_token), (SELECT count(*) FROM signals_report WHERE name <> ''),"
            " (SELECT count(*) FROM access_erasure WHERE replayed_at IS NOT NULL)"
        ).fetchone()
    assert found is not None
    return found


def serve_refuses(capsys, command="serve"):
    assert cli.main([command]) == 1
    return capsys.readouterr().err


def test_an_old_backup_does_not_bring_an_erased_person_back(gone, other_database, capsys):
    file, folder, text = gone
    other_database()
    assert cli.main(["restore", str(file)]) == 0
    said = capsys.readouterr().out
    assert "2 verwijderingen zijn herhaald" in said
    assert keys_in(RESTORED) == (0, 0, 0, 2)
    with psycopg.connect(cluster.admin_dsn(RESTORED)) as connection:
        row = connection.execute(
            "SELECT own_reference, (SELECT count(*) FROM vault_datakey WHERE id = vault_key_of(own_reference)"
            " AND wrapped = '' AND destroyed_at IS NOT NULL) FROM signals_signal WHERE folder_id = %s",
            [folder],
        ).fetchone()
    assert row == (text, 1), "the ciphertext came back, its key did not"
    refuse_when_behind(address.url("lantaarn_app", RESTORED), {"LANTAARN_LEDGER": _ledger()})


def _ledger():
    import os

    return os.environ["LANTAARN_LEDGER"]


def test_nothing_starts_while_what_was_erased_is_back(gone, other_database, capsys):
    """Restored by hand, past our own command."""
    file, _folder, _text = gone
    other_database()
    from lantaarn.config.backup import restore_command

    restore_command.restore(file, owner_url=address.url("lantaarn_owner", RESTORED))
    with psycopg.connect(address.url("lantaarn_owner", RESTORED)) as connection:
        keys.put_back(connection, keys.beside(file))
    assert keys_in(RESTORED)[:3] != (0, 0, 0)
    for command in ("serve", "work"):
        said = serve_refuses(capsys, command)
        assert "2 verwijderingen van daarna zijn hier nog niet gedaan" in said
        assert "lantaarn retention replay" in said
    assert cli.main(["retention", "verify", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {"erasures": 2, "behind": 2, "good": False}
    assert cli.main(["retention", "replay"]) == 0
    assert keys_in(RESTORED) == (0, 0, 0, 2)
    assert cli.main(["retention", "verify"]) == 0
    assert cli.main(["retention", "replay"]) == 0, "again is nothing new"
    assert "niets dat hier nog vernietigd moest worden" in capsys.readouterr().out


def test_a_tampered_ledger_is_refused_before_anything_is_put_back(gone, ends, other_database, capsys):
    file, _folder, _text = gone
    ends.file.write_text(ends.file.read_text().replace("drenthe", "elders", 1))
    assert "Regel 1" in serve_refuses(capsys)
    other_database()
    assert cli.main(["restore", str(file)]) == 1
    assert "grootboek" in capsys.readouterr().err
    with psycopg.connect(cluster.admin_dsn(RESTORED)) as connection:
        assert connection.execute("SELECT count(*) FROM pg_class WHERE relname = 'signals_signal'").fetchone() == (0,)


def test_a_ledger_that_was_cut_off_or_is_lost_is_refused(gone, ends, capsys):
    (first, _second) = ends.file.read_text().splitlines(keepends=True)
    ends.file.write_text(first)
    assert "Er ontbreken regels" in serve_refuses(capsys)
    ends.file.unlink()
    assert "LANTAARN_LEDGER" in serve_refuses(capsys)


def test_the_dump_holds_no_keys_and_the_keys_lie_apart(gone, database):
    file, _folder, _text = gone
    apart = keys.beside(file)
    assert apart.stat().st_mode & 0o077 == 0
    kept = apart.read_text()
    assert kept.count("vault_orgkey ") == kept.count("vault_datakey ") == 1
    with psycopg.connect(cluster.admin_dsn(database.name)) as connection:
        ids = [str(row[0]) for row in connection.execute("SELECT id FROM vault_datakey").fetchall()]
    assert ids
    assert all(key_id in kept for key_id in ids)


@pytest.mark.parametrize("harm", ["none", "other"])
def test_without_its_keys_a_backup_is_not_put_back(gone, other_database, capsys, harm):
    file, _folder, _text = gone
    apart = keys.beside(file)
    if harm == "none":
        apart.unlink()
    else:
        apart.write_text(apart.read_text() + "\n")
    other_database()
    assert cli.main(["restore", str(file)]) == 1
    assert "--keys" in (said := capsys.readouterr().err) or "hoort niet bij" in said


def test_a_database_that_does_not_answer_starts_nothing():
    with pytest.raises(RefusedError, match="antwoordt niet"):
        refuse_when_behind("postgresql://lantaarn_app@/geen?host=/nonexistent", {})
