from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data" / "synonyms.txt"


def create(apps, schema_editor):
    lines = (line.strip() for line in DATA.read_text().splitlines())
    rows = [
        "\n".join(part.strip() for part in line.split("=")) for line in lines if line and not line.startswith("#")
    ]
    synonyms = apps.get_model("search", "Synonyms")
    synonyms.objects.bulk_create([synonyms(expressions=row) for row in rows])


class Migration(migrations.Migration):
    dependencies = [("search", "0005_synonyms")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
