"""Emergency access: a reason, an hour, and at once known to the privacy officers of whose words were opened."""

FUNCTIONS = """
-- Open by a folder that the desk holds, or by a code that was typed exactly. A code that is none is kept as a try;
-- after five of those in an hour codes are refused. What police and prosecution brought stays closed (Wpg 16 to 20).
CREATE OR REPLACE FUNCTION access_emergency_open(p_id uuid, p_folder uuid, p_code text, p_reason text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    found uuid;
    opened timestamptz := clock_timestamp();
    ends timestamptz := opened + interval '60 minutes';
BEGIN
    IF context_desk() IS NULL OR NOT network_may('emergency.open') OR btrim(p_reason) = '' THEN
        RAISE EXCEPTION 'lantaarn: this actor opens no emergency' USING ERRCODE = 'LA070';
    END IF;
    IF p_folder IS NULL AND (
        SELECT count(*) FROM access_emergency
        WHERE user_id = context_user() AND folder_id IS NULL AND opened_at > opened - interval '1 hour') >= 5 THEN
        RAISE EXCEPTION 'lantaarn: too many codes were tried' USING ERRCODE = 'LA071';
    END IF;
    SELECT s.folder_id INTO found FROM signals_signal s
    WHERE s.region_id = context_region() AND CASE WHEN p_folder IS NULL THEN s.code = p_code
        ELSE s.folder_id = p_folder AND EXISTS (
            SELECT 1 FROM access_grant g WHERE g.folder_id = p_folder AND g.desk_id = context_desk()
            AND g.revoked_at IS NULL AND (g.ends_at IS NULL OR g.ends_at > opened)) END;
    IF found IS NULL AND p_folder IS NOT NULL THEN
        RAISE EXCEPTION 'lantaarn: the desk does not hold this folder' USING ERRCODE = 'LA033';
    END IF;
    INSERT INTO access_emergency (id, region_id, folder_id, desk_id, organisation_id, user_id, reason, opened_at,
                                  ends_at, organisations, withheld)
    VALUES (p_id, context_region(), found, context_desk(), context_organisation(), context_user(), p_reason, opened,
            CASE WHEN found IS NULL THEN opened ELSE ends END,
            ARRAY(SELECT context_organisation() UNION SELECT organisation_id FROM folders_contribution
                  WHERE folder_id = found),
            ARRAY(SELECT id FROM network_organisation
                  WHERE region_id = context_region() AND kind IN ('police', 'prosecution')));
    IF found IS NOT NULL THEN
        INSERT INTO access_grant (id, region_id, folder_id, desk_id, ground, purpose, given_by_desk, given_by_user,
                                  given_at, ends_at, revoked_why)
        VALUES (gen_random_uuid(), context_region(), found, context_desk(), 'emergency', 'signal.emergency',
                context_desk(), context_user(), opened, ends, '')
        ON CONFLICT (folder_id, desk_id) WHERE revoked_at IS NULL DO UPDATE
            SET ends_at = ends WHERE access_grant.ends_at IS NOT NULL;
    END IF;
    RETURN found;
END $$;

CREATE OR REPLACE FUNCTION access_emergency_close(p_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    closed access_emergency;
BEGIN
    UPDATE access_emergency SET closed_at = clock_timestamp()
    WHERE id = p_id AND desk_id = context_desk() AND closed_at IS NULL AND folder_id IS NOT NULL
    RETURNING * INTO closed;
    IF closed.id IS NULL THEN
        RAISE EXCEPTION 'lantaarn: there is no emergency here that this desk can close' USING ERRCODE = 'LA072';
    END IF;
    UPDATE access_grant SET revoked_at = clock_timestamp(), revoked_why = 'emergency_closed'
    WHERE folder_id = closed.folder_id AND desk_id = closed.desk_id AND revoked_at IS NULL AND ends_at IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM access_emergency e WHERE e.folder_id = closed.folder_id
                      AND e.desk_id = closed.desk_id AND e.closed_at IS NULL AND e.ends_at > clock_timestamp());
END $$;

-- A privacy officer has looked at it. Says so once: the first counts.
CREATE OR REPLACE FUNCTION access_emergency_seen(p_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    UPDATE access_emergency SET seen_by_privacy_officer_at = coalesce(seen_by_privacy_officer_at, clock_timestamp())
    WHERE id = p_id AND region_id = context_region() AND network_may('log.read')
      AND context_organisation() = ANY (organisations);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'lantaarn: this is not an emergency of this organisation' USING ERRCODE = 'LA072';
    END IF;
END $$;
"""

SIGNATURES = (
    "access_emergency_open(uuid, uuid, text, text)",
    "access_emergency_close(uuid)",
    "access_emergency_seen(uuid)",
)
