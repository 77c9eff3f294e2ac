"""The network holds no case data: it is readable for all who are signed in; screens change what screens may change."""

from lantaarn.context.laying import Rights, Table

FUNCTIONS = """
-- Does the role of the acting person hold this capability in this region? Roles are the region's data.
CREATE OR REPLACE FUNCTION network_may(capability text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (
        SELECT 1 FROM network_role
        WHERE region_id = context_region() AND code = context_role() AND capability = ANY (may)
    )
$$;
"""

PARTIES = """
-- Who is a party of the covenant decides what may be shared, and whose agreement a sharing table needs.
CREATE OR REPLACE FUNCTION network_organisation_parties() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user = 'lantaarn_app'
       AND NEW.covenant_party IS DISTINCT FROM (CASE TG_OP WHEN 'INSERT' THEN false ELSE OLD.covenant_party END) THEN
        IF NOT network_may('sharing.decide') THEN
            RAISE EXCEPTION 'lantaarn: this role does not say who is a party of the covenant' USING ERRCODE = 'LA027';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER network_organisation_parties BEFORE INSERT OR UPDATE ON network_organisation
    FOR EACH ROW EXECUTE FUNCTION network_organisation_parties();
"""

_READ = "SELECT"
_KEEP = "SELECT, INSERT, UPDATE"
_MAKE = "SELECT, INSERT"
"""A region and what it is made of enter through one door of the database (tables/opening), with leave for it."""
_MAILED = "token_hash, mail_state, mail_problem, mail_changed_at"
"""The queue makes the link that it mails; whom and as what it invites is not its to change."""

RIGHTS = Rights(
    room="network",
    functions=FUNCTIONS,
    callable_by_all=("network_may(text)",),
    tables=(
        Table("network_region", app=_READ, worker=_READ, keeper=_MAKE, sealer=_READ),
        Table("network_municipality", app="SELECT, UPDATE (district)", worker=_READ, keeper=_MAKE),
        Table("network_organisation", app=_KEEP, worker=_READ, keeper=_MAKE),
        Table("network_role", app=_READ, worker=_READ, keeper=_MAKE, sealer=_READ),
        Table("network_body", app=_READ, worker=_READ, keeper=_MAKE),
        Table("network_desk", app="SELECT, UPDATE", worker=_READ, keeper=_MAKE),
        Table("network_user", app=_KEEP, worker=_READ, keeper=_READ),
        Table("network_membership", app=_KEEP, worker=_READ, keeper=_READ),
        Table("network_absence", app="SELECT, INSERT, UPDATE, DELETE", worker=_READ),
        Table("network_invitation", app=_KEEP, worker=f"SELECT, UPDATE ({_MAILED})"),
        Table("network_opening", app=_READ, keeper="SELECT, UPDATE"),
        Table("network_meeting", app=_KEEP, worker=_KEEP, keeper=_READ),
    ),
    after=PARTIES,
)
