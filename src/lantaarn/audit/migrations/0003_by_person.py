"""An index for what one person saw and did."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_reading")]
    operations = [
        migrations.RunSQL(
            "CREATE INDEX audit_event_person ON audit_event (organisation_id, user_id, at DESC)",
            "DROP INDEX audit_event_person",
        ),
    ]
