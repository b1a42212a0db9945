"""``manage.py read_documents``."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import F

from collectivities.enums import ReadingState
from collectivities.file_texts.reading import read_document
from collectivities.models import CustomDocument, FileText

NO_FILE = "no file"
FINE = (ReadingState.READ, ReadingState.NO_READER)


class Command(BaseCommand):
    help = (
        "Read the texts of the documents that were not read yet: those from before an upgrade, an import, a backup. "
        "It may be stopped and run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="also those whose text could not be read")

    def handle(self, *args: Any, again: bool = False, **options: Any) -> None:
        if again:
            FileText.objects.exclude(state__in=FINE).delete()
        waiting = CustomDocument.objects.exclude(file_text__file=F("file")).order_by("pk")
        counts: Counter[str] = Counter()
        total = waiting.count()
        for number, document in enumerate(waiting.iterator(), 1):
            state = read_document(document) or NO_FILE
            counts[state] += 1
            if state not in FINE or number % 100 == 0:
                self.stdout.write(f"{number}/{total} {document.pk} « {document.title} »: {state}")
        listed = "".join(f", {count} {state}" for state, count in sorted(counts.items()))
        self.stdout.write(f"{total} documents{listed}.")
