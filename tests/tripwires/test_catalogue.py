"""What the database really holds against what the rooms say that it holds."""

from __future__ import annotations

import re

import pytest

from lantaarn.config import rights
from lantaarn.context.laying import BACKUP, KEEPER
from lantaarn.context.rights import RIGHTS as CONTEXT

TABLES = {table.name: table for room in rights.ALL for table in room.tables}
CASE_DATA = {name for name, table in TABLES.items() if table.is_case_data}
STATED_BY_FUNCTIONS = {"context_key"}
"""The key's table is made with the functions that read it, and nobody else may."""
OWNED_BY_OWNER = {"audit_make_partitions"}
"""Makes tables, so the owner of the tables owns it."""
PRIVILEGES = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
NO_FOLDER = {"audit_event", "audit_event_object", "audit_seal", "audit_sealed"}
"""The log and its seals lie in no folder; the seals hold digests alone, of all regions in one chain."""
OF_REGION = {name for name in TABLES if name.startswith(("outreach_", "programme_"))}
"""No case data, and yet a region sees its own alone, and who may change them is held by the database."""


@pytest.fixture
def ask(database, superuser):
    return lambda query, *values: superuser.execute(query, values).fetchall()


def in_public(ask, kinds: str) -> set[str]:
    """Tables and views; partitions stand under their parent."""
    rows = ask(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND c.relkind = ANY (%s) AND NOT c.relispartition",
        list(kinds),
    )
    return {row[0] for row in rows}


def test_every_table_stands_in_the_rights_of_a_room_and_every_stated_table_exists(ask):
    assert in_public(ask, "rp") == set(TABLES) | STATED_BY_FUNCTIONS


def test_no_table_is_stated_twice():
    stated = [table.name for room in rights.ALL for table in room.tables]
    assert len(stated) == len(set(stated))


def test_every_table_with_case_data_forces_row_level_security(ask):
    forced = ask("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity AND NOT relispartition")
    assert {row[0] for row in forced} == CASE_DATA


def test_every_table_whose_fields_hold_case_data_has_policies():
    """A model field that is kept 'as the case' makes its table a table with case data."""
    from django.apps import apps

    kept = {
        model._meta.db_table
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if "keep=case" in (field.db_comment or "")
    }
    assert kept <= CASE_DATA
    assert CASE_DATA - kept <= NO_FOLDER | {"access_erasure", "audit_seen", "signals_draft", "signals_mail"} | OF_REGION


def test_every_partition_of_the_log_is_closed_to_whoever_comes_past_its_parent(ask):
    partitions = ask(
        "SELECT oid, relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relispartition AND relkind = 'r'"
    )
    assert len(partitions) > 40
    for oid, name, secured, forced in partitions:
        assert secured, name
        assert forced, name
        for role in ("lantaarn_app", "lantaarn_worker", "lantaarn_sealer"):
            held = [p for p in PRIVILEGES if ask("SELECT has_table_privilege(%s, %s::oid, %s)", role, oid, p)[0][0]]
            assert not held, (name, role, held)


def test_every_policy_says_what_may_be_read_and_what_may_be_written(ask):
    rows = ask(
        "SELECT tablename, policyname, cmd, qual, with_check, permissive FROM pg_policies WHERE schemaname = 'public'"
    )
    assert rows
    for table, name, command, using, check, permissive in rows:
        assert permissive == "PERMISSIVE", (table, name)
        if command in {"INSERT", "UPDATE", "ALL"}:
            assert check, (table, name)
        if command in {"SELECT", "UPDATE", "DELETE", "ALL"}:
            assert using, (table, name)


def test_the_policies_are_those_that_the_rooms_state(ask):
    found = {
        (row[0], row[1]) for row in ask("SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public'")
    }
    assert found == {(table.name, policy.name) for table in TABLES.values() for policy in table.policies}


def test_no_policy_lets_a_visitor_see_everything(ask):
    """Only the sealer of the log reads without a condition, and the log alone."""
    rows = ask("SELECT tablename, roles, cmd FROM pg_policies WHERE qual = 'true' OR with_check = 'true'")
    assert {table for table, _roles, _command in rows} == NO_FOLDER
    assert all(list(roles) == ["lantaarn_sealer"] for _table, roles, _command in rows)
    assert {command for _table, _roles, command in rows} == {"SELECT", "INSERT"}


def test_every_view_asks_as_the_one_who_looks(ask):
    for name, options in ask(
        "SELECT relname, reloptions FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND relkind IN ('v', 'm')"
    ):
        assert "security_invoker=true" in (options or []), name


def _stated(text: str) -> tuple[set[str], dict[str, set[str]]]:
    """Privileges on the whole table, and those on some of its columns."""
    found = re.findall(r"([A-Z]+)(?: \(([^)]*)\))?", text)
    return (
        {privilege for privilege, columns in found if not columns},
        {privilege: {c.strip() for c in columns.split(",")} for privilege, columns in found if columns},
    )


@pytest.mark.parametrize("role", ["app", "worker", "sealer"])
def test_a_role_holds_exactly_the_privileges_that_are_stated(ask, role):
    for name, table in TABLES.items():
        stated, by_column = _stated(getattr(table, role))
        if role == "app" and table.closed:
            stated.discard("SELECT")
        held = {
            privilege
            for privilege in PRIVILEGES
            if ask("SELECT has_table_privilege(%s, %s, %s)", f"lantaarn_{role}", f"public.{name}", privilege)[0][0]
        }
        assert held == stated, (role, name)
        columns = [
            c for (c,) in ask("SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0", name)
        ]
        for privilege, only in by_column.items():
            question = "SELECT has_column_privilege(%s, %s, %s, %s)"
            assert {c for c in columns if ask(question, f"lantaarn_{role}", name, c, privilege)[0][0]} == only, name


@pytest.mark.parametrize("role", ["app", "worker", "sealer"])
def test_a_role_has_no_privilege_on_a_column_beyond_those_on_the_table(ask, role):
    rows = ask(
        "SELECT table_name, column_name FROM information_schema.column_privileges WHERE grantee = %s",
        f"lantaarn_{role}",
    )
    stated = {name for name, table in TABLES.items() if getattr(table, role)}
    assert {row[0] for row in rows} <= stated


def test_closed_columns_cannot_be_selected_and_all_others_can(ask):
    closed = {name: set(table.closed) for name, table in TABLES.items() if table.closed}
    assert closed
    for name, columns in closed.items():
        rows = ask(
            "SELECT attname, has_column_privilege('lantaarn_app', attrelid, attnum, 'SELECT') FROM pg_attribute"
            " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
            name,
        )
        assert {column for column, may in rows if not may} == columns, name


def test_nothing_is_given_to_everybody(ask):
    rows = ask(
        "SELECT table_name FROM information_schema.table_privileges"
        " WHERE grantee = 'PUBLIC' AND table_schema = 'public'"
    )
    assert not rows


def test_the_visitors_own_nothing_and_cannot_pass_row_level_security(ask):
    for role in ("lantaarn_app", "lantaarn_worker", "lantaarn_sealer"):
        flags = ask(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles"
            " WHERE rolname = %s",
            role,
        )
        assert flags == [(False,) * 5], role
        assert not ask("SELECT relname FROM pg_class WHERE relowner = %s::regrole", role)
        assert not ask("SELECT proname FROM pg_proc WHERE proowner = %s::regrole", role)
        assert not ask("SELECT 1 FROM pg_auth_members WHERE member = %s::regrole", role), "belongs to no other role"
        assert not ask("SELECT has_schema_privilege(%s, 'public', 'CREATE')", role)[0][0], "makes nothing"
        assert not ask("SELECT has_database_privilege(%s, current_database(), 'TEMPORARY')", role)[0][0]


def test_only_the_keeper_and_the_backup_pass_row_level_security_and_the_keeper_cannot_sign_in(ask):
    rows = ask("SELECT rolname, rolcanlogin FROM pg_roles WHERE rolbypassrls AND rolname LIKE 'lantaarn%%'")
    assert dict(rows) == {KEEPER: False, BACKUP: True}


def functions(ask) -> list[tuple]:
    """Our own functions: those of extensions and of the queue's library are theirs."""
    return ask(
        "SELECT p.oid, p.proname, p.oid::regprocedure::text, pg_get_userbyid(p.proowner), p.prosecdef, p.proconfig"
        " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'public'"
        " AND p.proname NOT LIKE 'procrastinate%%'"
        " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
    )


def test_every_function_that_acts_with_other_rights_belongs_to_the_keeper_and_looks_where_it_should(ask):
    definers = [row for row in functions(ask) if row[4]]
    assert len(definers) > 10
    for _oid, name, signature, owner, _definer, settings in definers:
        assert owner == ("lantaarn_owner" if name in OWNED_BY_OWNER else KEEPER), signature
        assert any(s.startswith("search_path=pg_catalog") for s in settings or []), signature


def test_only_stated_callers_may_call_a_function_that_acts_with_other_rights(ask):
    stated = {
        role: {
            signature
            for room in rights.ALL
            for signature in (*getattr(room, f"callable_by_{role}"), *room.callable_by_all)
        }
        for role in ("app", "worker")
    }
    for oid, _name, signature, _owner, definer, _settings in functions(ask):
        if not definer:
            continue
        assert not ask(
            "SELECT 1 FROM pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner))) a"
            " WHERE pg_proc.oid = %s AND a.grantee = 0",
            oid,
        ), f"everybody may call {signature}"
        plain = signature.replace(",", ", ").replace("timestamp with time zone", "timestamptz")
        for role in ("app", "worker"):
            may = ask("SELECT has_function_privilege(%s, %s::oid, 'EXECUTE')", f"lantaarn_{role}", oid)[0][0]
            assert may == (plain in stated[role]), (role, plain)


def test_every_stated_function_exists(ask):
    found = {row[2].replace(",", ", ").replace("timestamp with time zone", "timestamptz") for row in functions(ask)}
    for room in rights.ALL:
        for signature in (*room.keeper_owns, *room.callable_by_app, *room.callable_by_worker, *room.callable_by_all):
            assert signature in found, (room.room, signature)


def test_the_context_is_read_through_functions_that_all_may_call():
    assert set(CONTEXT.callable_by_all) >= {"context_desk()", "context_region()", "context_kind()"}


def test_every_row_that_belongs_to_a_region_says_so(ask):
    """A region is a tenant: its code stands on every table of ours, but for accounts, which are people's."""
    rows = ask(
        "SELECT table_name FROM information_schema.columns WHERE column_name = 'region_id' AND table_schema = 'public'"
    )
    ours = {name for room in rights.ALL if room.room != "libraries" for name in (t.name for t in room.tables)}
    assert ours - {row[0] for row in rows} == {
        "network_region",
        "network_user",
        "audit_seal",
        "audit_sealed",
    }
