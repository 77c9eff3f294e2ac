"""Sight of a folder: given at its opening, passed on by who holds it, ended by who has or gave it."""

FUNCTIONS = """
-- The first grants of a new folder. Whoever brings it may name the desks that receive it; nobody can do so twice.
CREATE OR REPLACE FUNCTION access_open(p_folder uuid, p_desks uuid[], p_ground text, p_purpose text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF context_kind() NOT IN ('desk', 'intake') THEN
        RAISE EXCEPTION 'lantaarn: this actor opens no folder' USING ERRCODE = 'LA030';
    END IF;
    IF EXISTS (SELECT 1 FROM access_grant WHERE folder_id = p_folder) THEN
        RAISE EXCEPTION 'lantaarn: the folder was opened before' USING ERRCODE = 'LA031';
    END IF;
    IF (context_writing_desk() = ANY (p_desks)) IS NOT TRUE THEN
        RAISE EXCEPTION 'lantaarn: the desk that brings a folder holds it' USING ERRCODE = 'LA032';
    END IF;
    INSERT INTO access_grant (id, region_id, folder_id, desk_id, ground, purpose, given_by_desk, given_by_user,
                              given_at, revoked_why)
    SELECT gen_random_uuid(), d.region_id, p_folder, d.id, p_ground, p_purpose, (SELECT context_writing_desk()),
           (SELECT context_user()), clock_timestamp(), ''
    FROM network_desk d WHERE d.id = ANY (p_desks) AND d.region_id = (SELECT context_region());
END $$;

-- Give a further desk sight of a folder: the giver must hold it, by more than an emergency. The queue may, for its
-- region, when nobody accepts. What an emergency opened for an hour becomes lasting so, and not the other way round.
CREATE OR REPLACE FUNCTION access_give(p_folder uuid, p_desk uuid, p_ground text, p_purpose text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF NOT (
        EXISTS (SELECT 1 FROM access_grant WHERE folder_id = p_folder AND desk_id = context_desk()
                AND revoked_at IS NULL AND ends_at IS NULL)
        OR (context_kind() = 'system' AND session_user = 'lantaarn_worker'
            AND EXISTS (SELECT 1 FROM folders_folder WHERE id = p_folder AND region_id = context_region()))
    ) THEN
        RAISE EXCEPTION 'lantaarn: the giver does not hold this folder' USING ERRCODE = 'LA033';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM network_desk WHERE id = p_desk AND region_id = context_region()) THEN
        RAISE EXCEPTION 'lantaarn: the desk is not of this region' USING ERRCODE = 'LA035';
    END IF;
    INSERT INTO access_grant (id, region_id, folder_id, desk_id, ground, purpose, given_by_desk, given_by_user,
                              given_at, revoked_why)
    SELECT gen_random_uuid(), d.region_id, p_folder, d.id, p_ground, p_purpose, context_desk(), context_user(),
           clock_timestamp(), ''
    FROM network_desk d WHERE d.id = p_desk AND d.region_id = context_region()
    ON CONFLICT (folder_id, desk_id) WHERE revoked_at IS NULL DO UPDATE
        SET ends_at = NULL, ground = excluded.ground, purpose = excluded.purpose,
            given_by_desk = excluded.given_by_desk, given_by_user = excluded.given_by_user
        WHERE access_grant.ends_at IS NOT NULL;
END $$;

-- End a grant: a desk its own, or one that it gave. What was shared with that desk in this folder ends with it, an
-- emergency too; its own contributions stay its own, and come back into sight with a new grant.
CREATE OR REPLACE FUNCTION access_end(p_folder uuid, p_desk uuid, p_why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    UPDATE access_grant SET revoked_at = clock_timestamp(), revoked_why = p_why
    WHERE folder_id = p_folder AND desk_id = p_desk AND revoked_at IS NULL AND region_id = context_region()
      AND (desk_id = context_desk() OR given_by_desk = context_desk());
    IF NOT FOUND THEN
        RAISE EXCEPTION 'lantaarn: there is no grant here that this desk can end' USING ERRCODE = 'LA034';
    END IF;
    UPDATE access_disclosure SET revoked_at = clock_timestamp(), revoked_why = 'sight_ended'
    WHERE folder_id = p_folder AND desk_id = p_desk AND revoked_at IS NULL AND ground <> 'own';
    UPDATE access_share SET state = 'ended', ended_at = clock_timestamp(), ended_why = 'sight_ended'
    WHERE folder_id = p_folder AND to_desk_id = p_desk AND state = 'in_force';
    UPDATE access_emergency SET closed_at = clock_timestamp()
    WHERE folder_id = p_folder AND desk_id = p_desk AND closed_at IS NULL AND ends_at > clock_timestamp();
END $$;

-- Which desks hold a folder: told only to a desk that holds it too.
CREATE OR REPLACE FUNCTION access_holders(p_folder uuid)
RETURNS TABLE (desk_id uuid, ground text, given_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT g.desk_id, g.ground, g.given_at FROM access_grant g
    WHERE g.folder_id = p_folder AND g.revoked_at IS NULL AND (g.ends_at IS NULL OR g.ends_at > now()) AND EXISTS (
        SELECT 1 FROM access_grant mine
        WHERE mine.folder_id = p_folder AND mine.desk_id = context_desk() AND mine.revoked_at IS NULL
          AND (mine.ends_at IS NULL OR mine.ends_at > now()))
    ORDER BY g.given_at
$$;
"""

SIGNATURES = (
    "access_open(uuid, uuid[], text, text)",
    "access_give(uuid, uuid, text, text)",
    "access_end(uuid, uuid, text)",
    "access_holders(uuid)",
)
