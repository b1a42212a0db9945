from django.db import migrations

# Long texts go out of the row: a search reads only what it needs of it. The head stays, for it ranks.
STATEMENTS = (
    """ALTER TABLE search_documenttext
         ADD COLUMN head tsvector GENERATED ALWAYS AS (
           setweight(to_tsvector('simple', title_stems), 'A') || setweight(to_tsvector('simple', summary_stems), 'B')
           || setweight(to_tsvector('simple', context_stems), 'C')) STORED,
         ADD COLUMN vector tsvector GENERATED ALWAYS AS (
           setweight(to_tsvector('simple', title_stems), 'A') || setweight(to_tsvector('simple', summary_stems), 'B')
           || setweight(to_tsvector('simple', context_stems), 'C')
           || setweight(to_tsvector('simple', body_stems), 'D')) STORED""",
    "ALTER TABLE search_documenttext ALTER COLUMN head SET STORAGE MAIN",
    "ALTER TABLE search_documenttext SET (toast_tuple_target = 256)",
    "CREATE INDEX search_documenttext_vector ON search_documenttext USING gin (vector)",
)


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in STATEMENTS:
            schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE search_documenttext DROP COLUMN head, DROP COLUMN vector")


class Migration(migrations.Migration):
    dependencies = [("search", "0002_documents")]

    operations = [migrations.RunPython(create, drop)]
