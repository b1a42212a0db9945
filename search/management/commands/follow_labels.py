"""``manage.py follow_labels``."""

from typing import Any

from django.core.management.base import BaseCommand

from search import labels


class Command(BaseCommand):
    help = "Give the documents of the search the labels of today: after a palmarès became public, or was corrected."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{labels.follow()} documents changed.")
