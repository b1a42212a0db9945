from django.db import migrations

VECTOR = """setweight(to_tsvector('simple', title_stems), 'A') || setweight(to_tsvector('simple', summary_stems), 'B')
    || setweight(to_tsvector('simple', context_stems), 'C')"""

# A search reads the words and the facts of a document together: they stand in one row, whose text is written before it.
# Who writes a document writes its kind; what changes another fact of it alone leaves its words.
# Long vectors go out of the row; the head and the facts stay, for they rank, sort and count.
STAY = ("head", "path", "themes", "audiences", "sort_title")
STATEMENTS = (
    "ALTER TABLE search_documenttext DROP COLUMN head, DROP COLUMN vector",
    "ALTER TABLE search_document ADD COLUMN head tsvector, ADD COLUMN vector tsvector",
    *(f"ALTER TABLE search_document ALTER COLUMN {name} SET STORAGE MAIN" for name in STAY),
    "ALTER TABLE search_document SET (toast_tuple_target = 256)",
    f"""CREATE FUNCTION search_document_words() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          SELECT {VECTOR}, {VECTOR} || setweight(to_tsvector('simple', body_stems), 'D')
            INTO NEW.head, NEW.vector FROM search_documenttext WHERE document_id = NEW.id;
          RETURN NEW;
        END $$""",
    """CREATE TRIGGER search_document_words BEFORE INSERT OR UPDATE OF kind ON search_document
         FOR EACH ROW EXECUTE FUNCTION search_document_words()""",
    "UPDATE search_document SET kind = kind",
    "CREATE INDEX search_document_vector ON search_document USING gin (vector)",
    "ANALYZE search_document",
)
BACK = (
    "DROP TRIGGER search_document_words ON search_document",
    "DROP FUNCTION search_document_words()",
    "ALTER TABLE search_document DROP COLUMN head, DROP COLUMN vector",
    f"""ALTER TABLE search_documenttext
          ADD COLUMN head tsvector GENERATED ALWAYS AS ({VECTOR}) STORED,
          ADD COLUMN vector tsvector GENERATED ALWAYS AS (
            {VECTOR} || setweight(to_tsvector('simple', body_stems), 'D')) STORED""",
    "ALTER TABLE search_documenttext ALTER COLUMN head SET STORAGE MAIN",
    "CREATE INDEX search_documenttext_vector ON search_documenttext USING gin (vector)",
)


def move(apps, schema_editor):
    _execute(schema_editor, STATEMENTS)


def move_back(apps, schema_editor):
    _execute(schema_editor, BACK)


def _execute(schema_editor, statements):
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0015_file_words")]

    operations = [migrations.RunPython(move, move_back)]
