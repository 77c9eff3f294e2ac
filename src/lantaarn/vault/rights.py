"""Keys in the database: read by desks that hold the folder, made by the desk that writes; erasing is another room's."""

from lantaarn.context.laying import APP, IN_REGION, Policy, Rights, Table, reads_and_writes, system_policy

FUNCTIONS = """
-- The key that a ciphertext names, so that a query can bring it along with the row.
CREATE OR REPLACE FUNCTION vault_key_of(p_text text) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public
    AS $$ SELECT CASE WHEN p_text ~ '^v1\\.[0-9a-f]{32}\\.' THEN substr(p_text, 4, 32)::uuid END $$;

-- What was destroyed stays so: neither its bytes nor another owner can be written over it, by anybody.
CREATE OR REPLACE FUNCTION vault_datakey_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.destroyed_at IS NOT NULL THEN
        RAISE EXCEPTION 'lantaarn: a destroyed key stays destroyed' USING ERRCODE = 'LA050';
    END IF;
    IF (NEW.id, NEW.region_id, NEW.folder_id, NEW.desk_id, NEW.organisation_id, NEW.keep)
       IS DISTINCT FROM (OLD.id, OLD.region_id, OLD.folder_id, OLD.desk_id, OLD.organisation_id, OLD.keep) THEN
        RAISE EXCEPTION 'lantaarn: a key stays what it was made for' USING ERRCODE = 'LA051';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER vault_datakey_fixed BEFORE UPDATE ON vault_datakey
    FOR EACH ROW EXECUTE FUNCTION vault_datakey_fixed();
"""


def _holds(desk: str) -> str:
    """As access/rights.py asks it; the vault stands below that room, so it names the table of grants itself."""
    return (
        "EXISTS (SELECT 1 FROM access_grant g WHERE g.folder_id = vault_datakey.folder_id"
        f" AND g.desk_id = (SELECT {desk}()) AND g.revoked_at IS NULL"
        " AND (g.ends_at IS NULL OR g.ends_at > now()) OFFSET 0)"
    )


_OF_ORGANISATION = "organisation_id = (SELECT context_organisation())"
_ANSWERS_FOR_IT = (
    "(SELECT network_may('subjects.work')) OR ((SELECT network_may('share.confirm')) AND EXISTS ("
    "SELECT 1 FROM access_share s WHERE s.folder_id = vault_datakey.folder_id"
    " AND s.from_desk_id = vault_datakey.desk_id AND s.state = 'waiting_second' OFFSET 0))"
)

_DATAKEY = (
    *reads_and_writes(
        read=(
            f"desk_id = (SELECT context_desk()) OR {_holds('context_desk')}"
            f" OR ({_OF_ORGANISATION} AND (folder_id IS NULL OR {_ANSWERS_FOR_IT}))"
            f" OR (keep = 'emergency' AND {IN_REGION} AND (SELECT network_may('log.read')))"
        ),
        insert=(
            f"{IN_REGION} AND {_OF_ORGANISATION} AND (folder_id IS NULL OR desk_id = (SELECT context_writing_desk()))"
        ),
    ),
    system_policy(),
)
"""A desk reads the keys of the folders that it holds, and its own. Who answers data subjects reads those of the
organisation, who may be the second person those of a share that waits; a privacy officer those of reasons for
emergencies. A key opens nothing by itself: the row that holds the ciphertext has a policy of its own."""
_TOKEN = (
    Policy(f"{APP}_select", APP, "SELECT", "desk_id = (SELECT context_desk())", None),
    Policy(
        f"{APP}_insert",
        APP,
        "INSERT",
        None,
        f"{IN_REGION} AND {_OF_ORGANISATION} AND desk_id = (SELECT context_writing_desk())",
    ),
    system_policy(),
)

RIGHTS = Rights(
    room="vault",
    functions=FUNCTIONS,
    callable_by_all=("vault_key_of(text)",),
    tables=(
        Table("vault_orgkey", app="SELECT, INSERT", worker="SELECT, INSERT, UPDATE", keeper="SELECT"),
        Table(
            "vault_datakey",
            app="SELECT, INSERT",
            worker="SELECT, INSERT, UPDATE",
            keeper="SELECT, UPDATE",
            policies=_DATAKEY,
        ),
        Table("vault_token", app="SELECT, INSERT", worker="SELECT, INSERT", keeper="SELECT, DELETE", policies=_TOKEN),
    ),
)
