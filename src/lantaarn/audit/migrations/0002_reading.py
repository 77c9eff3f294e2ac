"""Indexes for who reads the log: the objects of one event, and a signal by its code."""

from django.db import migrations

FORWARD = """
CREATE INDEX audit_event_object_event ON audit_event_object (event_id);
CREATE INDEX audit_event_about ON audit_event (organisation_id, about, at DESC) WHERE about <> '';
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_log")]
    operations = [
        migrations.RunSQL(FORWARD, "DROP INDEX audit_event_about; DROP INDEX audit_event_object_event;"),
    ]
