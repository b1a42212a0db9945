"""``manage.py label_key``."""

import dataclasses
import json
from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from labels.proof.keys import NAME, KeysError, SigningKey, new_key, read_keys


class Command(BaseCommand):
    help = (
        "Show the public keys that sign the labels; with --new, make another and print the value that\n"
        "LABEL_SIGNING_KEYS then takes: the current key signs no more, and still verifies what it signed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("--new", metavar="ID", help="Make a key of this name, such as « 2027 ».")
        parser.add_argument("--revoke", metavar="ID", help="A key that was stolen: what it signed proves nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            keys = read_keys(settings.LABEL_SIGNING_KEYS)
        except KeysError as error:
            raise CommandError(str(error)) from error
        if not options["new"] and not options["revoke"]:
            self._show(keys)
            return
        if options["revoke"]:
            keys = self._revoked(keys, options["revoke"])
        if options["new"]:
            keys = self._rotated(keys, options["new"])
        self.stderr.write("Secret: keep it where the other secrets of the server are, never in a repository.")
        entries = [key.entry(with_secret=key.is_current) for key in keys]
        self.stdout.write(json.dumps(entries, ensure_ascii=False))

    def _show(self, keys: list[SigningKey]) -> None:
        if not keys:
            raise CommandError("LABEL_SIGNING_KEYS is empty: make a first key with --new.")
        for key in keys:
            state = "revoked" if key.is_revoked else "signs" if key.is_current else f"until {key.until}"
            self.stdout.write(f"{key.name}  {key.public}  since {key.since}, {state}")

    def _rotated(self, keys: list[SigningKey], name: str) -> list[SigningKey]:
        if not NAME.fullmatch(name):
            raise CommandError("The name of a key has letters, figures and hyphens, 40 at most.")
        if any(key.name == name for key in keys):
            raise CommandError(f"There is a key « {name} » already.")
        today = timezone.localdate()
        former = [dataclasses.replace(key, until=today) if key.is_current else key for key in keys]
        return [new_key(name, today), *former]

    def _revoked(self, keys: list[SigningKey], name: str) -> list[SigningKey]:
        if not any(key.name == name for key in keys):
            raise CommandError(f"There is no key « {name} ».")
        return [dataclasses.replace(key, is_revoked=True) if key.name == name else key for key in keys]
