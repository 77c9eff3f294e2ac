"""Seals over the log: the transaction of each event, a chain of links per organisation, signed roots."""

from django.db import migrations

FORWARD = """
ALTER TABLE audit_event ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX audit_event_xid ON audit_event (xid);

CREATE TABLE audit_sealed (
    chain text NOT NULL,
    seq bigint NOT NULL,
    event_id uuid NOT NULL,
    at timestamptz NOT NULL,
    link bytea NOT NULL,
    PRIMARY KEY (chain, seq)
);
CREATE INDEX audit_sealed_event ON audit_sealed (event_id);

CREATE TABLE audit_seal (
    chain text NOT NULL,
    number integer NOT NULL,
    last_seq bigint NOT NULL,
    horizon xid8 NOT NULL,
    root bytea NOT NULL,
    sealed_at timestamptz NOT NULL,
    signature bytea NOT NULL,
    PRIMARY KEY (chain, number)
);
CREATE TRIGGER audit_sealed_append_only BEFORE UPDATE OR DELETE ON audit_sealed
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE ON audit_seal
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
"""
BACK = """
DROP TABLE audit_seal; DROP TABLE audit_sealed;
DROP INDEX audit_event_xid; ALTER TABLE audit_event DROP COLUMN xid;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_uses")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
