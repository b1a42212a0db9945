"""``manage.py check_minutes``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from labels.minutes.chain import broken, of_campaign
from labels.models import Campaign


class Command(BaseCommand):
    help = (
        "Make the fingerprint of each procès-verbal of the jury again, and follow their chain. Ends with an error that "
        "names those that do not hold. It writes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", type=int, help="The campaign of this year alone.")

    def handle(self, *args: Any, **options: Any) -> None:
        campaigns = Campaign.objects.exclude(minutes=None).order_by("year").distinct()
        if options["year"]:
            campaigns = campaigns.filter(year=options["year"])
        wrong = 0
        for campaign in campaigns:
            minutes = of_campaign(campaign)
            for one in broken(minutes):
                self.stderr.write(f"{campaign.year}, number {one.minutes.number}: {one.reason}.")
                wrong += 1
            # Whoever wrote the last one down elsewhere can tell that none was taken off the end.
            self.stdout.write(f"{campaign.year}: {len(minutes)} minutes, the last is {minutes[-1].fingerprint}")
        if wrong:
            raise CommandError(f"{wrong} faults in the minutes.")
