"""Folders are seen by desks with a grant; a contribution by its own desk and by those to whom it was disclosed."""

from lantaarn.access.rights import holds, opened_in_emergency, sees
from lantaarn.context.laying import IN_REGION, WORKER, Policy, Rights, Table, reads_and_writes, system_policy

FUNCTIONS = """
-- Whoever brings a contribution sees it. During an emergency the privacy officer of whoever adds to it is told as well.
CREATE OR REPLACE FUNCTION folders_contribution_owned() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    INSERT INTO access_disclosure (id, region_id, folder_id, contribution_id, desk_id, ground, given_at, revoked_why)
    SELECT gen_random_uuid(), n.region_id, n.folder_id, n.id, n.desk_id, 'own', clock_timestamp(), ''
    FROM brought n;
    -- A foreign key would tell whether another desk's row is there; what is not the own words is refused alike.
    IF EXISTS (SELECT 1 FROM brought n WHERE n.corrects_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM folders_contribution c
        WHERE c.id = n.corrects_id AND c.folder_id = n.folder_id AND c.desk_id = n.desk_id
          AND c.person_id IS NOT DISTINCT FROM n.person_id AND c.field = n.field)) THEN
        RAISE EXCEPTION 'lantaarn: only the own words are corrected' USING ERRCODE = 'LA036';
    END IF;
    -- What is said of a person lies in a record of the own desk, in the same folder.
    IF EXISTS (SELECT 1 FROM brought n WHERE n.person_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM folders_personrecord p
        WHERE p.id = n.person_id AND p.folder_id = n.folder_id AND p.desk_id = n.desk_id)) THEN
        RAISE EXCEPTION 'lantaarn: a desk writes in its own records of persons' USING ERRCODE = 'LA036';
    END IF;
    UPDATE access_emergency e SET organisations = array_append(e.organisations, n.organisation_id)
    FROM (SELECT DISTINCT folder_id, organisation_id FROM brought) n
    WHERE e.folder_id = n.folder_id AND e.closed_at IS NULL AND e.ends_at > clock_timestamp()
      AND n.organisation_id <> ALL (e.organisations);
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER folders_contribution_owned AFTER INSERT ON folders_contribution
    REFERENCING NEW TABLE AS brought FOR EACH STATEMENT EXECUTE FUNCTION folders_contribution_owned();

-- Did the acting desk itself once join these two? Then it may take that back.
CREATE OR REPLACE FUNCTION folders_joined_by_own_desk(p_first uuid, p_second uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (SELECT 1 FROM folders_personjoin j
        WHERE j.first_id = p_first AND j.second_id = p_second AND j.same AND j.desk_id = context_desk())
$$;
"""

_FOLDER = (
    *reads_and_writes(
        read=holds("folders_folder.id"),
        insert=f"{IN_REGION} AND opened_for_id = (SELECT context_writing_desk())",
    ),
    system_policy(),
)
_CONTRIBUTION = (
    *reads_and_writes(
        read=(
            f"{holds('folders_contribution.folder_id')} AND ({sees('folders_contribution.id')} OR "
            f"{opened_in_emergency('folders_contribution.folder_id', 'folders_contribution.organisation_id')})"
        ),
        insert=(
            f"{IN_REGION} AND desk_id = (SELECT context_writing_desk())"
            f" AND {holds('folders_contribution.folder_id', writing=True)}"
        ),
    ),
    system_policy(),
)
_QUEUE_READS = Policy(f"{WORKER}_select", WORKER, "SELECT", f"(SELECT context_kind()) = 'system' AND {IN_REGION}", None)
_PERSON = (
    *reads_and_writes(
        # Whoever sees one of its contributions sees the record: the contribution's own policy is asked.
        read=(
            "EXISTS (SELECT 1 FROM folders_contribution c"
            " WHERE c.person_id = folders_personrecord.id AND c.folder_id = folders_personrecord.folder_id OFFSET 0)"
        ),
        insert=(
            f"{IN_REGION} AND desk_id = (SELECT context_writing_desk())"
            f" AND {holds('folders_personrecord.folder_id', writing=True)}"
        ),
    ),
    _QUEUE_READS,
)


def _record(column: str, *, own: bool = False) -> str:
    """Does the acting desk see this record of a person; is it its own?"""
    mine = " AND p.desk_id = (SELECT context_desk())" if own else ""
    return f"EXISTS (SELECT 1 FROM folders_personrecord p WHERE p.id = folders_personjoin.{column}{mine} OFFSET 0)"


_SEES_BOTH = f"{_record('first_id')} AND {_record('second_id')}"
_MAY_PART = f"{_record('first_id', own=True)} OR {_record('second_id', own=True)}"
_JOIN = (
    *reads_and_writes(
        read=_SEES_BOTH,
        insert=(
            f"{IN_REGION} AND desk_id = (SELECT context_desk()) AND said_by = (SELECT context_user())"
            f" AND {holds('folders_personjoin.folder_id')} AND {_SEES_BOTH}"
            f" AND (same OR {_MAY_PART} OR folders_joined_by_own_desk(first_id, second_id))"
        ),
    ),
    _QUEUE_READS,
)
"""Who sees one of two records learns neither of the other nor that they were joined. Rows are added, never changed."""

RIGHTS = Rights(
    room="folders",
    functions=FUNCTIONS,
    keeper_owns=("folders_contribution_owned()", "folders_joined_by_own_desk(uuid, uuid)"),
    callable_by_app=("folders_joined_by_own_desk(uuid, uuid)",),
    callable_by_nobody=("folders_contribution_owned()",),
    tables=(
        Table("folders_folder", app="SELECT, INSERT", worker="SELECT", keeper="SELECT", policies=_FOLDER),
        Table(
            "folders_contribution",
            app="SELECT, INSERT",
            worker="SELECT",
            keeper="SELECT, INSERT",
            policies=_CONTRIBUTION,
        ),
        Table("folders_personrecord", app="SELECT, INSERT", worker="SELECT", keeper="SELECT", policies=_PERSON),
        Table("folders_personjoin", app="SELECT, INSERT", worker="SELECT", keeper="SELECT, UPDATE", policies=_JOIN),
    ),
)
