"""A backup is worth what its restore is: rehearsed with every table, every role and every right."""

import os
import re
import subprocess
import sys

import psycopg
import pytest

from ground import address, cluster
from lantaarn.config import cli
from lantaarn.config.backup import backup_command, manifest
from lantaarn.config.database import roles
from lantaarn.config.database.kind import Kind
from lantaarn.config.database.refused import RefusedError

EMPTY = address.named("restored")
RIGHTS = """
    SELECT relname::text,
           (SELECT string_agg(grant_to::text, ' ' ORDER BY grant_to::text) FROM unnest(
               coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner))) grant_to),
           relrowsecurity, relforcerowsecurity FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'S', 'v')
    UNION ALL SELECT proname::text, proowner::regrole::text, prosecdef, true FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT polrelid::regclass::text || polname, polqual::text IS NOT NULL || polcmd::text, true, true
    FROM pg_policy ORDER BY 1, 2
"""


@pytest.fixture
def filled(database, superuser):
    """The database with some rows that only the backup's role can see."""
    superuser.execute(
        "INSERT INTO django_session SELECT 'sleutel ' || n, 'ë' || n, now() FROM generate_series(1, 500) n"
    )
    return database


@pytest.fixture
def point_at(database, monkeypatch):
    """`point_at(EMPTY)`: from here on the environment is that of the other, still empty database."""
    roles.prepare(cluster.admin_dsn(), EMPTY, kind=Kind.TEST)

    def change(name):
        for variable, url in address.urls(name).items():
            monkeypatch.setenv(variable, url)

    yield change
    with psycopg.connect(cluster.admin_dsn(), autocommit=True) as admin:
        admin.execute(f"DROP DATABASE {EMPTY} WITH (FORCE)")


def backed_up(tmp_path):
    file = tmp_path / "lantaarn.backup"
    assert cli.main(["backup", str(file)]) == 0
    return file


def test_what_is_backed_up_comes_back_whole_with_its_rights(filled, superuser, point_at, tmp_path, capsys):
    file = backed_up(tmp_path)
    point_at(EMPTY)
    assert cli.main(["restore", str(file)]) == 0
    said = capsys.readouterr().out
    assert re.search(r"Reservekopie gemaakt in \d+\.\d seconden", said)
    assert re.search(r"Teruggezet in \d+\.\d seconden: \d+ rijen in \d+ tabellen, elke tabel nageteld", said)
    with psycopg.connect(cluster.admin_dsn(EMPTY)) as restored:
        assert manifest.count_rows(restored) == manifest.count_rows(superuser)
        assert restored.execute(RIGHTS).fetchall() == superuser.execute(RIGHTS).fetchall()


def test_after_a_restore_the_migrations_have_nothing_left_to_do(filled, point_at, tmp_path):
    file = backed_up(tmp_path)
    point_at(EMPTY)
    assert cli.main(["restore", str(file)]) == 0
    command = [sys.executable, "-P", "-m", "lantaarn.config", "migrate"]
    for arguments in (["--check"], ["--quiet"]):
        done = subprocess.run([*command, *arguments], env=dict(os.environ), capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_file_is_for_its_maker_alone_and_never_overwritten(filled, tmp_path):
    file = backed_up(tmp_path)
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(RefusedError, match="bestaat al"):
        backup_command.backup(file, url=address.url("lantaarn_backup", filled.name))


def test_only_an_empty_database_is_filled(filled, tmp_path, capsys):
    file = backed_up(tmp_path)
    assert cli.main(["restore", str(file)]) == 1
    assert "is niet leeg" in capsys.readouterr().err


@pytest.mark.parametrize("harm", ["change", "cut", "no_count"])
def test_a_damaged_backup_is_refused_before_anything_is_written(filled, point_at, tmp_path, capsys, harm):
    file = backed_up(tmp_path)
    point_at(EMPTY)
    content = file.read_bytes()
    if harm == "no_count":
        manifest.beside(file).unlink()
    else:
        file.write_bytes(content[:-100] if harm == "cut" else content[:-10] + b"0123456789")
    assert cli.main(["restore", str(file)]) == 1
    assert "Traceback" not in capsys.readouterr().err
    with psycopg.connect(cluster.admin_dsn(EMPTY)) as connection:
        assert connection.execute(manifest.TABLES).fetchall() == []


def test_a_row_that_is_missing_is_seen():
    assert manifest.differences({"signal": 3, "report": 1}, {"signal": 2, "report": 1}) == [
        "signal: 3 in de reservekopie, 2 teruggezet"
    ]


def test_a_password_stays_off_the_command_line(monkeypatch):
    from lantaarn.config.backup import tools

    seen = {}

    def note(command, env, **_):
        seen.update(command=" ".join(command), password=env["PGPASSWORD"])
        return type("Done", (), {"returncode": 0})

    monkeypatch.setattr(tools.subprocess, "run", note)
    monkeypatch.setattr(tools.Binaries, "program", lambda self, name: name)
    tools.run(tools.Binaries(None, "15.0"), "pg_dump", [], url="postgresql://lantaarn_backup:geheim@db/lantaarn")
    assert "geheim" not in seen["command"]
    assert seen["password"] == "geheim"
