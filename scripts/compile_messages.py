"""Compiles the translations without gettext's tools, which a fresh machine may not have."""

from pathlib import Path

import polib

if __name__ == "__main__":
    for catalogue in Path(__file__).resolve().parent.parent.glob("locale/*/LC_MESSAGES/django.po"):
        polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))
