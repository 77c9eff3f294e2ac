"""Taking back: what ends with a share or a consent, and everything that was passed on from it."""

FUNCTIONS = """
-- End these shares and what they let see; then what the recipients passed on of it, hand by hand, unless they see it
-- by another way too. Rows that hold each other up in a circle do not count: sight must come from outside.
-- Told back: what was ended ('view'), and what left on paper and cannot be recalled ('paper').
CREATE OR REPLACE FUNCTION access_end_shares(p_shares uuid[], p_why text) RETURNS TABLE (
    what text, contribution_id uuid, desk_id uuid, share_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
DECLARE
    gone uuid[];
    ended access_disclosure[];
BEGIN
    UPDATE access_share SET state = 'ended', ended_at = clock_timestamp(), ended_why = p_why
    WHERE id = ANY (p_shares) AND state IN ('in_force', 'waiting_second');
    WITH RECURSIVE hit AS (
        SELECT d.contribution_id, d.desk_id FROM access_disclosure d
        WHERE d.share_id = ANY (p_shares) AND d.revoked_at IS NULL
        UNION
        SELECT d.contribution_id, d.desk_id FROM hit
        JOIN access_disclosure d ON d.contribution_id = hit.contribution_id AND d.revoked_at IS NULL
        JOIN access_share s ON s.id = d.share_id AND s.from_desk_id = hit.desk_id
    ), live AS (
        SELECT d.id, d.contribution_id, d.desk_id, s.from_desk_id
        FROM hit JOIN access_disclosure d ON d.contribution_id = hit.contribution_id AND d.desk_id = hit.desk_id
        LEFT JOIN access_share s ON s.id = d.share_id
        WHERE d.revoked_at IS NULL AND (d.share_id = ANY (p_shares)) IS NOT TRUE
    ), held AS (
        SELECT live.contribution_id, live.desk_id, live.id FROM live
        WHERE live.from_desk_id IS NULL OR NOT EXISTS (
            SELECT 1 FROM hit WHERE hit.contribution_id = live.contribution_id AND hit.desk_id = live.from_desk_id)
        UNION
        SELECT live.contribution_id, live.desk_id, live.id FROM held
        JOIN live ON live.contribution_id = held.contribution_id AND live.from_desk_id = held.desk_id
    )
    SELECT array_agg(d.id) INTO gone FROM hit
    JOIN access_disclosure d ON d.contribution_id = hit.contribution_id AND d.desk_id = hit.desk_id
    WHERE d.revoked_at IS NULL AND d.id NOT IN (SELECT held.id FROM held);

    WITH revoked AS (
        UPDATE access_disclosure SET revoked_at = clock_timestamp(),
            revoked_why = CASE WHEN share_id = ANY (p_shares) THEN 'withdrawn' ELSE 'source_withdrawn' END
        WHERE id = ANY (gone) RETURNING *
    )
    SELECT array_agg(r) INTO ended FROM revoked r;

    -- Who came to the folder by such a share alone, and brought nothing itself, loses the folder too; in an emergency
    -- when its hour is over.
    UPDATE access_grant g
    SET revoked_at = CASE WHEN u.ends_at IS NULL THEN clock_timestamp() END, ends_at = u.ends_at,
        revoked_why = CASE WHEN u.ends_at IS NULL THEN 'withdrawn' ELSE '' END,
        ground = CASE WHEN u.ends_at IS NULL THEN g.ground ELSE 'emergency' END
    FROM (
        SELECT lost.folder_id, lost.desk_id, (
            SELECT max(e.ends_at) FROM access_emergency e
            WHERE e.folder_id = lost.folder_id AND e.desk_id = lost.desk_id AND e.closed_at IS NULL
              AND e.ends_at > clock_timestamp()) AS ends_at
        FROM (SELECT DISTINCT e.folder_id, e.desk_id FROM unnest(ended) e) AS lost
    ) AS u
    WHERE g.folder_id = u.folder_id AND g.desk_id = u.desk_id AND g.revoked_at IS NULL AND g.ground = 'share'
      AND NOT EXISTS (SELECT 1 FROM access_disclosure d
                      WHERE d.folder_id = g.folder_id AND d.desk_id = g.desk_id AND d.revoked_at IS NULL);

    RETURN QUERY SELECT 'view', e.contribution_id, e.desk_id, e.share_id FROM unnest(ended) e;
    RETURN QUERY
        SELECT DISTINCT 'paper', l.contribution_id, s.to_desk_id, s.id
        FROM access_shareline l JOIN access_share s ON s.id = l.share_id
        WHERE l.chosen AND access_left_on_paper(s) AND (s.id = ANY (p_shares) OR EXISTS (
            SELECT 1 FROM unnest(ended) e
            WHERE e.contribution_id = l.contribution_id AND e.desk_id = s.from_desk_id));
END $$;

CREATE OR REPLACE FUNCTION access_withdraw(p_share uuid, p_why text) RETURNS TABLE (
    what text, contribution_id uuid, desk_id uuid, share_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM 1 FROM access_share WHERE id = p_share AND from_desk_id = context_desk()
        AND state IN ('in_force', 'waiting_second') FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'lantaarn: there is no share here that this desk can withdraw' USING ERRCODE = 'LA069';
    END IF;
    RETURN QUERY SELECT * FROM access_end_shares(ARRAY[p_share], p_why);
END $$;

-- A person takes a consent back: at once every share that leaned on it ends. Any desk that recorded it can note that.
CREATE OR REPLACE FUNCTION access_consent_withdraw(p_consent uuid, p_why text) RETURNS TABLE (
    what text, contribution_id uuid, desk_id uuid, share_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    UPDATE access_consent c SET withdrawn_at = clock_timestamp(), withdrawn_why = p_why
    WHERE c.id = p_consent AND c.desk_id = context_desk() AND c.withdrawn_at IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'lantaarn: there is no consent here that this desk can withdraw' USING ERRCODE = 'LA069';
    END IF;
    RETURN QUERY SELECT * FROM access_end_shares(ARRAY(
        SELECT s.id FROM access_share s
        WHERE s.consent_id = p_consent AND s.state IN ('in_force', 'waiting_second')), 'consent_withdrawn');
END $$;
"""

SIGNATURES = ("access_withdraw(uuid, text)", "access_consent_withdraw(uuid, text)")
INSIDE = ("access_end_shares(uuid[], text)",)
