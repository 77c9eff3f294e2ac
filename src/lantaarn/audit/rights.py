"""The log in the database: everybody writes, nobody changes, a privacy officer reads the own organisation."""

from lantaarn.context.laying import APP, IN_REGION, SEALER, WORKER, Policy, Rights, Table

_OWN = f"{IN_REGION} AND organisation_id = (SELECT context_organisation()) AND (SELECT network_may('log.read'))"
_AS_MYSELF = (
    f"{IN_REGION} AND organisation_id IS NOT DISTINCT FROM (SELECT context_organisation())"
    " AND user_id IS NOT DISTINCT FROM (SELECT context_user())"
)
_OBJECT = f"{IN_REGION} AND organisation_id IS NOT DISTINCT FROM (SELECT context_organisation())"


def _policies(own_check: str) -> tuple[Policy, ...]:
    return (
        Policy(f"{APP}_select", APP, "SELECT", _OWN, None),
        Policy(f"{APP}_insert", APP, "INSERT", None, own_check),
        Policy(f"{WORKER}_insert", WORKER, "INSERT", None, own_check),
        Policy(f"{SEALER}_select", SEALER, "SELECT", "true", None),
    )


PARTITIONS = """
-- A partition per month, made ahead; a row without one falls into the default partition, never on the floor.
CREATE OR REPLACE FUNCTION audit_make_partitions(months_ahead integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    parent text;
    month date;
    name text;
    made integer := 0;
BEGIN
    FOREACH parent IN ARRAY ARRAY['audit_event', 'audit_event_object'] LOOP
        FOR i IN -1..months_ahead LOOP
            month := (date_trunc('month', current_date) + make_interval(months => i))::date;
            name := parent || '_' || to_char(month, 'YYYY_MM');
            IF to_regclass('public.' || name) IS NULL THEN
                EXECUTE format('CREATE TABLE public.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L)',
                               name, parent, month, (month + interval '1 month')::date);
                EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
                EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', name);
                made := made + 1;
            END IF;
        END LOOP;
        name := parent || '_other';
        IF to_regclass('public.' || name) IS NULL THEN
            EXECUTE format('CREATE TABLE public.%I PARTITION OF public.%I DEFAULT', name, parent);
            EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
            EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', name);
        END IF;
    END LOOP;
    RETURN made;
END $$;
"""

NARROW = """
-- For the region's privacy officer: how often, by which organisation, of which kind. No code, no name, no object.
CREATE OR REPLACE FUNCTION audit_region_counts(p_since timestamptz, p_until timestamptz) RETURNS TABLE (
    organisation_id uuid, family text, uses bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT e.organisation_id, CASE
        WHEN e.action IN ('emergency.opened', 'emergency.tried') THEN 'emergency'
        WHEN e.outcome = 'denied' THEN 'denied'
        WHEN e.action LIKE 'log.%' OR e.action LIKE 'emergency.%' THEN 'log'
        WHEN e.action LIKE 'account.%' THEN 'account'
        WHEN e.action LIKE '%.exported' OR e.action LIKE '%printed' THEN 'taken'
        WHEN e.action LIKE 'share.%' OR e.action LIKE 'consent.%' OR e.action IN (
            'signal.passed_on', 'signal.overruled') THEN 'shared'
        WHEN e.about LIKE 'gezocht op %' THEN 'searched'
        WHEN e.action LIKE '%.read' OR e.action LIKE '%.counted' OR e.action IN (
            'report.followed', 'route.weighed') THEN 'read'
        ELSE 'written' END, count(*)
    FROM audit_event e
    WHERE e.region_id = (SELECT context_region()) AND e.at >= p_since AND e.at < p_until
      AND (SELECT network_may('log.region'))
    GROUP BY 1, 2
$$;

-- A pack was brought in from the command line. The owner of the tables writes nothing in the log but this. It is told
-- to the organisations that manage the accounts of the region; before there are any, it stands there for nobody yet.
CREATE OR REPLACE FUNCTION audit_region_loaded(p_region text, p_about text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF session_user <> 'lantaarn_owner' THEN
        RAISE EXCEPTION 'lantaarn: only who installs brings in a pack' USING ERRCODE = 'LA045';
    END IF;
    INSERT INTO audit_event (id, at, region_id, organisation_id, desk_id, user_id, who, role, desk, action, purpose,
                             ground, outcome, about, objects_count, trace)
    SELECT gen_random_uuid(), clock_timestamp(), p_region, told.id, NULL, NULL, 'Lantaarn', 'system', '',
           'region.loaded', 'region.load', '', 'done', left(p_about, 200), 0, ''
    FROM (SELECT 1) AS once LEFT JOIN (
        SELECT DISTINCT m.organisation_id AS id FROM network_membership m JOIN network_role r ON r.id = m.role_id
        WHERE m.region_id = p_region AND 'accounts.manage' = ANY (r.may)
          AND m.valid_from <= current_date AND (m.valid_until IS NULL OR m.valid_until >= current_date)) told ON true;
END $$;

-- Folders by a code that the region's log knows, as far as the own organisation used them or asked for them in vain:
-- so that who searches a code finds the refusals too. Nothing is told of a folder that is not in the own log.
CREATE OR REPLACE FUNCTION audit_folders_of_code(p_code text) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT DISTINCT o.object_id
    FROM audit_event n JOIN audit_event_object o ON o.event_id = n.id AND o.at = n.at AND o.kind = 'folder'
    WHERE n.organisation_id IN (SELECT g.id FROM network_organisation g WHERE g.region_id = (SELECT context_region()))
      AND n.about = p_code AND p_code <> '' AND n.objects_count = 1
      AND (SELECT network_may('log.read'))
      AND EXISTS (SELECT 1 FROM audit_event_object own WHERE own.object_id = o.object_id
                  AND own.organisation_id = (SELECT context_organisation()))
$$;
"""

RIGHTS = Rights(
    room="audit",
    functions=PARTITIONS + NARROW,
    keeper_owns=(
        "audit_region_counts(timestamptz, timestamptz)",
        "audit_folders_of_code(text)",
        "audit_region_loaded(text, text)",
    ),
    callable_by_nobody=("audit_region_loaded(text, text)",),
    callable_by_app=("audit_region_counts(timestamptz, timestamptz)", "audit_folders_of_code(text)"),
    callable_by_worker=("audit_make_partitions(integer)",),
    tables=(
        Table(
            "audit_event",
            app="SELECT, INSERT",
            worker="INSERT",
            keeper="SELECT, INSERT",
            sealer="SELECT",
            policies=_policies(_AS_MYSELF),
        ),
        Table(
            "audit_event_object",
            app="SELECT, INSERT",
            worker="INSERT",
            keeper="SELECT",
            sealer="SELECT",
            policies=_policies(_OBJECT),
        ),
        Table(
            "audit_seen",
            app="SELECT, INSERT",
            policies=(
                Policy(f"{APP}_select", APP, "SELECT", _OWN, None),
                Policy(f"{APP}_insert", APP, "INSERT", None, f"{_OWN} AND by_user_id = (SELECT context_user())"),
            ),
        ),
        Table(
            "audit_sealed",
            sealer="SELECT, INSERT",
            policies=(
                Policy(f"{SEALER}_select", SEALER, "SELECT", "true", None),
                Policy(f"{SEALER}_insert", SEALER, "INSERT", None, "true"),
            ),
        ),
        Table(
            "audit_seal",
            app="SELECT",
            sealer="SELECT, INSERT",
            policies=(
                Policy(
                    f"{APP}_select",
                    APP,
                    "SELECT",
                    "chain = (SELECT context_organisation())::text AND (SELECT network_may('log.read'))",
                    None,
                ),
                Policy(f"{SEALER}_select", SEALER, "SELECT", "true", None),
                Policy(f"{SEALER}_insert", SEALER, "INSERT", None, "true"),
            ),
        ),
    ),
    after="SELECT audit_make_partitions(24)",
)
