"""``make messages``: brings the translations up to date. With ``--check``, only says what is missing, and fails then.

French is the language of the code: its catalogue exists for plurals. English and Breton must be complete.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fr", "en", "br")
IGNORED = (".venv/*", ".cache/*", "var/*", "tests/*", "benchmarks/*", "scripts/*")


def extract(folder: Path) -> None:
    """Run ``makemessages`` on a copy of the catalogues in ``folder``."""
    locales = [argument for code in LANGUAGES for argument in ("-l", code)]
    ignored = [argument for pattern in IGNORED for argument in ("-i", pattern)]
    command = [
        sys.executable,
        "manage.py",
        "makemessages",
        *locales,
        *ignored,
        "--no-location",
        "--no-wrap",
        "--no-obsolete",
    ]
    subprocess.run(
        command,
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PORTAL_VAR": str(folder / "var")},
    )


def problems(catalogue: Path, code: str) -> list[str]:
    """What keeps a catalogue from being complete."""
    entries = polib.pofile(str(catalogue))
    found = [f"{code}: fuzzy: {entry.msgid}" for entry in entries if entry.fuzzy]
    if code != "fr":
        found += [f"{code}: not translated: {entry.msgid}" for entry in entries.untranslated_entries()]
    else:
        found += [
            f"fr: plural missing: {e.msgid}" for e in entries if e.msgid_plural and not all(e.msgstr_plural.values())
        ]
        found += [f"fr: other words than those of the code: {e.msgid}" for e in entries if e.msgstr]
    return found


def check() -> list[str]:
    """Extract into a copy, and compare with what is committed."""
    if not shutil.which("xgettext"):
        message = "xgettext is missing (Debian's package gettext): the messages cannot be checked."
        return [message] if os.environ.get("CI") == "true" else print(f"⚠ SKIPPED: {message}") or []
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "portal"
        ignore = shutil.ignore_patterns(".venv", ".cache", "var", ".git", "*.mo", "node_modules", "*_cache")
        shutil.copytree(ROOT, copy, ignore=ignore)
        extract(copy)
        found = []
        for code in LANGUAGES:
            path = Path("locale") / code / "LC_MESSAGES" / "django.po"
            committed = (
                {(e.msgid, e.msgctxt) for e in polib.pofile(str(ROOT / path))} if (ROOT / path).exists() else set()
            )
            extracted = {(e.msgid, e.msgctxt) for e in polib.pofile(str(copy / path))}
            found += [
                f"{code}: missing in the catalogue: {msgid}" for msgid, _ in sorted(extracted - committed, key=str)
            ]
            found += problems(copy / path, code)
        return found


if __name__ == "__main__":
    if "--check" in sys.argv:
        found = check()
        print("\n".join(found[:60]))
        sys.exit(f"{len(found)} messages to mend: run « make messages »" if found else 0)
    extract(ROOT)
    for language in LANGUAGES:
        print("\n".join(problems(ROOT / "locale" / language / "LC_MESSAGES" / "django.po", language)))
