"""Requests in the database: who receives one writes it; the privacy officer of the organisation handles it."""

from lantaarn.context.laying import APP, IN_REGION, Policy, Rights, Table
from lantaarn.subjects.states import REQUEST
from lantaarn.tables.rights import status_trigger
from lantaarn.vault.opening import ONE_KEY

FUNCTIONS = f"""
-- Of records of persons: which two the own organisation itself holds for the same person, as the last word on them.
CREATE OR REPLACE FUNCTION subjects_joined() RETURNS TABLE (person_id uuid, other_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT v.one, v.other FROM (
        SELECT DISTINCT ON (j.first_id, j.second_id) j.first_id, j.second_id, j.same, j.desk_id
        FROM folders_personjoin j WHERE j.region_id = context_region()
        ORDER BY j.first_id, j.second_id, j.at DESC) l
    JOIN network_desk d ON d.id = l.desk_id AND d.organisation_id = context_organisation(),
    LATERAL (VALUES (l.first_id, l.second_id), (l.second_id, l.first_id)) AS v (one, other) WHERE l.same
$$;

-- What the own organisation wrote in folders that all of these tokens, or this code, lead to, and what it wrote of a
-- person elsewhere that it holds for the same as one in these. Ids and kinds, no words.
CREATE OR REPLACE FUNCTION subjects_find(p_request uuid, p_tokens bigint[], p_code text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    added integer;
BEGIN
    IF NOT network_may('subjects.work') OR NOT EXISTS (
        SELECT 1 FROM subjects_request r WHERE r.id = p_request AND r.state = 'known'
        AND r.organisation_id = context_organisation() AND r.region_id = context_region()) THEN
        RAISE EXCEPTION 'lantaarn: nothing is searched before it is known who asks' USING ERRCODE = 'LA070';
    END IF;
    WITH hit AS (
        SELECT s.folder_id FROM signals_signal s
        WHERE p_code <> '' AND s.code = p_code AND s.region_id = context_region()
        UNION
        SELECT t.folder_id FROM vault_token t
        WHERE t.organisation_id = context_organisation() AND t.token = ANY (p_tokens)
        GROUP BY t.folder_id HAVING count(DISTINCT t.token) = cardinality(p_tokens)
    )
    INSERT INTO subjects_item (id, region_id, organisation_id, request_id, folder_id, code, contribution_id, desk_id,
                               kind, category, at, opened_by, verdict, ground, tells, decided_by, asks, desk_says)
    SELECT gen_random_uuid(), c.region_id, c.organisation_id, p_request, c.folder_id, s.code, c.id, c.desk_id, c.kind,
           c.category, c.at, '', '', '', '', '', '', ''
    FROM folders_contribution c JOIN signals_signal s ON s.folder_id = c.folder_id
    WHERE c.region_id = context_region() AND c.organisation_id = context_organisation() AND (
        c.folder_id IN (SELECT h.folder_id FROM hit h) OR c.person_id IN (
            SELECT j.other_id FROM subjects_joined() j JOIN folders_personrecord p ON p.id = j.person_id
            WHERE p.folder_id IN (SELECT h.folder_id FROM hit h)))
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS added = ROW_COUNT;
    RETURN added;
END $$;

-- The words of one item with their key: for who decides of it, and marked as opened.
DROP FUNCTION IF EXISTS subjects_open(uuid, text);
CREATE FUNCTION subjects_open(p_item uuid, p_who text) RETURNS TABLE (
    contribution_id uuid, words text, said_by text, data jsonb, places jsonb, field text, joined text[], keys jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
DECLARE
    wanted uuid;
BEGIN
    UPDATE subjects_item i SET opened_at = coalesce(i.opened_at, clock_timestamp()), opened_by = p_who
    WHERE i.id = p_item AND i.organisation_id = context_organisation() AND i.region_id = context_region()
      AND network_may('subjects.work')
    RETURNING i.contribution_id INTO wanted;
    RETURN QUERY
        SELECT c.id, c.text, c.said_by, c.data, (
            SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'text', p.text,
                   'outside', p.outside, 'municipality', coalesce(m.name, '')) ORDER BY p.id), '[]'::jsonb)
            FROM signals_place p LEFT JOIN network_municipality m ON m.id = p.municipality_id
            WHERE p.contribution_id = c.id), c.field, ARRAY (
            SELECT d.label FROM subjects_joined() j JOIN folders_personrecord o ON o.id = j.other_id
            JOIN network_desk d ON d.id = o.desk_id WHERE j.person_id = c.person_id ORDER BY d.label), (
            SELECT jsonb_agg({ONE_KEY}) FROM vault_datakey k
            WHERE k.folder_id = c.folder_id AND k.organisation_id = c.organisation_id)
        FROM folders_contribution c WHERE c.id = wanted AND c.organisation_id = context_organisation();
END $$;

-- Who saw the folders of this request: by role and organisation, never by name; how often, from when, until when.
CREATE OR REPLACE FUNCTION subjects_readers(p_request uuid) RETURNS TABLE (
    role text, organisation text, times bigint, first_at timestamptz, last_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT coalesce(r.label, o.role), coalesce(g.name, ''), count(*), min(o.at), max(o.at)
    FROM audit_event_object o
    LEFT JOIN network_organisation g ON g.id = o.organisation_id
    LEFT JOIN network_role r ON r.region_id = o.region_id AND r.code = o.role
    WHERE o.object_id IN (
        SELECT i.folder_id FROM subjects_item i WHERE i.request_id = p_request AND i.verdict = 'give'
        AND i.organisation_id = context_organisation() AND network_may('subjects.work'))
      AND o.kind = 'folder' AND o.outcome = 'done' AND o.role NOT IN ('system', 'reporter')
    GROUP BY 1, 2 ORDER BY 2, 1
$$;

-- Whom to tell at the organisation that a request came in: the people who handle them.
CREATE OR REPLACE FUNCTION subjects_handlers() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT m.user_id FROM network_membership m JOIN network_role r ON r.id = m.role_id
    JOIN network_user u ON u.id = m.user_id AND u.is_active
    WHERE m.organisation_id = context_organisation() AND m.region_id = context_region()
      AND 'subjects.work' = ANY (r.may)
      AND current_date BETWEEN m.valid_from AND coalesce(m.valid_until, 'infinity'::date)
$$;
"""

_OWN = f"{IN_REGION} AND organisation_id = (SELECT context_organisation())"
_HANDLES = f"{_OWN} AND (SELECT network_may('subjects.work'))"
_PASSED = f"{_OWN} AND desk_id = (SELECT context_desk()) AND passed_at IS NOT NULL"
_SIGNATURES = (
    "subjects_find(uuid, bigint[], text)",
    "subjects_open(uuid, text)",
    "subjects_readers(uuid)",
    "subjects_handlers()",
)

RIGHTS = Rights(
    room="subjects",
    functions=FUNCTIONS,
    keeper_owns=(*_SIGNATURES, "subjects_joined()"),
    callable_by_app=_SIGNATURES,
    callable_by_nobody=("subjects_joined()",),
    tables=(
        Table(
            "subjects_request",
            app="SELECT, INSERT, UPDATE",
            keeper="SELECT",
            policies=(
                Policy(f"{APP}_select", APP, "SELECT", _HANDLES, None),
                Policy(f"{APP}_insert", APP, "INSERT", None, f"{_OWN} AND state = 'received'"),
                Policy(f"{APP}_update", APP, "UPDATE", _HANDLES, _HANDLES),
            ),
        ),
        Table(
            "subjects_item",
            app="SELECT, UPDATE",
            keeper="SELECT, INSERT, UPDATE",
            policies=(
                Policy(f"{APP}_select", APP, "SELECT", f"({_HANDLES}) OR ({_PASSED})", None),
                Policy(f"{APP}_update", APP, "UPDATE", f"({_HANDLES}) OR ({_PASSED})", f"({_HANDLES}) OR ({_PASSED})"),
            ),
        ),
    ),
    after=status_trigger("subjects_request", "state", REQUEST),
)
