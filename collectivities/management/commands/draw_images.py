"""``manage.py draw_images``."""

from typing import Any

from django.core.management.base import BaseCommand

from collectivities.models import CustomImage
from collectivities.tasks import draw_image


class Command(BaseCommand):
    help = "Make the files that images are shown with, for those that have none: after an import, or a restored backup."

    def handle(self, *args: Any, **options: Any) -> None:
        keys = CustomImage.objects.filter(sources={}).values_list("pk", flat=True)
        for key in keys:
            draw_image.enqueue(key)
        self.stdout.write(f"{len(keys)} images.")
