"""``manage.py setup_portal``."""

from typing import Any

from django.core.management.base import BaseCommand

from home.setup import set_up_portal


class Command(BaseCommand):
    help = "Make the home pages, index pages, groups and workflow that are missing. Changes nothing that exists."

    def handle(self, *args: Any, **options: Any) -> None:
        home = set_up_portal()
        self.stdout.write(f"The portal is set up; its home page is {home.full_url}.")
