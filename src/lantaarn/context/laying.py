"""How a room states its rights in the database, and how they are laid down at each migration.

Rights are data that stand whole in one place per room (who may do what to which table, under which policy), not a
trail of migrations that one must add up in one's head. Laying them down is idempotent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.backends.base.base import BaseDatabaseWrapper

APP, WORKER, SEALER, BACKUP, KEEPER = (
    "lantaarn_app",
    "lantaarn_worker",
    "lantaarn_sealer",
    "lantaarn_backup",
    "lantaarn_keeper",
)


@dataclass(frozen=True)
class Policy:
    """One row-level policy: `read` is USING, `write` is WITH CHECK; every policy has both."""

    name: str
    to: str
    command: str
    using: str | None
    check: str | None


@dataclass(frozen=True)
class Table:
    """The rights on one table: privileges per role, and policies when it holds case data."""

    name: str
    app: str = ""
    worker: str = ""
    keeper: str = ""
    sealer: str = ""
    policies: tuple[Policy, ...] = ()
    closed: tuple[str, ...] = ()
    """Columns that the website may write but not read: a function tells them to those for whom they are meant."""

    @property
    def is_case_data(self) -> bool:
        return bool(self.policies)


@dataclass(frozen=True)
class Rights:
    """All that one room asks of the database."""

    room: str
    functions: str = ""
    tables: tuple[Table, ...] = ()
    keeper_owns: tuple[str, ...] = ()
    keeper_reads: tuple[str, ...] = ()
    callable_by_app: tuple[str, ...] = ()
    callable_by_worker: tuple[str, ...] = ()
    callable_by_all: tuple[str, ...] = ()
    callable_by_nobody: tuple[str, ...] = ()
    """Steps of other functions."""
    after: str = field(default="")


def reads_and_writes(
    *, read: str, insert: str | None = None, update: str | None = None, to: str = APP
) -> tuple[Policy, ...]:
    """Policies for one role: select by `read`, insert and update by their own checks (absent: not possible)."""
    found = [Policy(f"{to}_select", to, "SELECT", read, None)]
    if insert is not None:
        found.append(Policy(f"{to}_insert", to, "INSERT", None, insert))
    if update is not None:
        found.append(Policy(f"{to}_update", to, "UPDATE", update, update))
    return tuple(found)


IN_REGION = "region_id = (SELECT context_region())"


def system_policy(*, command: str = "ALL") -> Policy:
    """The queue's role works for one region at a time, named in its signed context."""
    clause = f"(SELECT context_kind()) = 'system' AND {IN_REGION}"
    return Policy(f"{WORKER}_all", WORKER, command, clause, clause)


def _privileges(table: Table) -> Iterable[str]:
    for role, privileges in ((APP, table.app), (WORKER, table.worker), (KEEPER, table.keeper), (SEALER, table.sealer)):
        yield f"REVOKE ALL ON {table.name} FROM {role}"
        if privileges:
            yield f"GRANT {privileges} ON {table.name} TO {role}"
    if table.closed:
        yield f"REVOKE SELECT ON {table.name} FROM {APP}"  # noqa: S608 - own names
        closed = ", ".join(f"'{name}'" for name in table.closed)
        yield (
            f"DO $$ BEGIN EXECUTE (SELECT format('GRANT SELECT (%s) ON {table.name} TO {APP}',"  # noqa: S608 - own names
            f" string_agg(quote_ident(attname), ', ')) FROM pg_attribute WHERE attrelid = '{table.name}'::regclass"
            f" AND attnum > 0 AND NOT attisdropped AND attname NOT IN ({closed})); END $$"
        )


def _policies(table: Table) -> Iterable[str]:
    if not table.is_case_data:
        return
    yield f"ALTER TABLE {table.name} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table.name} FORCE ROW LEVEL SECURITY"
    for policy in table.policies:
        using = f" USING ({policy.using})" if policy.using is not None else ""
        check = f" WITH CHECK ({policy.check})" if policy.check is not None else ""
        yield f"DROP POLICY IF EXISTS {policy.name} ON {table.name}"
        yield f"CREATE POLICY {policy.name} ON {table.name} FOR {policy.command} TO {policy.to}{using}{check}"


def _functions(rights: Rights) -> Iterable[str]:
    for function in rights.keeper_owns:
        yield f"ALTER FUNCTION {function} OWNER TO {KEEPER}"
    callers = (
        (rights.callable_by_app, APP),
        (rights.callable_by_worker, WORKER),
        (rights.callable_by_all, f"{APP}, {WORKER}, {SEALER}, {BACKUP}, {KEEPER}"),
    )
    for functions in (*(functions for functions, _ in callers), rights.callable_by_nobody):
        for function in functions:
            yield f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC"
    for functions, roles in callers:
        for function in functions:
            yield f"GRANT EXECUTE ON FUNCTION {function} TO {roles}"


def lay_down(connection: BaseDatabaseWrapper, rooms: Iterable[Rights]) -> None:
    """Make the database's rights equal to those declared; run as the owner, in the caller's transaction."""
    with connection.cursor() as cursor:
        for rights in rooms:
            if rights.functions:
                cursor.execute(rights.functions)
            for name in rights.keeper_reads:
                cursor.execute(f"GRANT SELECT ON {name} TO {KEEPER}")
            for table in rights.tables:
                for statement in (*_privileges(table), *_policies(table)):
                    cursor.execute(statement)
            for statement in _functions(rights):
                cursor.execute(statement)
            if rights.after:
                cursor.execute(rights.after)


def store_key(connection: BaseDatabaseWrapper, key: bytes) -> None:
    """Hand the database the key of the context, as the two padded blocks of HMAC (RFC 2104)."""
    block = key.ljust(64, b"\0")
    if len(key) != 32:
        raise ValueError("LANTAARN_CONTEXT_KEY must be 32 bytes, written as 64 hexadecimal digits.")
    pads = (bytes(b ^ 0x36 for b in block), bytes(b ^ 0x5C for b in block))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO context_key (id, inner_pad, outer_pad) VALUES (1, %s, %s)"
            " ON CONFLICT (id) DO UPDATE SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad",
            pads,
        )
