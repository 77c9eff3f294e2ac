"""How an object was used stands beside the object: "who saw this signal" needs no join with the whole log any more."""

from django.db import migrations

FORWARD = """
ALTER TABLE audit_event_object
    ADD COLUMN role text NOT NULL DEFAULT '',
    ADD COLUMN desk text NOT NULL DEFAULT '',
    ADD COLUMN action text NOT NULL DEFAULT '',
    ADD COLUMN ground text NOT NULL DEFAULT '',
    ADD COLUMN outcome text NOT NULL DEFAULT 'done';

-- What was written before gets the same, once; the log stays append-only for everybody else.
ALTER TABLE audit_event NO FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_event_object NO FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_event_object DISABLE TRIGGER audit_event_object_append_only;
UPDATE audit_event_object o SET role = e.role, desk = e.desk, action = e.action, ground = e.ground, outcome = e.outcome
FROM audit_event e WHERE e.id = o.event_id AND e.at = o.at;
ALTER TABLE audit_event_object ENABLE TRIGGER audit_event_object_append_only;
ALTER TABLE audit_event FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_event_object FORCE ROW LEVEL SECURITY;
"""
BACK = """
ALTER TABLE audit_event_object
    DROP COLUMN role, DROP COLUMN desk, DROP COLUMN action, DROP COLUMN ground, DROP COLUMN outcome;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_by_person")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
