"""An invented crowd of signals: some told through the product's own actions, then copied with other ids and days.

So every row has the shape that the product gives it; only the numbers are made up: 97 of 100 signals are closed, the
rest lies open as on a busy day; four contributions, two and a half referrals and six moments a signal; the chain
director sees all, a desk of a municipality its own part; ten lines of log a signal, a million at 100,000.
"""

from __future__ import annotations

from typing import Any

import psycopg
from bench.pages import log
from bench.pages.seals import reseal
from psycopg import sql

Connection = psycopg.Connection[Any]
FOLDERS = (
    "folders_folder",
    "folders_contribution",
    "signals_signal",
    "signals_place",
    "signals_moment",
    "signals_report",
    "signals_question",
    "signals_referral",
    "signals_agendaitem",
    "signals_task",
    "access_grant",
    "access_share",
    "access_disclosure",
    "vault_token",
)
AVERAGES = {"folders_contribution": 4.0, "signals_referral": 2.5, "signals_moment": 6.0}
OPEN_ENDS = ("new", "accepted", "passed")
_COPIED_IDS = {"id", "corrects_id", "previous_id", "item_id", "contribution_id", "share_id"}
_SECRET = {"code_hash", "once"}


def tell_seeds(*, municipalities: int = 12) -> None:
    """For each desk of a municipality one closed signal and one open of each sort, by the product's own actions."""
    from lantaarn.config.demo import stories
    from lantaarn.config.demo.telling import Teller

    teller = Teller("drenthe")
    for place in sorted(teller.places)[:municipalities]:
        for tale in (stories.CRIMINAL[0], stories.LABOUR[1]):
            for end in ("closed", *OPEN_ENDS):
                reason = "no_trafficking_found" if end == "closed" else ""
                days = 40 if end == "closed" else 3
                teller.tell(stories.Story(tale, days, place, "form", end, close_reason=reason))


def grow(database: Connection, size: int, *, events_each: int = 10) -> None:
    """Copy the seeds until there are `size` signals, and let the log grow with them."""
    database.execute("SET session_replication_role = replica; SET maintenance_work_mem = '256MB'")
    have = _count(database, "signals_signal")
    if have >= size:
        return
    with database.transaction():
        _choose(database, size - have)
        for table in FOLDERS:
            database.execute(_copies(database, table))
        _fill_up(database)
        reseal(database)
        _disclose(database)
        _director_sees_all(database)
        log.grow(database, (size - have) * events_each)
    for table in (*FOLDERS, "audit_event", "audit_event_object"):
        database.execute(sql.SQL("VACUUM (ANALYZE) {}").format(sql.Identifier(table)))
    database.execute("ANALYZE")
    database.execute("CHECKPOINT")


def _count(database: Connection, table: str) -> int:
    row = database.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    assert row is not None
    return int(row[0])


def _choose(database: Connection, number: int) -> None:
    """Which seed each copy follows, and how much earlier it was: closed ones over two years, open ones over 20 days."""
    database.execute(
        "CREATE TABLE IF NOT EXISTS bench_seed AS SELECT folder_id, closed_at IS NOT NULL AS closed FROM signals_signal"
    )
    database.execute("DROP TABLE IF EXISTS bench_copy")
    database.execute(
        """
        CREATE TABLE bench_copy AS
        WITH pick AS (
            SELECT n, random() < 0.97 AS closed, random() AS which, random() AS back FROM generate_series(1, %s) AS n
        ), seed AS (
            SELECT folder_id, closed, row_number() OVER (PARTITION BY closed ORDER BY folder_id) AS nr,
                   count(*) OVER (PARTITION BY closed) AS of FROM bench_seed
        )
        SELECT p.n, s.folder_id AS seed, gen_random_uuid() AS folder_id, gen_random_uuid()::text AS salt,
               make_interval(secs => p.back * 86400 * CASE WHEN p.closed THEN 680 ELSE 20 END) AS back
        FROM pick p JOIN seed s ON s.closed = p.closed AND s.nr = 1 + floor(p.which * s.of)
        """,
        [number],
    )
    database.execute("CREATE INDEX ON bench_copy (seed)")
    database.execute("CREATE UNIQUE INDEX ON bench_copy (n)")
    database.execute("ANALYZE bench_copy")


def _columns(database: Connection, table: str) -> list[tuple[str, str]]:
    return database.execute(
        "SELECT column_name, data_type FROM information_schema.columns"
        " WHERE table_schema = 'public' AND table_name = %s ORDER BY ordinal_position",
        [table],
    ).fetchall()


def _copies(database: Connection, table: str) -> sql.Composed:
    """INSERT … SELECT of one table: other ids, earlier days, the rest as it was; in the order of time, as in life."""
    columns = _columns(database, table)
    folder = "id" if table == "folders_folder" else "folder_id"
    values = [_copied(name, kind, folder) for name, kind in columns]
    return sql.SQL(
        "INSERT INTO {table} ({names}) SELECT {values} FROM bench_copy c JOIN {table} t ON t.{folder} = c.seed"
        " ORDER BY c.back DESC"
    ).format(
        table=sql.Identifier(table),
        names=sql.SQL(", ").join(sql.Identifier(name) for name, _kind in columns),
        values=sql.SQL(", ").join(values),
        folder=sql.Identifier(folder),
    )


def _copied(name: str, kind: str, folder: str) -> sql.Composed | sql.SQL:
    column = sql.SQL("t.{}").format(sql.Identifier(name))
    if name == folder:
        return sql.SQL("c.folder_id")
    if name in _COPIED_IDS and kind == "uuid":
        return sql.SQL("md5(c.salt || {}::text)::uuid").format(column)
    if name in _SECRET:
        return sql.SQL("md5(c.salt || {0}) || md5({0})").format(column)
    if name == "code":
        return sql.SQL("'S-' || upper(substr(md5(c.salt), 1, 6))")
    if kind == "timestamp with time zone":
        return sql.SQL("{} - c.back").format(column)
    if kind == "date":
        return sql.SQL("({} - c.back)::date").format(column)
    return column


def _fill_up(database: Connection) -> None:
    """Further rows, until a signal has as many as in life; further referrals ended long ago."""
    copies = _count(database, "bench_copy")
    for table, average in AVERAGES.items():
        row = database.execute(
            sql.SQL("SELECT count(*) FROM {} t JOIN bench_copy c USING (folder_id)").format(sql.Identifier(table))
        ).fetchone()
        assert row is not None
        _double(database, table, int(average * copies) - int(row[0]))


def _double(database: Connection, table: str, lacking: int) -> None:
    if lacking <= 0:
        return
    columns = [name for name, _kind in _columns(database, table)]
    ended = {"leads": "false", "state": "'done'", "ended_at": "t.offered_at"} if table == "signals_referral" else {}
    values = [
        sql.SQL("gen_random_uuid()") if name == "id" else sql.SQL(ended.get(name, f't."{name}"')) for name in columns
    ]
    database.execute(
        sql.SQL(
            "INSERT INTO {table} ({names}) SELECT {values} FROM {table} t JOIN bench_copy c USING (folder_id)"
            " ORDER BY c.back DESC, random() LIMIT {lacking}"
        ).format(
            table=sql.Identifier(table),
            names=sql.SQL(", ").join(map(sql.Identifier, columns)),
            values=sql.SQL(", ").join(values),
            lacking=sql.Literal(lacking),
        )
    )


def _disclose(database: Connection) -> None:
    """Contributions that only fill up are seen by their own desk and by who holds the folder, as by a share."""
    database.execute(
        """
        INSERT INTO access_disclosure (id, region_id, folder_id, contribution_id, desk_id, ground, given_at,
                                       revoked_why)
        SELECT gen_random_uuid(), c.region_id, c.folder_id, c.id, h.desk_id,
               CASE WHEN h.desk_id = c.desk_id THEN 'own' ELSE 'before' END, c.at, ''
        FROM folders_contribution c
        JOIN (SELECT folder_id, desk_id FROM access_grant WHERE revoked_at IS NULL) h ON h.folder_id = c.folder_id
        WHERE NOT EXISTS (SELECT FROM access_disclosure d WHERE d.contribution_id = c.id)
        ORDER BY c.at
        """
    )


def _director_sees_all(database: Connection) -> None:
    database.execute(
        """
        INSERT INTO access_grant (id, region_id, folder_id, desk_id, ground, purpose, given_at, revoked_why)
        SELECT gen_random_uuid(), f.region_id, f.id, d.id, 'meldroute', 'signal.oversee', f.opened_at, ''
        FROM folders_folder f JOIN network_desk d ON d.kind = 'chain_director'
        WHERE NOT EXISTS (SELECT FROM access_grant g WHERE g.folder_id = f.id AND g.desk_id = d.id)
        ORDER BY f.opened_at
        """
    )


def told(database: Connection) -> dict[str, float]:
    """How many rows there are, for the report."""
    signals = _count(database, "signals_signal")
    found = {"signals": float(signals), "events": float(_count(database, "audit_event"))}
    for table in ("folders_contribution", "signals_referral", "signals_moment", "access_grant"):
        found[table] = round(_count(database, table) / max(signals, 1), 2)
    found["event_objects"] = float(_count(database, "audit_event_object"))
    return found
