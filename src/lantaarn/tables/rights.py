"""A table version may be changed while it is a draft; after that its text is fixed, and the database holds it so."""

from lantaarn.context.laying import Rights, Table
from lantaarn.rules.transitions import TABLE_VERSION, StatusTable


def status_trigger(table: str, column: str, statuses: StatusTable) -> str:
    """A trigger that refuses any step that is not in the status table: the same data as the screens use."""
    pairs = ", ".join(f"('{start}', '{step.end}')" for step in statuses.steps for start in sorted(step.start))
    return f"""
CREATE OR REPLACE FUNCTION {table}_steps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.{column} IS DISTINCT FROM OLD.{column} AND (OLD.{column}, NEW.{column}) NOT IN ({pairs}) THEN
        RAISE EXCEPTION 'lantaarn: % cannot become %', OLD.{column}, NEW.{column} USING ERRCODE = 'LA020';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER {table}_steps BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_steps();
"""


_FIXED = """
CREATE OR REPLACE FUNCTION tables_tableversion_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.kind <> OLD.kind OR OLD.state <> 'draft'
       AND (NEW.dmn, NEW.files, NEW.number) IS DISTINCT FROM (OLD.dmn, OLD.files, OLD.number) THEN
        RAISE EXCEPTION 'lantaarn: a proved table is fixed; make a new version' USING ERRCODE = 'LA021';
    END IF;
    -- What the region decides is decided by who may decide it, whatever the application forgets to ask.
    IF NEW.state IN ('adopted', 'active') AND NEW.state <> OLD.state AND session_user = 'lantaarn_app'
       AND NOT network_may(NEW.kind || '.decide') THEN
        RAISE EXCEPTION 'lantaarn: this role does not decide on the %', NEW.kind USING ERRCODE = 'LA022';
    END IF;
    -- A sharing table is adopted by every party of the covenant, with the advice of the data protection officer.
    IF NEW.kind = 'sharing' AND NEW.state = 'adopted' AND OLD.state <> 'adopted' AND (
        NOT EXISTS (SELECT 1 FROM network_organisation WHERE region_id = NEW.region_id AND covenant_party)
        OR NOT EXISTS (SELECT 1 FROM tables_officeradvice WHERE version_id = NEW.id)
        OR EXISTS (
            SELECT 1 FROM network_organisation o WHERE o.region_id = NEW.region_id AND o.covenant_party
            AND NOT EXISTS (SELECT 1 FROM tables_agreement WHERE version_id = NEW.id AND organisation_id = o.id)
        )
    ) THEN
        RAISE EXCEPTION 'lantaarn: not every party agreed, or there is no advice' USING ERRCODE = 'LA023';
    END IF;
    -- What was agreed to is no longer the text: who agreed is asked again.
    IF NEW.state = 'draft' AND OLD.state = 'proved' THEN
        DELETE FROM tables_agreement WHERE version_id = NEW.id;
        DELETE FROM tables_officeradvice WHERE version_id = NEW.id;
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER tables_tableversion_fixed BEFORE UPDATE ON tables_tableversion
    FOR EACH ROW EXECUTE FUNCTION tables_tableversion_fixed();
"""

_SAID = """
CREATE OR REPLACE FUNCTION tables_said() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    said record;
BEGIN
    IF TG_OP = 'DELETE' THEN said := OLD; ELSE said := NEW; END IF;
    IF NOT EXISTS (
        SELECT 1 FROM tables_tableversion
        WHERE id = said.version_id AND region_id = said.region_id AND kind = 'sharing' AND state = 'proved'
    ) THEN
        RAISE EXCEPTION 'lantaarn: this version is not waiting for its parties' USING ERRCODE = 'LA024';
    END IF;
    RETURN said;
END $$;
""" + "".join(
    f"CREATE OR REPLACE TRIGGER {table}_said BEFORE INSERT OR UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION tables_said();"
    for table in ("tables_agreement", "tables_officeradvice")
)
"""Agreement and advice are about a fixed text, and stand once the version is adopted."""

OPENING = """
-- A region is a tenant: the website makes none by itself. Who runs the installation gives leave for one, and with its
-- token these rows enter together: a region that was not there, what it is made of, and its tables as drafts.
CREATE OR REPLACE FUNCTION tables_open_region(p_token text, p_rows jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    leave uuid;
    code text := p_rows #>> '{network_region,0,code}';
    name text;
BEGIN
    SELECT id INTO leave FROM network_opening
    WHERE token_hash = encode(sha256(convert_to(p_token, 'UTF8')), 'hex') AND used_at IS NULL AND expires_at > now()
    FOR UPDATE;
    IF leave IS NULL THEN
        RAISE EXCEPTION 'lantaarn: nobody gave leave to make a region' USING ERRCODE = 'LA025';
    END IF;
    IF jsonb_array_length(p_rows -> 'network_region') <> 1 OR EXISTS (
        SELECT 1 FROM jsonb_each(p_rows) AS t (key, value), jsonb_array_elements(t.value) AS r (line)
        WHERE t.key <> 'network_region' AND r.line ->> 'region_id' IS DISTINCT FROM code
           OR t.key = 'tables_tableversion' AND r.line ->> 'state' <> 'draft'
    ) THEN
        RAISE EXCEPTION 'lantaarn: these rows are not of one new region' USING ERRCODE = 'LA026';
    END IF;
    FOREACH name IN ARRAY ARRAY['network_region', 'network_municipality', 'network_organisation', 'network_role',
                                'network_body', 'network_desk', 'tables_tableversion'] LOOP
        EXECUTE format('INSERT INTO %I SELECT * FROM jsonb_populate_recordset(NULL::%I, $1)', name, name)
        USING coalesce(p_rows -> name, '[]');
    END LOOP;
    UPDATE network_opening SET used_at = now(), region_id = code WHERE id = leave;
END $$;
"""

_NOTE = "SELECT, INSERT, UPDATE, DELETE"

RIGHTS = Rights(
    room="tables",
    functions=OPENING,
    keeper_owns=("tables_open_region(text, jsonb)",),
    callable_by_app=("tables_open_region(text, jsonb)",),
    tables=(
        Table("tables_tableversion", app="SELECT, INSERT, UPDATE", worker="SELECT, UPDATE", keeper="SELECT, INSERT"),
        Table("tables_agreement", app=_NOTE, worker="SELECT"),
        Table("tables_officeradvice", app=_NOTE, worker="SELECT"),
    ),
    after=status_trigger("tables_tableversion", "state", TABLE_VERSION) + _FIXED + _SAID,
)
