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
    IF OLD.state <> 'draft' AND (NEW.dmn, NEW.files, NEW.number) IS DISTINCT FROM (OLD.dmn, OLD.files, OLD.number) THEN
        RAISE EXCEPTION 'lantaarn: a proved table is fixed; make a new version' USING ERRCODE = 'LA021';
    END IF;
    -- What the region decides is decided by who may decide it, whatever the application forgets to ask.
    IF NEW.state IN ('adopted', 'active') AND NEW.state <> OLD.state AND session_user = 'lantaarn_app'
       AND NOT network_may('route.decide') THEN
        RAISE EXCEPTION 'lantaarn: this role does not decide on the route' USING ERRCODE = 'LA022';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER tables_tableversion_fixed BEFORE UPDATE ON tables_tableversion
    FOR EACH ROW EXECUTE FUNCTION tables_tableversion_fixed();
"""

RIGHTS = Rights(
    room="tables",
    tables=(Table("tables_tableversion", app="SELECT, INSERT, UPDATE", worker="SELECT, UPDATE", keeper="SELECT"),),
    after=status_trigger("tables_tableversion", "state", TABLE_VERSION) + _FIXED,
)
