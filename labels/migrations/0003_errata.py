from django.db import migrations, models

from labels import append_only

TABLES = ("labels_erratum",)


def protect(apps, schema_editor):
    append_only.protect(schema_editor.connection, TABLES)


def expose(apps, schema_editor):
    append_only.expose(schema_editor.connection, TABLES)


class Migration(migrations.Migration):
    dependencies = [("labels", "0002_append_only")]

    operations = [
        migrations.RemoveField(model_name="erratum", name="author"),
        migrations.AddField(
            model_name="erratum",
            name="account",
            field=models.BigIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.RunPython(protect, expose),
    ]
