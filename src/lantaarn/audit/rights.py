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

RIGHTS = Rights(
    room="audit",
    functions=PARTITIONS,
    callable_by_worker=("audit_make_partitions(integer)",),
    tables=(
        Table(
            "audit_event",
            app="SELECT, INSERT",
            worker="INSERT",
            keeper="SELECT",
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
