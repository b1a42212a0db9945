from django.db import migrations


def create(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    # Wagtail's searches filter on ``title || body``, for which its own migrations make no index: without this one, a
    # query of two common words reads every row.
    schema_editor.execute(
        "CREATE INDEX IF NOT EXISTS search_title_body_gin ON wagtailsearch_indexentry USING gin ((title || body))"
    )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS search_title_body_gin")


class Migration(migrations.Migration):
    dependencies = [("wagtailsearch", "0010_add_text_fields")]

    operations = [migrations.RunPython(create, drop)]
