"""What a campaign asks before a dossier is deposited: whether each rule holds, what lacks and where to mend it."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from collectivities.models import CollectivityPage
from collectivities.space.addresses import address_in_space, space_address
from initiatives.enums import Stage
from initiatives.freshness import oldest_fresh_day
from initiatives.models import InitiativePage
from initiatives.next_steps import being_read
from initiatives.short_path.addresses import new_sheet_address
from labels.answered import Said, missing_questions, proof_count
from labels.enums import RuleKind
from labels.models import Dossier, Question
from labels.writing.addresses import dossier_address, section_address

YEARS_OF_A_NEW_SHEET = 2
IN_SERVICE = (Stage.TRIAL, Stage.RUNNING, Stage.GENERAL)


@dataclass(frozen=True, slots=True)
class Condition:
    """``text`` says the rule with its number. Until it is met, ``detail`` says in plain words what lacks, ``lacking``
    how many of it, and ``url`` leads to where it is mended. ``waits`` is whether the association alone may go on: all
    that lacks was sent to it.
    """

    kind: RuleKind
    is_met: bool
    text: str
    detail: str = ""
    url: str = ""
    lacking: int = 0
    waits: bool = False


class Facts:
    """What the rules look at, each read once, and only when a rule asks."""

    def __init__(self, dossier: Dossier, said: Said | None = None) -> None:
        self.dossier = dossier
        self._said = said

    @cached_property
    def missing(self) -> tuple[Question, ...]:
        return self._said.missing if self._said else missing_questions(self.dossier)

    @cached_property
    def proofs(self) -> int:
        counted = self._said.proofs if self._said else None
        return proof_count(self.dossier) if counted is None else counted

    @cached_property
    def sheets(self) -> tuple[int, int]:
        """How many sheets are public, and how many of them are current. A sheet and its translations are one."""
        rows = InitiativePage.objects.public_in_every_language().filter(collectivity=self.dossier.collectivity_id)
        counts = rows.order_by().aggregate(
            published=Count("translation_key", distinct=True),
            current=Count("translation_key", distinct=True, filter=_is_current(timezone.localdate())),
        )
        return counts["published"], counts["current"]

    @cached_property
    def being_read(self) -> list[Page]:
        """What the association reads of this collectivité, its own page and its sheets."""
        of = self.dossier.collectivity_id
        own = Q(collectivitypage__collectivity=of) | Q(initiativepage__collectivity=of)
        return list(being_read(Page.objects.filter(own)))

    @property
    def page_waits(self) -> bool:
        return any(page.specific_class is CollectivityPage for page in self.being_read)

    @property
    def waiting_sheets(self) -> list[int]:
        """The keys of the sheets that will be public once they are read; a sheet and its translations are one."""
        sheets = (page for page in self.being_read if not page.live and page.specific_class is InitiativePage)
        return list({page.translation_key: page.pk for page in sheets}.values())


def conditions(dossier: Dossier, said: Said | None = None) -> list[Condition]:
    """Those of its campaign, in their order; that of the answers once for each section that lacks some. ``said`` is for
    who has read the answers already.
    """
    facts, found = Facts(dossier, said), []
    for rule in dossier.campaign.rules.order_by("sort_order", "pk"):
        found += RULES[RuleKind(rule.kind)](facts, rule.number or 0)
    return found


def unmet(dossier: Dossier, said: Said | None = None) -> list[Condition]:
    return [condition for condition in conditions(dossier, said) if not condition.is_met]


def presentation(facts: Facts, _number: int) -> list[Condition]:
    text, of = _("La page de la collectivité est présentée"), facts.dossier.collectivity
    pages = (page for page in of.pages.all() if page.alias_of_id is None)
    page = min(pages, key=lambda page: page.pk, default=None)
    if page and page.live and page.introduction:
        return [Condition(RuleKind.PRESENTATION, True, text)]
    url = page.writing_address if page else space_address(of)
    if facts.page_waits:
        detail = _("En attente de l’association : elle relit la page.")
        return [Condition(RuleKind.PRESENTATION, False, text, detail, url, 1, waits=True)]
    detail = _("La page publique n’a pas encore de présentation.")
    return [Condition(RuleKind.PRESENTATION, False, text, detail, url, 1)]


def published_sheets(facts: Facts, number: int) -> list[Condition]:
    text = ngettext("Au moins une initiative publiée", "Au moins %(count)s initiatives publiées", number)
    url = new_sheet_address(facts.dossier.collectivity)
    return [_or_waiting(facts, _counted(RuleKind.PUBLISHED_SHEETS, text, facts.sheets[0], number, url))]


def current_sheets(facts: Facts, number: int) -> list[Condition]:
    """Those less than two years old, or of which the collectivité said within a year that they are still in service."""
    text = ngettext(
        "Au moins une initiative de moins de deux ans, ou toujours en service",
        "Au moins %(count)s initiatives de moins de deux ans, ou toujours en service",
        number,
    )
    url = address_in_space("space_still_running", facts.dossier.collectivity)
    return [_or_waiting(facts, _counted(RuleKind.CURRENT_SHEETS, text, facts.sheets[1], number, url))]


def answers(facts: Facts, _number: int) -> list[Condition]:
    text = _("Une réponse à chaque question obligatoire")
    if not facts.missing:
        return [Condition(RuleKind.ANSWERS, True, text)]
    found = []
    for section, questions in groupby(facts.missing, key=lambda question: question.section):
        count = len(list(questions))
        detail = ngettext(
            "Une question sans réponse dans « %(section)s »",
            "%(count)s questions sans réponse dans « %(section)s »",
            count,
        ) % {"count": count, "section": section.title}
        url = section_address(facts.dossier, section)
        found.append(Condition(RuleKind.ANSWERS, False, text, detail, url, count))
    return found


def proofs(facts: Facts, number: int) -> list[Condition]:
    text = ngettext("Au moins une preuve jointe", "Au moins %(count)s preuves jointes", number)
    return [_counted(RuleKind.PROOFS, text, facts.proofs, number, dossier_address(facts.dossier))]


RULES: dict[RuleKind, Callable[[Facts, int], list[Condition]]] = {
    RuleKind.PRESENTATION: presentation,
    RuleKind.PUBLISHED_SHEETS: published_sheets,
    RuleKind.CURRENT_SHEETS: current_sheets,
    RuleKind.ANSWERS: answers,
    RuleKind.PROOFS: proofs,
}


def _counted(kind: RuleKind, text: str, count: int, number: int, url: str) -> Condition:
    text = text % {"count": number}
    lacking = number - count
    if lacking <= 0:
        return Condition(kind, True, text)
    detail = ngettext("Il en manque une.", "Il en manque %(count)s.", lacking) % {"count": lacking}
    return Condition(kind, False, text, detail, url, lacking)


def _or_waiting(facts: Facts, condition: Condition) -> Condition:
    """What was sent to the association is not asked for again."""
    sent = [] if condition.is_met else facts.waiting_sheets
    if not sent:
        return condition
    waiting = ngettext(
        "En attente de l’association : elle relit une initiative.",
        "En attente de l’association : elle relit %(count)s initiatives.",
        len(sent),
    ) % {"count": len(sent)}
    left = condition.lacking - len(sent)
    if left > 0:
        more = ngettext("Il en manque encore une.", "Il en manque encore %(count)s.", left) % {"count": left}
        return replace(condition, detail=f"{waiting} {more}")
    of = facts.dossier.collectivity
    url = address_in_space("space_sheet", of, sent[0]) if len(sent) == 1 else space_address(of)
    return replace(condition, detail=waiting, url=url, waits=True)


def _is_current(today: datetime.date) -> Q:
    """A sheet that says no day of its beginning is as old as its publication, which says too that it is in service."""
    # The 28 of February of the year before stands for the 29.
    day = min(today.day, 28) if today.month == 2 else today.day
    since = today.replace(year=today.year - YEARS_OF_A_NEW_SHEET, day=day)
    is_new = Q(started_on__gte=since) | Q(started_on=None, first_published_at__date__gte=since)
    said = Q(confirmed_on__gte=oldest_fresh_day()) | Q(first_published_at__date__gte=oldest_fresh_day())
    return is_new | Q(stage__in=IN_SERVICE) & said
