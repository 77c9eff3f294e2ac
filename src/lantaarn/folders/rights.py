"""Folders are seen by desks with a grant; a contribution by its own desk and by those to whom it was disclosed."""

from lantaarn.access.rights import holds, opened_in_emergency, sees
from lantaarn.context.laying import IN_REGION, Rights, Table, reads_and_writes, system_policy

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
        WHERE c.id = n.corrects_id AND c.folder_id = n.folder_id AND c.desk_id = n.desk_id)) THEN
        RAISE EXCEPTION 'lantaarn: only the own words are corrected' USING ERRCODE = 'LA036';
    END IF;
    UPDATE access_emergency e SET organisations = array_append(e.organisations, n.organisation_id)
    FROM (SELECT DISTINCT folder_id, organisation_id FROM brought) n
    WHERE e.folder_id = n.folder_id AND e.closed_at IS NULL AND e.ends_at > clock_timestamp()
      AND n.organisation_id <> ALL (e.organisations);
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER folders_contribution_owned AFTER INSERT ON folders_contribution
    REFERENCING NEW TABLE AS brought FOR EACH STATEMENT EXECUTE FUNCTION folders_contribution_owned();
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

RIGHTS = Rights(
    room="folders",
    functions=FUNCTIONS,
    keeper_owns=("folders_contribution_owned()",),
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
    ),
)
