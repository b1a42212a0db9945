"""Writing the awards of a file: whole or not at all, and the same file twice changes nothing."""

import datetime
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from labels.enums import Actor
from labels.models import Award, Campaign, JournalEntry, Level, Mention
from labels.palmares.matching import Directory, Named
from labels.palmares.reading import Line, Table, UnreadableError, moment_of
from labels.palmares.report import Outcome, Report, Told
from labels.palmares.scales import LEVEL_NAMES
from portal.page_cache import forget_all

CEREMONIES = Path(__file__).with_name("ceremonies.toml")
LOADED = "awards_loaded"
Ceremonies = dict[int, datetime.datetime]


class DryRunError(Exception):
    """Takes back what a dry run wrote."""


@cache
def known_ceremonies() -> Ceremonies:
    """The moments that nobody needs to give again."""
    days = tomllib.loads(CEREMONIES.read_text(encoding="utf-8"))
    found = {int(year): moment_of(day.isoformat()) for year, day in days.items()}
    return {year: moment for year, moment in found.items() if moment}


def load(table: Table, ceremonies: Ceremonies, *, update: bool = False, dry_run: bool = False) -> Report:
    """Write what the lines say. ``update`` changes awards that are there and differ, which are left as they are else.

    Raises ``UnreadableError`` where the lines of a year cannot be loaded at all: nothing is written then.
    """
    report = Report(unread=table.unread)
    try:
        with transaction.atomic():
            directory = Directory()
            for year in sorted({line.year for line in table.lines}):
                lines = [line for line in table.lines if line.year == year]
                _Year(year, lines, ceremonies, report).load(directory, update)
            if dry_run:
                raise DryRunError
            forget_all()
    except DryRunError:
        pass
    return report


class _Year:
    """The lines of one year, and what the database has of it."""

    def __init__(self, year: int, lines: list[Line], ceremonies: Ceremonies, report: Report) -> None:
        self.lines, self.report = lines, report
        self.campaign = self._campaign(year, ceremonies)
        self.levels = self._levels()
        self.mentions = self._mentions()

    def load(self, directory: Directory, update: bool) -> None:
        rows = self.campaign.awards.select_related("level").prefetch_related("mentions")
        self.known = {(award.collectivity_id, award.entity_code): award for award in rows}
        told = [self._told(line, directory, update) for line in self.lines]
        self.report.lines += told
        self._journal(told)

    def _campaign(self, year: int, ceremonies: Ceremonies) -> Campaign:
        campaign: Campaign | None = Campaign.objects.select_for_update().filter(year=year).first()
        if campaign is None:
            moment = self._ceremony(year, ceremonies)
            self.report.new_years.append(year)
            created: Campaign = Campaign.objects.create(year=year, settled_at=moment, embargo_until=moment)
            return created
        if campaign.opened_at or not campaign.settled_at:
            raise UnreadableError(f"{year}: this campaign is led on the portal, it is not loaded from a file.")
        return campaign

    def _ceremony(self, year: int, ceremonies: Ceremonies) -> datetime.datetime:
        given = {line.ceremony for line in self.lines if line.ceremony}
        if len(given) > 1:
            raise UnreadableError(f"{year}: the lines do not agree on the day of the ceremony.")
        found = next(iter(given), None) or ceremonies.get(year) or known_ceremonies().get(year)
        if not found:
            raise UnreadableError(
                f"{year}: the day on which this palmarès was made public is not known."
                f" Give it in the column « ceremonie », or with --ceremony {year}=YYYY-MM-DD."
            )
        return found

    def _levels(self) -> dict[int, Level]:
        """Those of the scale of the year, made where they are missing: each rung up to the highest."""
        levels = {level.symbols: level for level in self.campaign.levels.all()}
        named = {line.symbols: line.level for line in self.lines}
        highest = max(line.highest for line in self.lines)
        for symbols in sorted({*range(1, highest + 1), *named} - set(levels)):
            name = named.get(symbols, LEVEL_NAMES[symbols])
            levels[symbols] = Level.objects.create(
                campaign=self.campaign, symbols=symbols, name=name, sort_order=symbols
            )
        return levels

    def _mentions(self) -> dict[str, Mention]:
        mentions = {mention.name: mention for mention in self.campaign.mentions.all()}
        for line in self.lines:
            for name in line.mentions:
                if name not in mentions:
                    place = len(mentions)
                    mentions[name] = Mention.objects.create(campaign=self.campaign, name=name, sort_order=place)
        return mentions

    def _told(self, line: Line, directory: Directory, update: bool) -> Told:
        match = directory.match(line)
        if not match.found:
            return Told(line, Outcome.UNMATCHED, match.reason, match.suggestions)
        code = line.entity_code or line.code or match.found.code
        award = self.known.get((match.found.pk, code))
        if award is None:
            self.known[match.found.pk, code] = self._create(line, match.found, code)
            return Told(line, Outcome.CREATED)
        differs = self._differs(award, line)
        if not differs:
            return Told(line, Outcome.UNCHANGED)
        if not update:
            return Told(line, Outcome.DIFFERENT, differs)
        self._give(award, line)
        return Told(line, Outcome.CHANGED)

    def _create(self, line: Line, found: Named, code: str) -> Award:
        award: Award = Award.objects.create(
            campaign=self.campaign,
            collectivity_id=found.pk,
            entity_code=code,
            entity_name=line.entity_name or (line.name if line.name and code != found.code else found.name),
            level=self.levels[line.symbols],
            is_honorary=line.is_honorary,
        )
        if line.mentions:
            award.mentions.set([self.mentions[name] for name in line.mentions])
        return award

    def _give(self, award: Award, line: Line) -> None:
        award.level, award.is_honorary = self.levels[line.symbols], line.is_honorary
        award.entity_name = line.entity_name or award.entity_name
        award.save(update_fields=["level", "is_honorary", "entity_name"])
        award.mentions.set([self.mentions[name] for name in line.mentions])

    @staticmethod
    def _differs(award: Award, line: Line) -> str:
        """What is there already and the line says otherwise; nothing where they agree. A line without « entite_nom »
        says nothing of a name.
        """
        mentions = {mention.name for mention in award.mentions.all()}
        same = (award.level.symbols, award.is_honorary) == (line.symbols, line.is_honorary)
        if not same or mentions != set(line.mentions):
            return f"it has {award.level.name} already"
        if line.entity_name not in {"", award.entity_name}:
            return f"it is named « {award.entity_name} » already"
        return ""

    def _journal(self, told: Iterable[Told]) -> None:
        """One entry for a year, when something of it changed."""
        outcomes = [one.outcome for one in told]
        created, changed = outcomes.count(Outcome.CREATED), outcomes.count(Outcome.CHANGED)
        if created or changed:
            JournalEntry.objects.create(
                campaign=self.campaign,
                action=LOADED,
                by=Actor.PORTAL,
                reason=f"Créés : {created}. Modifiés : {changed}.",
                at=timezone.now(),
            )
