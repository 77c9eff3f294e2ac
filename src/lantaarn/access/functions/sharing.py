"""The act of sharing: who gives must hold and see what is given; what needs a second person waits for one."""

FUNCTIONS = """
-- The desk that acts here: a person's, that of a reporter's intake, or any desk of the region for the queue.
CREATE OR REPLACE FUNCTION access_acts_for(p_desk uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT coalesce(p_desk = context_writing_desk(), false)
        OR (context_kind() = 'system' AND session_user = 'lantaarn_worker'
            AND EXISTS (SELECT 1 FROM network_desk WHERE id = p_desk AND region_id = context_region()))
$$;

-- Is this consent of this desk one that a share on this ground may lean on, now?
CREATE OR REPLACE FUNCTION access_consent_holds(p_consent uuid, p_folder uuid, p_desk uuid, p_ground text)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (
        SELECT 1 FROM access_consent c
        WHERE c.id = p_consent AND c.folder_id = p_folder AND c.desk_id = p_desk AND NOT c.refused
          AND c.withdrawn_at IS NULL AND (c.valid_until IS NULL OR c.valid_until > clock_timestamp())
          AND (c.kind, p_ground) IN (('avg_consent', 'consent'), ('secrecy_permission', 'permission_lifted')))
$$;

-- Keep what the table said of each line. Nobody tells of a contribution that the sharing desk does not see; only
-- what may go, at once or after a second person, can be chosen.
CREATE OR REPLACE FUNCTION access_keep_lines(p_share access_share, p_lines jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM jsonb_to_recordset(p_lines) AS l(contribution_id uuid)
        WHERE NOT EXISTS (
            SELECT 1 FROM access_disclosure d
            WHERE d.contribution_id = l.contribution_id AND d.folder_id = p_share.folder_id
              AND d.desk_id = p_share.from_desk_id AND d.revoked_at IS NULL
              AND (d.ends_at IS NULL OR d.ends_at > clock_timestamp()))
    ) THEN
        RAISE EXCEPTION 'lantaarn: the giver does not see what it gives' USING ERRCODE = 'LA062';
    END IF;
    IF EXISTS (
        SELECT 1 FROM jsonb_to_recordset(p_lines) AS l(verdict text, chosen boolean)
        WHERE l.chosen AND l.verdict NOT IN ('share', 'second_person')
    ) THEN
        RAISE EXCEPTION 'lantaarn: what the table holds back cannot be chosen' USING ERRCODE = 'LA063';
    END IF;
    INSERT INTO access_shareline (id, region_id, share_id, contribution_id, category, verdict, article, sentence, rule,
                                  adopted, chosen)
    SELECT gen_random_uuid(), p_share.region_id, p_share.id, l.contribution_id, l.category, l.verdict, l.article,
           l.sentence, l.rule, l.adopted, l.chosen
    FROM jsonb_to_recordset(p_lines) AS l(contribution_id uuid, category text, verdict text, article text,
                                          sentence text, rule integer, adopted boolean, chosen boolean)
    ON CONFLICT (share_id, contribution_id) DO UPDATE
        SET verdict = excluded.verdict, article = excluded.article, sentence = excluded.sentence,
            rule = excluded.rule, adopted = excluded.adopted, chosen = excluded.chosen;
END $$;

-- Let the recipient see what was chosen: with a grant if it has none, and never longer than the giver itself sees it.
-- A desk outside Lantaarn, or a party without desk, gets paper: then there is nothing to see here.
CREATE OR REPLACE FUNCTION access_put_in_force(p_share access_share) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM network_desk WHERE id = p_share.to_desk_id AND NOT off_system AND body_id IS NULL)
       OR NOT EXISTS (SELECT 1 FROM access_shareline WHERE share_id = p_share.id AND chosen) THEN
        RETURN;
    END IF;
    INSERT INTO access_grant (id, region_id, folder_id, desk_id, ground, purpose, given_by_desk, given_by_user,
                              given_at, revoked_why)
    VALUES (gen_random_uuid(), p_share.region_id, p_share.folder_id, p_share.to_desk_id, 'share', p_share.purpose,
            p_share.from_desk_id, p_share.made_by_user, clock_timestamp(), '')
    ON CONFLICT (folder_id, desk_id) WHERE revoked_at IS NULL DO UPDATE
        SET ends_at = NULL, ground = excluded.ground, purpose = excluded.purpose,
            given_by_desk = excluded.given_by_desk, given_by_user = excluded.given_by_user
        WHERE access_grant.ends_at IS NOT NULL;
    INSERT INTO access_disclosure (id, region_id, folder_id, contribution_id, desk_id, share_id, ground, given_at,
                                   ends_at, revoked_why)
    SELECT gen_random_uuid(), p_share.region_id, p_share.folder_id, l.contribution_id, p_share.to_desk_id, p_share.id,
           'share', clock_timestamp(), least(p_share.until, nullif(max(coalesce(d.ends_at, 'infinity')), 'infinity')),
           ''
    FROM access_shareline l
    JOIN access_disclosure d ON d.contribution_id = l.contribution_id AND d.desk_id = p_share.from_desk_id
        AND d.revoked_at IS NULL AND (d.ends_at IS NULL OR d.ends_at > clock_timestamp())
    WHERE l.share_id = p_share.id AND l.chosen
    GROUP BY l.contribution_id
    ON CONFLICT DO NOTHING;
END $$;

-- Acts of sharing, each with what the table said of every line; the answer tells the state of each.
CREATE OR REPLACE FUNCTION access_share(p_shares jsonb) RETURNS TABLE (share_id uuid, state text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
DECLARE
    given jsonb;
    made access_share;
BEGIN
    FOR given IN SELECT * FROM jsonb_array_elements(p_shares) LOOP
        made := jsonb_populate_record(NULL::access_share, given);
        IF NOT access_acts_for(made.from_desk_id) THEN
            RAISE EXCEPTION 'lantaarn: this actor shares nothing of this desk' USING ERRCODE = 'LA060';
        END IF;
        IF NOT EXISTS (SELECT 1 FROM access_grant g WHERE g.folder_id = made.folder_id
                       AND g.desk_id = made.from_desk_id AND g.revoked_at IS NULL AND g.ends_at IS NULL)
           OR made.to_desk_id = made.from_desk_id
           OR (made.to_desk_id IS NOT NULL AND NOT EXISTS (
               SELECT 1 FROM network_desk d WHERE d.id = made.to_desk_id AND d.region_id = context_region())) THEN
            RAISE EXCEPTION 'lantaarn: the giver does not hold this folder' USING ERRCODE = 'LA033';
        END IF;
        IF made.ground IN ('', 'none', 'unknown') OR made.purpose IN ('', 'unknown')
           OR (made.ground IN ('consent', 'permission_lifted') OR made.consent_id IS NOT NULL)
           AND NOT access_consent_holds(made.consent_id, made.folder_id, made.from_desk_id, made.ground) THEN
            RAISE EXCEPTION 'lantaarn: this share has no ground that holds' USING ERRCODE = 'LA064';
        END IF;
        made.region_id := context_region();
        SELECT d.organisation_id INTO made.from_organisation_id FROM network_desk d WHERE d.id = made.from_desk_id;
        made.made_by_user := context_user();
        made.made_at := clock_timestamp();
        made.until := least(made.until, (SELECT c.valid_until FROM access_consent c WHERE c.id = made.consent_id));
        made.second_user := NULL;
        made.second_at := NULL;
        made.ended_at := NULL;
        made.ended_why := '';
        made.state := CASE WHEN EXISTS (
            SELECT 1 FROM jsonb_to_recordset(given -> 'lines') AS l(verdict text, chosen boolean)
            WHERE l.chosen AND l.verdict = 'second_person') THEN 'waiting_second' ELSE 'in_force' END;
        INSERT INTO access_share SELECT made.*;
        PERFORM access_keep_lines(made, given -> 'lines');
        IF made.state = 'in_force' THEN
            PERFORM access_put_in_force(made);
        END IF;
        RETURN QUERY SELECT made.id, made.state;
    END LOOP;
END $$;

-- More lines under a share in force that follows: what its sharer added later, by the same terms.
CREATE OR REPLACE FUNCTION access_share_more(p_share uuid, p_lines jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    made access_share;
BEGIN
    SELECT * INTO made FROM access_share WHERE id = p_share AND state = 'in_force' AND follows FOR UPDATE;
    IF made.id IS NULL OR NOT access_acts_for(made.from_desk_id) THEN
        RAISE EXCEPTION 'lantaarn: this share takes nothing along' USING ERRCODE = 'LA066';
    END IF;
    IF EXISTS (SELECT 1 FROM jsonb_to_recordset(p_lines) AS l(verdict text, chosen boolean)
               WHERE l.chosen AND l.verdict <> 'share')
       OR (made.consent_id IS NOT NULL AND NOT access_consent_holds(
           made.consent_id, made.folder_id, made.from_desk_id, made.ground)) THEN
        RAISE EXCEPTION 'lantaarn: what the table holds back cannot be chosen' USING ERRCODE = 'LA063';
    END IF;
    PERFORM access_keep_lines(made, p_lines);
    PERFORM access_put_in_force(made);
END $$;

-- A second person says yes or no: another one than who made it, of the same desk or organisation, with that task.
CREATE OR REPLACE FUNCTION access_second(p_share uuid, p_yes boolean, p_why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    made access_share;
BEGIN
    SELECT * INTO made FROM access_share
    WHERE id = p_share AND state = 'waiting_second' AND region_id = context_region()
      AND (from_desk_id = context_desk() OR from_organisation_id = context_organisation()) FOR UPDATE;
    IF made.id IS NULL OR NOT network_may('share.confirm') THEN
        RAISE EXCEPTION 'lantaarn: there is nothing here for a second person to decide' USING ERRCODE = 'LA065';
    END IF;
    IF context_user() IS NULL OR context_user() = made.made_by_user THEN
        RAISE EXCEPTION 'lantaarn: the second person is another than the first' USING ERRCODE = 'LA067';
    END IF;
    IF p_yes AND (
        made.consent_id IS NOT NULL AND NOT access_consent_holds(
            made.consent_id, made.folder_id, made.from_desk_id, made.ground)
        OR EXISTS (SELECT 1 FROM access_shareline l WHERE l.share_id = made.id AND l.chosen AND NOT EXISTS (
            SELECT 1 FROM access_disclosure d
            WHERE d.contribution_id = l.contribution_id AND d.desk_id = made.from_desk_id AND d.revoked_at IS NULL
              AND (d.ends_at IS NULL OR d.ends_at > clock_timestamp())))
        OR NOT EXISTS (SELECT 1 FROM access_grant g WHERE g.folder_id = made.folder_id
                       AND g.desk_id = made.from_desk_id AND g.revoked_at IS NULL AND g.ends_at IS NULL)
    ) THEN
        RAISE EXCEPTION 'lantaarn: what was to be shared is no longer there to share' USING ERRCODE = 'LA064';
    END IF;
    UPDATE access_share
    SET state = CASE WHEN p_yes THEN 'in_force' ELSE 'refused' END, second_user = context_user(),
        second_at = clock_timestamp(), ended_at = CASE WHEN p_yes THEN NULL ELSE clock_timestamp() END,
        ended_why = CASE WHEN p_yes THEN '' ELSE p_why END
    WHERE id = made.id RETURNING * INTO made;
    IF p_yes THEN
        PERFORM access_put_in_force(made);
    END IF;
END $$;

-- Did this share go on paper: in force now or before, and not one that a second person never let go?
CREATE OR REPLACE FUNCTION access_left_on_paper(p_share access_share) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT p_share.state IN ('in_force', 'ended')
        AND NOT EXISTS (SELECT 1 FROM access_disclosure d WHERE d.share_id = p_share.id)
        AND (p_share.second_at IS NOT NULL OR NOT EXISTS (
            SELECT 1 FROM access_shareline w
            WHERE w.share_id = p_share.id AND w.chosen AND w.verdict = 'second_person'))
$$;

-- A correction goes to everybody who sees what it corrects, by the same share; one of another category was judged as
-- something new. Told back is who ever received the old words, and whether they see the new ones.
CREATE OR REPLACE FUNCTION access_carry(p_old uuid, p_new uuid) RETURNS TABLE (
    desk_id uuid, share_id uuid, sees boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM folders_contribution new JOIN folders_contribution old ON old.id = new.corrects_id
        WHERE new.id = p_new AND old.id = p_old AND new.desk_id = context_desk() AND old.desk_id = new.desk_id
          AND new.folder_id = old.folder_id AND new.domain = old.domain
    ) THEN
        RAISE EXCEPTION 'lantaarn: only a correction of the own words is carried' USING ERRCODE = 'LA068';
    END IF;
    INSERT INTO access_shareline (id, region_id, share_id, contribution_id, category, verdict, article, sentence, rule,
                                  adopted, chosen)
    SELECT gen_random_uuid(), l.region_id, l.share_id, p_new, l.category, l.verdict, l.article, l.sentence, l.rule,
           l.adopted, l.chosen
    FROM access_shareline l JOIN access_share s ON s.id = l.share_id
    JOIN folders_contribution new ON new.id = p_new AND new.category = l.category
    WHERE l.contribution_id = p_old AND s.state IN ('in_force', 'waiting_second')
    ON CONFLICT DO NOTHING;
    INSERT INTO access_disclosure (id, region_id, folder_id, contribution_id, desk_id, share_id, ground, given_at,
                                   ends_at, revoked_why)
    SELECT gen_random_uuid(), d.region_id, d.folder_id, p_new, d.desk_id, d.share_id, d.ground, clock_timestamp(),
           d.ends_at, ''
    FROM access_disclosure d
    JOIN folders_contribution old ON old.id = d.contribution_id
    JOIN folders_contribution new ON new.id = p_new AND new.category = old.category
    WHERE d.contribution_id = p_old AND d.ground <> 'own' AND d.revoked_at IS NULL
    ON CONFLICT DO NOTHING;
    RETURN QUERY
        SELECT d.desk_id, d.share_id, EXISTS (
            SELECT 1 FROM access_disclosure n
            WHERE n.contribution_id = p_new AND n.desk_id = d.desk_id AND n.revoked_at IS NULL
              AND (n.ends_at IS NULL OR n.ends_at > clock_timestamp()))
        FROM access_disclosure d
        WHERE d.contribution_id = p_old AND d.ground <> 'own' GROUP BY d.desk_id, d.share_id
        UNION ALL
        SELECT NULL, s.id, false FROM access_shareline l JOIN access_share s ON s.id = l.share_id
        WHERE l.contribution_id = p_old AND l.chosen AND access_left_on_paper(s);
END $$;

-- Who received what of a folder: told of the own contributions, and of what the own desk gave.
CREATE OR REPLACE FUNCTION access_reach(p_folder uuid) RETURNS TABLE (
    contribution_id uuid, desk_id uuid, share_id uuid, from_desk_id uuid, ground text, given_at timestamptz,
    ended_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT d.contribution_id, d.desk_id, d.share_id, s.from_desk_id, coalesce(s.ground, d.ground), d.given_at,
           least(d.revoked_at, CASE WHEN d.ends_at <= now() THEN d.ends_at END)
    FROM access_disclosure d
    JOIN folders_contribution c ON c.id = d.contribution_id
    LEFT JOIN access_share s ON s.id = d.share_id
    WHERE d.folder_id = p_folder AND d.ground <> 'own'
      AND (c.desk_id = context_desk() OR s.from_desk_id = context_desk())
      AND EXISTS (SELECT 1 FROM access_grant g WHERE g.folder_id = p_folder AND g.desk_id = context_desk()
                  AND g.revoked_at IS NULL AND (g.ends_at IS NULL OR g.ends_at > now()))
$$;

-- What the table asks of the signal itself. As the caller: who does not see the signal is told nothing.
CREATE OR REPLACE FUNCTION access_facts_of(p_folder uuid) RETURNS TABLE (minor text, acute_danger text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN QUERY SELECT s.minor, coalesce(s.facts ->> 'acute_danger', 'unknown')
    FROM signals_signal s WHERE s.folder_id = p_folder;
END $$;
"""

SIGNATURES = (
    "access_share(jsonb)",
    "access_share_more(uuid, jsonb)",
    "access_second(uuid, boolean, text)",
    "access_carry(uuid, uuid)",
    "access_reach(uuid)",
)
INSIDE = (
    "access_acts_for(uuid)",
    "access_consent_holds(uuid, uuid, uuid, text)",
    "access_keep_lines(access_share, jsonb)",
    "access_put_in_force(access_share)",
    "access_left_on_paper(access_share)",
)
