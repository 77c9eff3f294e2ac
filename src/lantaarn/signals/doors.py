"""The narrow doors of the database: functions that answer one question for those who may see no signal.

A reporter with a code, a half-filled form, an executive's totals, the chain's heads. Each says only what it must.
"""

from lantaarn.vault.opening import ONE_KEY

_FUNCTIONS = """
-- What a reporter may know with the code: received, taken up, finished, and the questions. Never who.
CREATE OR REPLACE FUNCTION signals_follow(p_code_hash text) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT jsonb_build_object(
        'region', r.region_id, 'received_at', s.received_at, 'taken_up_at', s.taken_up_at, 'closed_at', s.closed_at,
        'feedback', s.feedback, 'questions', coalesce((
            SELECT jsonb_agg(jsonb_build_object('id', q.id, 'text', q.text, 'asked_at', q.asked_at,
                             'answer', q.answer, 'answered_at', q.answered_at) ORDER BY q.asked_at)
            FROM signals_question q WHERE q.folder_id = r.folder_id), '[]'::jsonb),
        'keys', (
            SELECT jsonb_agg({ONE_KEY}) FROM vault_datakey k WHERE k.folder_id = r.folder_id AND k.id IN (
                SELECT unnest(ARRAY[vault_key_of(q.text), vault_key_of(q.answer)])
                FROM signals_question q WHERE q.folder_id = r.folder_id)))
    FROM signals_report r JOIN signals_signal s ON s.folder_id = r.folder_id
    WHERE r.code_hash = p_code_hash AND p_code_hash <> '' AND context_kind() = 'code'
      AND r.region_id = (SELECT context_region())
$$;

-- The reporter's answer: a copy stays with the question, for the reporter to read back; what the desks know of it is a
-- contribution of the desk that asked. Nobody has read it yet, so it is taken for data of a person. Told back is which
-- desk to tell of it, and nothing of the signal.
DROP FUNCTION IF EXISTS signals_answer(text, uuid, text);
CREATE OR REPLACE FUNCTION signals_answer(
    p_code_hash text, p_question uuid, p_answer text, p_contribution uuid, p_text text) RETURNS TABLE (
    desk_id uuid, folder_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    asked signals_question%ROWTYPE;
BEGIN
    IF context_kind() <> 'code' THEN
        RAISE EXCEPTION 'lantaarn: only a reporter answers' USING ERRCODE = 'LA040';
    END IF;
    UPDATE signals_question q SET answer = p_answer, answered_at = clock_timestamp()
    FROM signals_report r
    WHERE q.id = p_question AND q.answered_at IS NULL AND r.folder_id = q.folder_id AND r.code_hash = p_code_hash
      AND p_code_hash <> '' AND r.region_id = (SELECT context_region())
    RETURNING q.* INTO asked;
    IF asked.id IS NOT NULL THEN
        INSERT INTO folders_contribution (id, region_id, folder_id, desk_id, organisation_id, by_reporter, domain, kind,
                                          category, text, data, said_by, source, ground, at)
        SELECT p_contribution, asked.region_id, asked.folder_id, asked.desk_id, d.organisation_id, true, s.domain,
               'stated', 'person', p_text, '{}', '', '', '', asked.answered_at
        FROM network_desk d, signals_signal s WHERE d.id = asked.desk_id AND s.folder_id = asked.folder_id;
        INSERT INTO signals_moment (id, region_id, folder_id, at, kind, desk_label, words, reason)
        VALUES (gen_random_uuid(), asked.region_id, asked.folder_id, clock_timestamp(), 'answered', '', '{}', '');
        RETURN QUERY SELECT asked.desk_id, asked.folder_id;
    END IF;
END $$;

-- Half-filled forms: the browser holds the token, the database its hash; nobody can list them.
CREATE OR REPLACE FUNCTION signals_draft_keep(p_token_hash text, p_data jsonb, p_hours integer) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    DELETE FROM signals_draft WHERE expires_at < clock_timestamp();
    INSERT INTO signals_draft (token_hash, region_id, data, changed_at, expires_at)
    VALUES (p_token_hash, context_region(), p_data, clock_timestamp(),
            clock_timestamp() + make_interval(hours => p_hours))
    ON CONFLICT (token_hash) DO UPDATE
        SET data = excluded.data, changed_at = excluded.changed_at, expires_at = excluded.expires_at
$$;
CREATE OR REPLACE FUNCTION signals_draft_read(p_token_hash text) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT jsonb_build_object('data', data, 'changed_at', changed_at) FROM signals_draft
    WHERE token_hash = p_token_hash AND region_id = (SELECT context_region()) AND expires_at > clock_timestamp()
$$;
CREATE OR REPLACE FUNCTION signals_draft_drop(p_token_hash text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    DELETE FROM signals_draft WHERE token_hash = p_token_hash AND region_id = (SELECT context_region())
$$;

-- An executive's totals: the own municipality, per year: no signal and no kind (safe tables come later).
CREATE OR REPLACE FUNCTION signals_totals() RETURNS TABLE (year integer, received bigint, closed bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT extract(year FROM s.received_at AT TIME ZONE 'Europe/Amsterdam')::integer, count(*), count(s.closed_at)
    FROM signals_signal s
    WHERE s.region_id = (SELECT context_region()) AND s.municipality_id = (SELECT context_municipality())
      AND network_may('totals.read')
    GROUP BY 1 ORDER BY 1 DESC
$$;

DROP FUNCTION IF EXISTS signals_own_words(text);

-- A place lies with a contribution of its own folder, that the same desk brought; any other is refused alike, so that a
-- foreign key does not tell what lies elsewhere.
CREATE OR REPLACE FUNCTION signals_place_lies() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM brought p WHERE NOT EXISTS (
        SELECT 1 FROM folders_contribution c
        WHERE c.id = p.contribution_id AND c.folder_id = p.folder_id AND c.desk_id = context_writing_desk())) THEN
        RAISE EXCEPTION 'lantaarn: a place lies with a contribution of the own desk' USING ERRCODE = 'LA036';
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER signals_place_lies AFTER INSERT ON signals_place
    REFERENCING NEW TABLE AS brought FOR EACH STATEMENT EXECUTE FUNCTION signals_place_lies();

-- Does the acting desk sit in this body: a desk of the region, of a role among its members?
CREATE OR REPLACE FUNCTION signals_sits(p_body uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (
        SELECT 1 FROM network_body b JOIN network_desk d ON d.id = context_desk()
        JOIN network_role r ON r.id = d.role_id
        WHERE b.id = p_body AND b.region_id = d.region_id AND b.members ? r.code AND d.municipality_id IS NULL)
$$;

-- Free words between two desks, in a folder that the acting desk holds: told to who wrote and to whom it was written.
CREATE OR REPLACE FUNCTION signals_words(p_folder uuid) RETURNS TABLE (id uuid, name text, words text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
DECLARE
    me uuid := context_desk();
BEGIN
    IF NOT EXISTS (SELECT 1 FROM access_grant g WHERE g.folder_id = p_folder AND g.desk_id = me
                   AND g.revoked_at IS NULL AND (g.ends_at IS NULL OR g.ends_at > now())) THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT r.id, w.name, w.words FROM signals_referral r, LATERAL (VALUES
            ('note', r.note), ('overrule_reason', r.overrule_reason), ('end_reason', r.end_reason)) AS w(name, words)
        WHERE r.folder_id = p_folder AND me IN (r.from_desk_id, r.to_desk_id) AND w.words <> ''
        UNION ALL
        SELECT m.id, 'reason', m.reason FROM signals_moment m
        WHERE m.folder_id = p_folder AND me IN (m.desk_id, m.other_id) AND m.reason <> ''
        UNION ALL
        SELECT s.folder_id, w.name, w.words FROM signals_signal s, LATERAL (VALUES
            ('close_note', s.close_note), ('watch_ground', s.watch_ground)) AS w(name, words)
        WHERE s.folder_id = p_folder AND me = s.lead_desk_id AND w.words <> ''
        UNION ALL
        SELECT k.id, 'done_note', k.done_note FROM signals_task k
        WHERE k.folder_id = p_folder AND me IN (k.desk_id, k.given_by_id) AND k.done_note <> ''
        UNION ALL
        SELECT l.id, 'why', l.why FROM signals_signallink l
        WHERE (l.folder_id = p_folder OR l.other_id = p_folder) AND me = l.made_by_desk_id;
END $$;

-- What a meeting decided, told to the desks that sit there and see the signal, and to who brought it.
CREATE OR REPLACE FUNCTION signals_decisions(p_items uuid[]) RETURNS TABLE (id uuid, decision text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT i.id, i.decision FROM signals_agendaitem i
    WHERE i.id = ANY (p_items) AND (i.put_by_id = context_desk() OR signals_sits(i.body_id)) AND EXISTS (
        SELECT 1 FROM access_grant g WHERE g.folder_id = i.folder_id AND g.desk_id = context_desk()
        AND g.revoked_at IS NULL AND (g.ends_at IS NULL OR g.ends_at > now()))
$$;

-- The head of each signal of the region, without content: where it lies, how long, until when.
CREATE OR REPLACE FUNCTION signals_heads(p_closed_since timestamptz) RETURNS TABLE (
    folder_id uuid, code text, municipality_id uuid, stage text, status text, desk_id uuid, received_at timestamptz,
    taken_up_at timestamptz, closed_at timestamptz, waits_since timestamptz, due_at timestamptz, escalated boolean,
    off_system boolean, receipt boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT s.folder_id, s.code, s.municipality_id, s.stage, s.status, coalesce(r.to_desk_id, s.lead_desk_id),
           s.received_at, s.taken_up_at, s.closed_at, coalesce(r.offered_at, s.changed_at),
           CASE WHEN r.state = 'offered' THEN r.due_at END, coalesce(r.escalated_at IS NOT NULL, false),
           coalesce(d.off_system, false), coalesce(r.receipt_at IS NOT NULL, false)
    FROM signals_signal s
    LEFT JOIN signals_referral r ON r.folder_id = s.folder_id AND r.leads AND r.state IN ('offered', 'accepted')
    LEFT JOIN network_desk d ON d.id = r.to_desk_id
    WHERE s.region_id = (SELECT context_region()) AND network_may('chain.view')
      AND (s.closed_at IS NULL OR s.closed_at > p_closed_since)
$$;

-- The facts of last year's signals without anything that names one, to weigh a new route; for who decides the route.
CREATE OR REPLACE FUNCTION signals_past_facts(p_since timestamptz) RETURNS TABLE (
    facts jsonb, municipality_id uuid, led_by text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT s.facts, s.municipality_id, (
        SELECT d.kind FROM signals_referral r JOIN network_desk d ON d.id = r.to_desk_id
        WHERE r.folder_id = s.folder_id AND r.leads ORDER BY r.offered_at LIMIT 1)
    FROM signals_signal s
    WHERE s.region_id = (SELECT context_region()) AND s.received_at >= p_since
      AND (network_may('route.decide') OR network_may('route.propose'))
$$;

-- A shielded reporter is known to the first desk alone. Gives that desk the signal back, then the desk that answers for
-- it now is the first: it is told who reported, and who gave it back is told no more.
CREATE OR REPLACE FUNCTION signals_reporter_goes_along(p_folder uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    UPDATE signals_report r SET desk_id = s.lead_desk_id
    FROM signals_signal s
    WHERE r.folder_id = p_folder AND s.folder_id = p_folder AND r.desk_id = context_desk() AND r.shielded
      AND s.lead_desk_id <> r.desk_id AND EXISTS (
        SELECT 1 FROM access_grant g
        WHERE g.folder_id = p_folder AND g.desk_id = s.lead_desk_id AND g.revoked_at IS NULL)
      AND EXISTS (
        SELECT 1 FROM signals_referral f
        WHERE f.folder_id = p_folder AND f.to_desk_id = context_desk() AND f.leads AND f.state = 'declined')
$$;

-- Who saw this folder: told to a desk that holds it, by role and organisation, not by name. Counted over the last
-- thousand uses. Planned once a session for any folder: planning over the log's months costs more than the answer.
DROP FUNCTION IF EXISTS signals_readers(uuid);
CREATE FUNCTION signals_readers(p_folder uuid) RETURNS TABLE (
    at timestamptz, role text, desk text, action text, ground text, times bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    opened timestamptz := (SELECT f.opened_at FROM folders_folder f WHERE f.id = p_folder AND EXISTS (
        SELECT 1 FROM access_grant g
        WHERE g.folder_id = p_folder AND g.desk_id = context_desk() AND g.revoked_at IS NULL
          AND (g.ends_at IS NULL OR g.ends_at > now())));
BEGIN
    IF opened IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT max(o.at), o.role, o.desk, o.action, o.ground, count(*) FROM (
            SELECT * FROM audit_event_object u
            WHERE u.object_id = p_folder AND u.outcome = 'done'
              AND u.at >= opened - interval '1 day' AND u.at <= now() + interval '1 day'
            ORDER BY u.at DESC LIMIT 1000) o
        GROUP BY o.role, o.desk, o.action, o.ground
        ORDER BY 1 DESC LIMIT 12;
END $$;
"""

FUNCTIONS = _FUNCTIONS.replace("{ONE_KEY}", ONE_KEY)

SIGNATURES = (
    "signals_follow(text)",
    "signals_answer(text, uuid, text, uuid, text)",
    "signals_draft_keep(text, jsonb, integer)",
    "signals_draft_read(text)",
    "signals_draft_drop(text)",
    "signals_totals()",
    "signals_heads(timestamptz)",
    "signals_past_facts(timestamptz)",
    "signals_reporter_goes_along(uuid)",
    "signals_readers(uuid)",
    "signals_words(uuid)",
    "signals_decisions(uuid[])",
)
