from django.db import migrations

from labels import append_only


def protect(apps, schema_editor):
    append_only.protect(schema_editor.connection)


def expose(apps, schema_editor):
    append_only.expose(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("labels", "0001_initial")]

    operations = [migrations.RunPython(protect, expose)]
