"""How long a use took, and what a privacy officer noted about a use that stood out."""

import uuid

from django.db import migrations, models

import lantaarn.context.fields

FORWARD = "ALTER TABLE audit_event ADD COLUMN took_ms integer"
BACK = "ALTER TABLE audit_event DROP COLUMN took_ms"
APPEND_ONLY = """
CREATE TRIGGER audit_seen_append_only BEFORE UPDATE OR DELETE ON audit_seen
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()
"""


def _means(privacy, category, keep="log"):
    return lantaarn.context.fields.means(privacy, category, keep)


class Migration(migrations.Migration):
    dependencies = [("audit", "0005_seals")]
    operations = [
        migrations.RunSQL(FORWARD, BACK),
        migrations.CreateModel(
            name="Seen",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        primary_key=True, serialize=False, default=uuid.uuid4, **_means("none", "technical")
                    ),
                ),
                ("region_id", models.TextField(**_means("none", "technical"))),
                ("organisation_id", models.UUIDField(**_means("none", "technical"))),
                ("finding", models.TextField(**_means("none", "technical"))),
                ("note", models.TextField(**_means("internal", "log"))),
                ("by_user_id", models.UUIDField(**_means("none", "technical"))),
                ("who", models.TextField(**_means("internal", "log"))),
                ("at", models.DateTimeField(**_means("none", "technical"))),
            ],
            options={"db_table": "audit_seen"},
        ),
        migrations.AddConstraint(
            model_name="seen",
            constraint=models.UniqueConstraint(fields=["organisation_id", "finding"], name="audit_seen_once"),
        ),
        migrations.RunSQL(APPEND_ONLY, "DROP TRIGGER audit_seen_append_only ON audit_seen"),
    ]
