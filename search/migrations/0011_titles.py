from django.db import migrations

CREATE = "CREATE INDEX search_documenttext_title ON search_documenttext USING gin (to_tsvector('simple', title))"


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX search_documenttext_title")


class Migration(migrations.Migration):
    dependencies = [("search", "0010_alerts")]

    operations = [migrations.RunPython(create, drop)]
