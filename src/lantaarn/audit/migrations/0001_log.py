"""The partitioned log; Django does not make partitions, so the tables are written here."""

import uuid

from django.db import migrations, models

FORWARD = """
CREATE TABLE audit_event (
    id uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    region_id text NOT NULL,
    organisation_id uuid,
    desk_id uuid,
    user_id uuid,
    who text NOT NULL,
    role text NOT NULL,
    desk text NOT NULL,
    action text NOT NULL,
    purpose text NOT NULL CHECK (purpose <> ''),
    ground text NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('done', 'denied')),
    about text NOT NULL,
    objects_count integer NOT NULL,
    trace text NOT NULL,
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE INDEX audit_event_organisation ON audit_event (organisation_id, at DESC);

CREATE TABLE audit_event_object (
    event_id uuid NOT NULL,
    at timestamptz NOT NULL,
    region_id text NOT NULL,
    organisation_id uuid,
    object_id uuid NOT NULL,
    kind text NOT NULL
) PARTITION BY RANGE (at);
CREATE INDEX audit_event_object_object ON audit_event_object (object_id, at DESC);

CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'lantaarn: the log is append-only' USING ERRCODE = 'LA010';
END $$;
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER audit_event_object_append_only BEFORE UPDATE OR DELETE ON audit_event_object
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(FORWARD, "DROP TABLE audit_event_object; DROP TABLE audit_event;"),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False, default=uuid.uuid4)),
                ("at", models.DateTimeField()),
                ("region_id", models.TextField()),
                ("organisation_id", models.UUIDField(null=True)),
                ("desk_id", models.UUIDField(null=True)),
                ("user_id", models.UUIDField(null=True)),
                ("who", models.TextField()),
                ("role", models.TextField()),
                ("desk", models.TextField()),
                ("action", models.TextField()),
                ("purpose", models.TextField()),
                ("ground", models.TextField()),
                ("outcome", models.TextField()),
                ("about", models.TextField()),
                ("objects_count", models.IntegerField()),
                ("trace", models.TextField()),
            ],
            options={"db_table": "audit_event", "managed": False},
        ),
        migrations.CreateModel(
            name="EventObject",
            fields=[
                ("event_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("region_id", models.TextField()),
                ("organisation_id", models.UUIDField(null=True)),
                ("object_id", models.UUIDField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
            ],
            options={"db_table": "audit_event_object", "managed": False},
        ),
    ]
