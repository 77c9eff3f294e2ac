"""A PostgreSQL of our own: quick to start, private, never left behind, also when it or its starter is killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from lantaarn.config.database import account, embedded, processes
from lantaarn.config.database.binaries import PostgresError

STARTS_AND_WAITS = """
import signal, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored, when the tests run in the background of a shell
from lantaarn.config.database import embedded
cluster = embedded.throwaway()
cluster.start()
print(cluster.data, cluster._server.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def cluster():
    made = embedded.throwaway()
    yield made
    made.destroy()


def server_pid(cluster: embedded.Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def test_it_starts_within_seconds_and_stops_without_a_trace(cluster):
    began = time.monotonic()
    cluster.start()
    assert time.monotonic() - began < 8
    pid = server_pid(cluster)
    cluster.stop()
    assert not processes.is_alive(pid)
    assert not (cluster.data / "postmaster.pid").exists()


def test_it_listens_on_a_socket_that_others_cannot_reach(cluster):
    cluster.start()
    with psycopg.connect(cluster.dsn()) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    assert cluster.sockets.stat().st_mode & 0o077 == 0


def test_text_sorts_the_same_everywhere_and_lowers_dutch_letters(cluster):
    cluster.start()
    with psycopg.connect(cluster.dsn()) as connection:
        assert connection.execute("SELECT lower('ÉÏ'), 'a' > 'B'").fetchone() == ("éï", True)


def test_what_was_committed_is_there_after_a_kill(cluster):
    cluster.start()
    with psycopg.connect(cluster.dsn(), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
        assert connection.execute("SHOW synchronous_commit").fetchone() == ("on",)
    cluster.kill()
    cluster.start()
    with psycopg.connect(cluster.dsn()) as connection:
        assert connection.execute("SELECT one FROM kept").fetchone() == (1,)


def test_a_stale_pid_of_somebody_else_is_forgotten(cluster):
    cluster.start()
    cluster.kill()
    lines = (cluster.data / "postmaster.pid").read_text().splitlines()
    (cluster.data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    cluster.start()
    assert cluster.is_running


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the next start cleans up")
def test_the_server_ends_when_its_starter_is_killed():
    starter = subprocess.Popen([sys.executable, "-P", "-c", STARTS_AND_WAITS], stdout=subprocess.PIPE, text=True)
    data, pid = starter.stdout.readline().split()
    starter.kill()
    starter.wait()
    starter.stdout.close()
    assert processes.wait_until_gone(int(pid), 10)
    embedded.sweep_throwaways()
    assert not Path(data).exists()


def test_a_server_that_outlived_its_starter_is_ended_by_the_next_start(cluster):
    cluster.start()
    pid = server_pid(cluster)
    embedded.stop_leftover(cluster.data)
    assert cluster._server.wait(10) is not None
    assert not processes.is_alive(pid)


def test_sigterm_ends_starter_and_server():
    starter = subprocess.Popen([sys.executable, "-P", "-c", STARTS_AND_WAITS], stdout=subprocess.PIPE, text=True)
    _, pid = starter.stdout.readline().split()
    starter.send_signal(signal.SIGINT)
    starter.wait(20)
    starter.stdout.close()
    assert processes.wait_until_gone(int(pid), 1)


def test_data_of_another_major_version_are_refused_with_the_way_out(cluster):
    cluster.start()
    cluster.stop()
    (cluster.data / "PG_VERSION").write_text("14\n")
    with pytest.raises(PostgresError, match=r"(?s)gemaakt met PostgreSQL 14.*--fresh"):
        cluster.start()


def test_a_password_keeps_strangers_out(tmp_path):
    home = tmp_path / "home"
    cluster = embedded.lasting(home, password="geheim woord")
    cluster.durable = False
    with cluster:
        psycopg.connect(cluster.dsn()).close()
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(cluster.dsn(password="raden"))
    cluster.destroy()


def test_a_long_path_gets_a_short_socket(tmp_path):
    home = tmp_path / ("een-heel-lange-mapnaam-" * 4)
    with embedded.lasting(home) as cluster:
        assert len(str(cluster.sockets)) <= embedded.LONGEST_SOCKET_FOLDER
        psycopg.connect(cluster.dsn()).close()
    cluster.destroy()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another account")
def test_root_runs_it_as_somebody_else_and_opens_no_parent_directory(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with embedded.lasting(closed / "home") as cluster:
        owner = Path(f"/proc/{server_pid(cluster)}").stat().st_uid
        assert owner == account.needed().uid != 0
        assert closed not in cluster.data.parents
    assert closed.stat().st_mode & 0o777 == 0o700
    cluster.destroy()


def test_the_wrong_folder_for_postgresql_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("LANTAARN_PG_BIN", str(tmp_path))
    with pytest.raises(PostgresError, match=str(tmp_path)):
        embedded.throwaway()
