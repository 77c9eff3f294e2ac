"""The database's roles: whatever the server's version, each may do its own work and no more."""

import psycopg
import pytest

from ground import address, cluster
from lantaarn.config.database import roles, statements
from lantaarn.config.database.binaries import PostgresError
from lantaarn.config.database.kind import Kind

DATABASE = address.named("rehearsal")


@pytest.fixture
def prepared(request):
    """A database of one's own, prepared as an installation would."""
    cluster.start(request.config)
    roles.prepare(cluster.admin_dsn(), DATABASE)
    yield lambda role: psycopg.connect(address.url(role, DATABASE), autocommit=True)
    with psycopg.connect(cluster.admin_dsn(), autocommit=True) as admin:
        admin.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")


def test_preparing_twice_changes_nothing(prepared):
    with prepared("postgres") as admin:
        ours = "SELECT * FROM pg_roles WHERE rolname LIKE 'lantaarn%' ORDER BY oid"
        before = admin.execute(ours).fetchall()
        roles.prepare(cluster.admin_dsn(), DATABASE)
        assert admin.execute(ours).fetchall() == before


@pytest.mark.parametrize("role", statements.ROLES, ids=lambda role: role.name)
def test_no_role_is_powerful_beyond_its_purpose(prepared, role):
    with prepared("postgres") as admin:
        found = admin.execute(
            "SELECT rolcanlogin, rolbypassrls, rolsuper, rolcreatedb, rolcreaterole, rolreplication"
            " FROM pg_roles WHERE rolname = %s",
            [role.name],
        ).fetchone()
    assert found == (role.signs_in, role.bypasses_row_security, False, False, False, False)


@pytest.mark.parametrize("role", statements.VISITORS)
def test_a_visitor_can_make_nothing(prepared, role):
    with prepared(role) as visitor:
        for attempt in ("CREATE TABLE mine ()", "CREATE TEMP TABLE mine ()", "CREATE SCHEMA mine"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                visitor.execute(attempt)


def test_a_table_that_nobody_gave_rights_on_is_closed(prepared):
    with prepared("lantaarn_owner") as owner, prepared("lantaarn_app") as app:
        owner.execute("CREATE TABLE forgotten (id int)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("SELECT * FROM forgotten")


def test_the_owner_hands_functions_to_the_keeper_and_can_renew_them(prepared):
    body = "FUNCTION held() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public AS"
    with prepared("lantaarn_owner") as owner, prepared("lantaarn_app") as app:
        owner.execute(f"CREATE {body} 'SELECT 1'")
        owner.execute("ALTER FUNCTION held() OWNER TO lantaarn_keeper")
        owner.execute(f"CREATE OR REPLACE {body} 'SELECT 2'")
        assert app.execute("SELECT held()").fetchone() == (2,)


def test_row_security_holds_for_the_owner_and_not_for_backup(prepared):
    with prepared("lantaarn_owner") as owner, prepared("lantaarn_backup") as backup:
        owner.execute("CREATE TABLE cases AS SELECT 1 AS id")
        owner.execute("ALTER TABLE cases ENABLE ROW LEVEL SECURITY; ALTER TABLE cases FORCE ROW LEVEL SECURITY")
        assert owner.execute("SELECT count(*) FROM cases").fetchone() == (0,)
        assert backup.execute("SELECT count(*) FROM cases").fetchone() == (1,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            backup.execute("DELETE FROM cases")


def test_the_website_may_not_become_anybody_else(prepared):
    with prepared("lantaarn_app") as app:
        for other in ("lantaarn_owner", "lantaarn_keeper", "lantaarn_backup", "postgres"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(f"SET ROLE {other}")


def test_a_stranger_may_not_even_connect(prepared):
    with prepared("postgres") as admin:
        admin.execute("CREATE ROLE passer_by LOGIN")
        try:
            with pytest.raises(psycopg.OperationalError, match="permission denied"):
                prepared("passer_by")
        finally:
            admin.execute("DROP ROLE passer_by")


def test_a_database_of_somebody_else_is_left_alone(prepared):
    with prepared("postgres") as admin:
        admin.execute(f"ALTER DATABASE {DATABASE} OWNER TO postgres")
    with pytest.raises(PostgresError, match="bestaat al"):
        roles.prepare(cluster.admin_dsn(), DATABASE)


def test_who_is_no_superuser_is_told_what_to_do(prepared):
    with pytest.raises(PostgresError, match="--print"):
        roles.prepare(address.url("lantaarn_owner", DATABASE), DATABASE)


def test_the_printed_sql_can_be_run_on_an_installation_that_stands(prepared):
    before_database, _, in_database = roles.script(DATABASE).partition("\\connect")
    with prepared("postgres") as admin:
        for line in [*before_database.splitlines(), *in_database.splitlines()[1:]]:
            if line.startswith(("DO", "ALTER", "GRANT", "REVOKE", "COMMENT")) and line.endswith(";"):
                admin.execute(line)


def test_the_patience_of_the_website_ends(prepared):
    with prepared("lantaarn_app") as app:
        assert app.execute("SHOW statement_timeout").fetchone() == ("30s",)


def test_a_new_installation_is_marked_as_production(prepared):
    from lantaarn.config.database import kind

    with prepared("lantaarn_app") as app:
        assert kind.read(app) is Kind.PRODUCTION
