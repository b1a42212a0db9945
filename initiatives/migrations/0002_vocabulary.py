"""Fills the closed vocabularies and the five historical themes, in the three languages."""

import tomllib
import uuid
from pathlib import Path

from django.db import migrations

from initiatives.enums import AudienceCode, Equipment

THEMES = Path(__file__).resolve().parent.parent / "data" / "themes.toml"
LANGUAGES = ("fr", "en", "br")


def fill(apps, schema_editor):
    Locale = apps.get_model("wagtailcore", "Locale")
    Theme = apps.get_model("initiatives", "Theme")
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES}
    for theme in tomllib.loads(THEMES.read_text(encoding="utf-8"))["themes"]:
        shared = {name: theme[name] for name in ("slug", "order", "icon", "color")}
        key = uuid.uuid4()
        for code, locale in locales.items():
            Theme.objects.create(locale=locale, translation_key=key, **shared, **theme[code])
    for model, codes in (("Audience", AudienceCode), ("PlaceEquipment", Equipment)):
        rows = apps.get_model("initiatives", model)
        rows.objects.bulk_create(rows(code=code, order=order) for order, code in enumerate(codes.values))


def empty(apps, schema_editor):
    for model in ("Theme", "Audience", "PlaceEquipment"):
        apps.get_model("initiatives", model).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(fill, empty)]
