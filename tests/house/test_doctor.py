"""The doctor: a sound installation is called sound, and each ailment gets its remedy."""

import json
import secrets
import socketserver
import threading

import pytest

from ground import address
from lantaarn.config import cli
from lantaarn.config.database import statements
from lantaarn.config.doctor import database as examination
from lantaarn.config.doctor import doctor_command, surroundings
from lantaarn.config.doctor.server_log import WITH_LENGTH, server_log
from lantaarn.vault.providers.file import make_key_file


class MailDouble(socketserver.StreamRequestHandler):
    """As much of a mail server as the doctor talks to."""

    def handle(self):
        self.wfile.write(b"220 hier\r\n")
        while line := self.rfile.readline():
            last = line.upper().startswith(b"QUIT")
            self.wfile.write(b"221 dag\r\n" if last else b"250 goed\r\n")
            if last:
                return


@pytest.fixture
def mail_server():
    with socketserver.TCPServer(("127.0.0.1", 0), MailDouble) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"smtp://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture
def installation(mail_server, tmp_path):
    """The environment of a sound installation."""
    tmp_path.chmod(0o700)
    make_key_file(tmp_path / "vault.key")
    return {
        **address.urls(address.database_name()),
        "LANTAARN_SECRET_KEY": secrets.token_urlsafe(60),
        "LANTAARN_CONTEXT_KEY": secrets.token_hex(32),
        "LANTAARN_ALLOWED_HOSTS": "lantaarn.voorbeeld.nl",
        "LANTAARN_BASE_URL": "https://lantaarn.voorbeeld.nl",
        "LANTAARN_DATA_DIR": str(tmp_path),
        "LANTAARN_LEDGER": str(tmp_path / "erasures.ledger"),
        "LANTAARN_REGION_EXAMPLES": str(tmp_path),
        "LANTAARN_MAIL_URL": mail_server,
    }


def remedies(environ):
    return {finding.check: finding.remedy for finding in doctor_command.examine(environ) if not finding.good}


# What the throwaway PostgreSQL of the tests is on purpose: no durability, a test database, nobody at the queue.
ON_PURPOSE = {"bewaren na stroomuitval", "soort database", "wachtrij"}


def test_a_sound_installation_is_called_sound(database, installation):
    found = remedies(installation)
    assert set(found) == ON_PURPOSE, found


@pytest.mark.parametrize(
    "change, check",
    [
        ({"LANTAARN_SECRET_KEY": "kort"}, "sleutel van sessies"),
        ({"LANTAARN_SECRET_KEY": "x" * 60}, "sleutel van sessies"),
        ({"LANTAARN_CONTEXT_KEY": "00" * 32}, "sleutel van handelingen"),
        ({"LANTAARN_CONTEXT_KEY": "geen hexadecimaal"}, "sleutel van handelingen"),
        ({"LANTAARN_BASE_URL": "http://lantaarn.voorbeeld.nl"}, "adres"),
        ({"LANTAARN_ALLOWED_HOSTS": "*"}, "namen"),
        ({"LANTAARN_MAIL_URL": "smtp://127.0.0.1:1"}, "mail"),
        ({"LANTAARN_MAIL_URL": ""}, "mail"),
        ({"LANTAARN_DATA_DIR": "/bestaat/niet"}, "bestanden"),
        ({"LANTAARN_VAULT_KEY_FILE": "/bestaat/niet"}, "sleutels van organisaties"),
        ({"LANTAARN_VAULT_URL": "https://127.0.0.1:1"}, "sleutels van organisaties"),
        ({"LANTAARN_BACKUP_DATABASE_URL": "postgresql://x@127.0.0.1:1/x"}, "verbinding als lantaarn_backup"),
    ],
)
def test_a_wrong_setting_is_found(database, installation, change, check):
    assert remedies({**installation, **change})[check]


def test_the_roles_are_not_mixed_up(database, installation):
    mixed = {**installation, "LANTAARN_WORKER_DATABASE_URL": installation["LANTAARN_OWNER_DATABASE_URL"]}
    assert "LANTAARN_WORKER_DATABASE_URL" in remedies(mixed)["verbinding als lantaarn_worker"]


def test_files_that_everybody_can_read_are_found(database, installation, tmp_path):
    (tmp_path / "sleutel").write_text("geheim")
    (tmp_path / "sleutel").chmod(0o644)
    assert "chmod" in remedies(installation)["bestanden"]


def test_keys_that_others_can_read_are_found(database, installation, tmp_path):
    (tmp_path / "vault.key").chmod(0o640)
    assert "chmod 600" in remedies(installation)["sleutels van organisaties"]


def test_a_full_disk_is_found(database, installation, monkeypatch):
    monkeypatch.setattr(surroundings, "NEEDED_SPACE", 10**18)
    assert "Maak ruimte" in remedies(installation)["schijfruimte"]


HARM = [
    ("ALTER TABLE {case} NO FORCE ROW LEVEL SECURITY", "afscherming per rij"),
    ("ALTER TABLE {case} DISABLE ROW LEVEL SECURITY", "afscherming per rij"),
    ("CREATE POLICY loose ON {case} FOR INSERT TO PUBLIC WITH CHECK (true)", None),
    ("CREATE POLICY loose ON {case} USING (true)", "afscherming bij schrijven"),
    ("ALTER TABLE {case} OWNER TO lantaarn_app", "eigendom"),
    ("CREATE FUNCTION wide() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'", "functies met meer rechten"),
    ("GRANT lantaarn_backup TO lantaarn_app", "lidmaatschap van rollen"),
    ("ALTER ROLE lantaarn_app BYPASSRLS", "rol lantaarn_app"),
    ("ALTER ROLE lantaarn_worker CREATEROLE", "rol lantaarn_worker"),
]


@pytest.mark.parametrize("harm, check", HARM)
def test_a_hole_in_the_wall_is_found(database, superuser, harm, check):
    """In a transaction that is rolled back: the roles belong to the other tests too."""
    case = superuser.execute("SELECT polrelid::regclass FROM pg_policy ORDER BY 1 LIMIT 1").fetchone()[0]
    superuser.execute("BEGIN")
    superuser.execute(harm.format(case=case))
    found = {finding.check for look in examination.INSIDE for finding in look(superuser) if not finding.good}
    superuser.execute("ROLLBACK")
    assert found - ON_PURPOSE == ({check} if check else set())


LOUD = [
    ("log_error_verbosity", "default"),
    ("log_min_error_statement", "error"),
    ("log_statement", "mod"),
    ("log_min_duration_statement", "250"),
    ("log_transaction_sample_rate", "0.01"),
    ("log_parameter_max_length_on_error", "-1"),
]


@pytest.mark.parametrize("name, value", LOUD)
def test_a_server_that_would_write_down_what_people_filled_in_is_found(database, superuser, name, value):
    superuser.execute("BEGIN")
    superuser.execute(f"SET LOCAL {name} = '{value}'")
    (finding,) = server_log(superuser)
    superuser.execute("SET LOCAL log_parameter_max_length = 0")
    (without_values,) = server_log(superuser)
    superuser.execute("ROLLBACK")
    assert finding.found.startswith(f"{name} = ")
    assert f"{name} = " in finding.remedy
    assert without_values.good == (name in WITH_LENGTH), "a statement of ours holds no values itself"


def test_a_clock_that_runs_apart_is_found(database, as_app, monkeypatch):
    import datetime

    class Behind(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return super().now(tz) - datetime.timedelta(minutes=3)

    monkeypatch.setattr(examination.datetime, "datetime", Behind)
    (finding,) = examination.clock(as_app)
    assert "180" in finding.found
    assert "NTP" in finding.remedy


def test_as_json_it_prints_nothing_else(database, installation, monkeypatch, capsys):
    for name, value in installation.items():
        monkeypatch.setenv(name, value)
    assert cli.main(["doctor", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["good"] is False
    assert {finding["check"] for finding in told["findings"] if not finding["good"]} == ON_PURPOSE


def test_for_people_each_ailment_has_its_remedy_below_it(database, installation, monkeypatch, capsys):
    for name, value in installation.items():
        monkeypatch.setenv(name, value)
    cli.main(["doctor"])
    lines = capsys.readouterr().out.splitlines()
    wrong = [number for number, line in enumerate(lines) if line.startswith("FOUT")]
    assert len(wrong) == len(ON_PURPOSE)
    assert all("Doe dit:" in lines[number + 1] for number in wrong)


def test_without_a_database_it_still_looks_at_the_rest(installation):
    alone = {name: value for name, value in installation.items() if name not in statements.ROLE_OF_URL}
    assert set(remedies(alone)) == {"instellingen"}
