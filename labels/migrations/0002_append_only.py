from django.db import migrations

from labels import append_only

TABLES = ("labels_journalentry", "labels_deposit", "labels_erratum")


def protect(apps, schema_editor):
    append_only.protect(schema_editor.connection, TABLES)


def expose(apps, schema_editor):
    append_only.expose(schema_editor.connection, TABLES)


class Migration(migrations.Migration):
    dependencies = [("labels", "0001_initial")]

    operations = [migrations.RunPython(protect, expose)]
