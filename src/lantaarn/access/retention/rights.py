"""Clocks, holds and erasures in the database: read by who may, changed by functions alone."""

from lantaarn.access.retention.plain import FUNCTION as EMPTY_PLAIN
from lantaarn.access.retention.plain import GRANTS
from lantaarn.access.rights import holds
from lantaarn.context.laying import APP, IN_REGION, WORKER, Policy, Rights, Table

FUNCTIONS = """
-- The queue lays the clocks of a region's folders by the rules of its pack. A signal that is open again has no end.
CREATE OR REPLACE FUNCTION access_lay_clocks(p_rules jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    changed integer;
BEGIN
    IF context_kind() <> 'system' THEN
        RAISE EXCEPTION 'lantaarn: the queue lays the clocks' USING ERRCODE = 'LA060';
    END IF;
    -- A rule that the pack no longer has lets nothing go.
    UPDATE access_clock SET adopted = false
    WHERE region_id = context_region() AND adopted AND erased_at IS NULL
      AND keep NOT IN (SELECT r ->> 'keep' FROM jsonb_array_elements(p_rules) AS r);
    WITH rule AS (
        SELECT * FROM jsonb_to_recordset(p_rules) AS r(
            keep text, rule text, term text, starts text, source text, destroys boolean, adopted boolean,
            years integer, months integer, days integer)
    ), wanted AS (
        SELECT s.folder_id, s.code, r.*, who.organisations,
               CASE WHEN s.closed_at IS NOT NULL AND r.starts = 'last_share' THEN greatest(s.closed_at, (
                        SELECT max(g.given_at) FROM access_grant g WHERE g.folder_id = s.folder_id))
                    ELSE s.closed_at END AS starts_at
        FROM signals_signal s CROSS JOIN rule r CROSS JOIN LATERAL (
            SELECT array_agg(DISTINCT o.id ORDER BY o.id) AS organisations FROM (
                SELECT c.organisation_id AS id FROM folders_contribution c WHERE c.folder_id = s.folder_id
                UNION SELECT d.organisation_id FROM network_desk d WHERE d.id = s.lead_desk_id) o) who
        WHERE s.region_id = context_region()
    ), ended AS (
        SELECT w.*, CASE WHEN w.destroys THEN w.starts_at + make_interval(w.years, w.months, 0, w.days) END AS ends_at
        FROM wanted w
    ), laid AS (
        INSERT INTO access_clock (id, region_id, folder_id, code, keep, rule, term, starts, source, destroys, adopted,
                                  organisations, starts_at, ends_at, held_by, held_why)
        SELECT gen_random_uuid(), context_region(), w.folder_id, w.code, w.keep, w.rule, w.term, w.starts, w.source,
               w.destroys, w.adopted, w.organisations, w.starts_at,
               w.ends_at, '', ''
        FROM ended w LEFT JOIN access_clock a ON a.folder_id = w.folder_id AND a.keep = w.keep
        WHERE a.id IS NULL OR (a.erased_at IS NULL AND (
            a.rule, a.term, a.starts, a.source, a.destroys, a.adopted, a.organisations, a.starts_at, a.ends_at)
            IS DISTINCT FROM (
            w.rule, w.term, w.starts, w.source, w.destroys, w.adopted, w.organisations, w.starts_at, w.ends_at))
        ON CONFLICT (folder_id, keep) DO UPDATE SET
            rule = excluded.rule, term = excluded.term, starts = excluded.starts, source = excluded.source,
            destroys = excluded.destroys, adopted = excluded.adopted, organisations = excluded.organisations,
            starts_at = excluded.starts_at, ends_at = excluded.ends_at
        WHERE access_clock.erased_at IS NULL
        RETURNING 1
    )
    SELECT count(*) INTO changed FROM laid;
    RETURN changed;
END $$;

-- May this actor look after the end of this folder: a privacy officer of who brought something, or the chain's head.
CREATE OR REPLACE FUNCTION access_keeps(p_organisations uuid[]) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
    SELECT (network_may('retention.keep') AND context_organisation() = ANY (p_organisations))
        OR network_may('retention.hold')
$$;

-- A stop for legal reasons: as long as it stands, nothing of the folder goes.
CREATE OR REPLACE FUNCTION access_hold(p_folder uuid, p_who text, p_why text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    held integer;
BEGIN
    UPDATE access_clock SET held_at = clock_timestamp(), held_by = p_who, held_why = p_why
    WHERE folder_id = p_folder AND region_id = context_region() AND held_at IS NULL AND erased_at IS NULL
      AND btrim(p_why) <> '' AND access_keeps(organisations);
    GET DIAGNOSTICS held = ROW_COUNT;
    RETURN held;
END $$;

CREATE OR REPLACE FUNCTION access_release(p_folder uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    released integer;
BEGIN
    UPDATE access_clock SET held_at = NULL, held_by = '', held_why = ''
    WHERE folder_id = p_folder AND region_id = context_region() AND held_at IS NOT NULL
      AND access_keeps(organisations);
    GET DIAGNOSTICS released = ROW_COUNT;
    RETURN released;
END $$;

-- A privacy officer has the own organisation's part erased before its time; the queue does it, a hold stops it.
CREATE OR REPLACE FUNCTION access_order_erasure(p_folder uuid, p_who text, p_ground text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    made uuid;
BEGIN
    IF NOT network_may('retention.keep') OR btrim(p_ground) = '' THEN
        RAISE EXCEPTION 'lantaarn: this actor has nothing erased' USING ERRCODE = 'LA061';
    END IF;
    IF EXISTS (SELECT 1 FROM access_clock WHERE folder_id = p_folder AND held_at IS NOT NULL) THEN
        RAISE EXCEPTION 'lantaarn: the folder is held' USING ERRCODE = 'LA062';
    END IF;
    INSERT INTO access_erasure_order (id, region_id, folder_id, code, organisation_id, ground, ordered_at, ordered_by)
    SELECT gen_random_uuid(), s.region_id, s.folder_id, s.code, context_organisation(), p_ground, clock_timestamp(),
           p_who
    FROM signals_signal s
    WHERE s.folder_id = p_folder AND s.region_id = context_region() AND EXISTS (
        SELECT 1 FROM folders_contribution c
        WHERE c.folder_id = s.folder_id AND c.organisation_id = context_organisation())
    ON CONFLICT DO NOTHING
    RETURNING id INTO made;
    RETURN made;
END $$;

-- How far this database is with the ledger. It tells nothing of what was erased.
CREATE OR REPLACE FUNCTION access_ledger_state() RETURNS TABLE (seq bigint, hash text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT e.seq, e.hash FROM access_erasure e ORDER BY e.seq DESC LIMIT 1
$$;

-- Erase what one line of the ledger says: destroy the keys, empty the tokens, take away who reported. The line must
-- follow the last one that this database knows. The queue does it for its region; the owner does it again after a
-- restore, when nobody has signed in yet.
CREATE OR REPLACE FUNCTION access_erase(p_previous text, p_line text, p_hash text, p_again boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    says jsonb := p_line::jsonb;
    folder uuid := (says ->> 'folder')::uuid;
    class text := says ->> 'keep';
    part uuid := (says ->> 'organisation')::uuid;
    last record;
    keys integer := 0;
    tokens integer := 0;
    plain integer := 0;
    reports integer := 0;
    counts jsonb;
BEGIN
    IF session_user <> 'lantaarn_owner' AND NOT (
        context_kind() = 'system' AND session_user = 'lantaarn_worker' AND context_region() = says ->> 'region') THEN
        RAISE EXCEPTION 'lantaarn: this actor erases nothing' USING ERRCODE = 'LA063';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('access_erasure'));
    SELECT e.seq, e.hash INTO last FROM access_erasure e ORDER BY e.seq DESC LIMIT 1;
    IF (says ->> 'seq')::bigint IS DISTINCT FROM coalesce(last.seq, 0) + 1
       OR p_previous IS DISTINCT FROM coalesce(last.hash, repeat('0', 64))
       OR p_hash IS DISTINCT FROM encode(sha256(convert_to(p_previous || p_line, 'UTF8')), 'hex') THEN
        RAISE EXCEPTION 'lantaarn: this line does not follow the last erasure' USING ERRCODE = 'LA064';
    END IF;
    keys := access_destroy_keys(folder, class, part);
    IF class = 'case' THEN
        DELETE FROM vault_token t WHERE t.folder_id = folder AND (part IS NULL OR t.organisation_id = part);
        GET DIAGNOSTICS tokens = ROW_COUNT;
        plain := access_empty_plain(folder, part);
    END IF;
    UPDATE signals_report r SET name = '', contact = '', work = ''
    FROM network_desk d WHERE d.id = r.desk_id AND r.folder_id = folder AND (part IS NULL OR d.organisation_id = part)
      AND (r.name <> '' OR r.contact <> '' OR r.work <> '');
    GET DIAGNOSTICS reports = ROW_COUNT;
    counts := jsonb_build_object('keys', keys, 'tokens', tokens, 'reports', reports, 'plain', plain, 'contributions', (
        SELECT count(*) FROM folders_contribution c
        WHERE c.folder_id = folder AND class = 'case' AND (part IS NULL OR c.organisation_id = part)));
    INSERT INTO access_erasure (id, seq, line, hash, region_id, folder_id, code, keep, organisation_id, organisations,
                                ground, by, at, counts, replayed_at)
    SELECT gen_random_uuid(), (says ->> 'seq')::bigint, p_line, p_hash, says ->> 'region', folder, says ->> 'code',
           class, part, ARRAY (SELECT jsonb_array_elements_text(says -> 'organisations')::uuid), says ->> 'ground',
           says ->> 'by', (says ->> 'at')::timestamptz, counts, CASE WHEN p_again THEN clock_timestamp() END;
    IF part IS NULL THEN
        UPDATE access_clock SET erased_at = clock_timestamp() WHERE folder_id = folder AND keep = class;
    END IF;
    UPDATE access_erasure_order SET done_at = clock_timestamp()
    WHERE folder_id = folder AND organisation_id = part AND done_at IS NULL AND class = 'case';
    RETURN counts;
END $$;

-- The keys of one class of data in a folder, destroyed: what they opened stays closed, also in older copies.
CREATE OR REPLACE FUNCTION access_destroy_keys(p_folder uuid, p_keep text, p_organisation uuid) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    destroyed integer;
BEGIN
    UPDATE vault_datakey SET wrapped = '', destroyed_at = clock_timestamp()
    WHERE destroyed_at IS NULL AND (p_organisation IS NULL OR organisation_id = p_organisation)
      AND ((folder_id = p_folder AND keep = p_keep)
           OR (p_keep = 'request' AND folder_id IS NULL AND keep = 'request:' || p_folder::text));
    GET DIAGNOSTICS destroyed = ROW_COUNT;
    RETURN destroyed;
END $$;

-- Requests of data subjects that ended before this moment and were not erased yet.
CREATE OR REPLACE FUNCTION access_ended_requests(p_before timestamptz) RETURNS TABLE (
    id uuid, code text, organisation_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT r.id, r.code, r.organisation_id FROM subjects_request r
    WHERE r.region_id = context_region() AND context_kind() = 'system' AND r.ended_at <= p_before
      AND NOT EXISTS (SELECT 1 FROM access_erasure e WHERE e.folder_id = r.id AND e.keep = 'request')
    ORDER BY r.ended_at, r.id
$$;

-- May what this organisation brought to this folder be shared further? A data subject may have asked that it is not.
CREATE OR REPLACE FUNCTION access_restricted(p_folder uuid, p_organisation uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (SELECT 1 FROM access_restriction r WHERE r.folder_id = p_folder
        AND r.organisation_id = p_organisation AND r.ended_at IS NULL)
$$;

CREATE OR REPLACE FUNCTION access_restrict(p_folder uuid, p_who text, p_ground text) RETURNS uuid
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    INSERT INTO access_restriction (id, region_id, folder_id, organisation_id, ground, since, by, ended_why)
    SELECT gen_random_uuid(), f.region_id, f.id, context_organisation(), p_ground, clock_timestamp(), p_who, ''
    FROM folders_folder f
    WHERE f.id = p_folder AND f.region_id = context_region() AND network_may('subjects.work') AND EXISTS (
        SELECT 1 FROM folders_contribution c
        WHERE c.folder_id = f.id AND c.organisation_id = context_organisation())
    ON CONFLICT DO NOTHING RETURNING id
$$;

CREATE OR REPLACE FUNCTION access_unrestrict(p_folder uuid, p_why text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    ended integer;
BEGIN
    UPDATE access_restriction SET ended_at = clock_timestamp(), ended_why = p_why
    WHERE folder_id = p_folder AND organisation_id = context_organisation() AND ended_at IS NULL
      AND region_id = context_region() AND network_may('subjects.work');
    GET DIAGNOSTICS ended = ROW_COUNT;
    RETURN ended;
END $$;

-- Held in the database itself: no way of sharing passes a restriction; the rest of what was given still goes, so that
-- a restriction never stops help in danger. What a desk brings itself is no sharing.
CREATE OR REPLACE FUNCTION access_refuse_restricted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM folders_contribution c
               WHERE c.id = NEW.contribution_id AND c.desk_id <> NEW.desk_id
                 AND access_restricted(c.folder_id, c.organisation_id)) THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END $$;
"""

_BY_APP = (
    "access_hold(uuid, text, text)",
    "access_release(uuid)",
    "access_order_erasure(uuid, text, text)",
    "access_restrict(uuid, text, text)",
    "access_unrestrict(uuid, text)",
)
_BY_WORKER = (
    "access_lay_clocks(jsonb)",
    "access_erase(text, text, text, boolean)",
    "access_ended_requests(timestamptz)",
)
_BY_ALL = ("access_ledger_state()", "access_restricted(uuid, uuid)", "access_keeps(uuid[])")
_OF_THE_KEEPER = (
    "access_destroy_keys(uuid, text, uuid)",
    "access_empty_plain(uuid, uuid)",
    "access_refuse_restricted()",
)

_MAY_KEEP = f"{IN_REGION} AND (SELECT network_may('retention.keep'))"
_CLOCK = (
    f"{holds('access_clock.folder_id')} OR ({_MAY_KEEP} AND (SELECT context_organisation()) = ANY (organisations))"
    f" OR ({IN_REGION} AND (SELECT network_may('retention.hold')))"
)
_SYSTEM = f"(SELECT context_kind()) = 'system' AND {IN_REGION}"


def _readable(name: str, clause: str) -> Table:
    return Table(
        name,
        app="SELECT",
        worker="SELECT",
        keeper="SELECT, INSERT, UPDATE",
        policies=(
            Policy(f"{APP}_select", APP, "SELECT", clause, None),
            Policy(f"{WORKER}_select", WORKER, "SELECT", _SYSTEM, None),
        ),
    )


RIGHTS = Rights(
    room="access.retention",
    functions=FUNCTIONS + EMPTY_PLAIN,
    keeper_owns=(*_BY_APP, *_BY_WORKER, *_BY_ALL[:2], *_OF_THE_KEEPER),
    callable_by_app=_BY_APP,
    callable_by_worker=_BY_WORKER,
    callable_by_all=_BY_ALL,
    callable_by_nobody=_OF_THE_KEEPER,
    tables=(
        _readable("access_clock", _CLOCK),
        _readable("access_erasure_order", f"{_MAY_KEEP} AND organisation_id = (SELECT context_organisation())"),
        _readable("access_erasure", f"{_MAY_KEEP} AND (SELECT context_organisation()) = ANY (organisations)"),
        _readable(
            "access_restriction",
            f"{holds('access_restriction.folder_id')} OR ({IN_REGION} AND (SELECT network_may('subjects.work'))"
            " AND organisation_id = (SELECT context_organisation()))",
        ),
    ),
    after=GRANTS
    + """
DO $$ BEGIN
    IF to_regclass('public.access_disclosure') IS NOT NULL THEN
        DROP TRIGGER IF EXISTS access_disclosure_restricted ON access_disclosure;
        CREATE TRIGGER access_disclosure_restricted BEFORE INSERT ON access_disclosure
            FOR EACH ROW EXECUTE FUNCTION access_refuse_restricted();
    END IF;
END $$;
""",
)
