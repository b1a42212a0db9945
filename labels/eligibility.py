"""What a campaign asks before a dossier is deposited: whether each rule holds, what lacks and where to mend it."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectivities.models import Collectivity, CollectivityPage
from collectivities.space.addresses import address_in_space, space_address
from initiatives.enums import Stage
from initiatives.freshness import oldest_fresh_day
from initiatives.models import InitiativePage
from initiatives.short_path.addresses import new_sheet_address
from labels.answered import answered_keys, proof_count, unanswered
from labels.depositing.addresses import dossier_address, section_address
from labels.enums import RuleKind
from labels.models import Dossier

YEARS_OF_A_NEW_SHEET = 2
IN_SERVICE = (Stage.TRIAL, Stage.RUNNING, Stage.GENERAL)


@dataclass(frozen=True, slots=True)
class Condition:
    """``text`` says the rule with its number. Until it is met, ``detail`` says in plain words what lacks, ``lacking``
    how many of it, and ``url`` leads to where it is mended.
    """

    kind: RuleKind
    is_met: bool
    text: str
    detail: str = ""
    url: str = ""
    lacking: int = 0


def conditions(dossier: Dossier) -> list[Condition]:
    """Those of its campaign, in their order; that of the answers once for each section that lacks some."""
    found: list[Condition] = []
    for rule in dossier.campaign.rules.order_by("sort_order", "pk"):
        found += RULES[RuleKind(rule.kind)](dossier, rule.number or 0)
    return found


def unmet(dossier: Dossier) -> list[Condition]:
    return [condition for condition in conditions(dossier) if not condition.is_met]


def presentation(dossier: Dossier, _number: int) -> list[Condition]:
    text = _("La page de la collectivité est présentée")
    page = CollectivityPage.objects.filter(collectivity=dossier.collectivity_id, alias_of=None).order_by("pk").first()
    if page and page.live and page.introduction:
        return [Condition(RuleKind.PRESENTATION, True, text)]
    detail = _("La page publique n’a pas encore de présentation.")
    url = page.writing_address if page else space_address(dossier.collectivity)
    return [Condition(RuleKind.PRESENTATION, False, text, detail, url, 1)]


def published_sheets(dossier: Dossier, number: int) -> list[Condition]:
    count = _sheet_count(dossier.collectivity)
    text = ngettext("Au moins une initiative publiée", "Au moins %(count)s initiatives publiées", number)
    url = new_sheet_address(dossier.collectivity)
    return [_counted(RuleKind.PUBLISHED_SHEETS, text, count, number, url)]


def current_sheets(dossier: Dossier, number: int) -> list[Condition]:
    """Those less than two years old, or of which the collectivité said within a year that they are still in service."""
    count = _sheet_count(dossier.collectivity, _is_current(timezone.localdate()))
    text = ngettext(
        "Au moins une initiative de moins de deux ans, ou toujours en service",
        "Au moins %(count)s initiatives de moins de deux ans, ou toujours en service",
        number,
    )
    url = address_in_space("space_still_running", dossier.collectivity)
    return [_counted(RuleKind.CURRENT_SHEETS, text, count, number, url)]


def answers(dossier: Dossier, _number: int) -> list[Condition]:
    text = _("Une réponse à chaque question obligatoire")
    lacking = unanswered(dossier.questions(), answered_keys(dossier))
    if not lacking:
        return [Condition(RuleKind.ANSWERS, True, text)]
    found = []
    for section, questions in groupby(lacking, key=lambda question: question.section):
        count = len(list(questions))
        detail = ngettext(
            "Une question sans réponse dans « %(section)s »",
            "%(count)s questions sans réponse dans « %(section)s »",
            count,
        ) % {"count": count, "section": section.title}
        found.append(Condition(RuleKind.ANSWERS, False, text, detail, section_address(dossier, section), count))
    return found


def proofs(dossier: Dossier, number: int) -> list[Condition]:
    text = ngettext("Au moins une preuve jointe", "Au moins %(count)s preuves jointes", number)
    return [_counted(RuleKind.PROOFS, text, proof_count(dossier), number, dossier_address(dossier))]


RULES: dict[RuleKind, Callable[[Dossier, int], list[Condition]]] = {
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


def _sheet_count(collectivity: Collectivity, condition: Q | None = None) -> int:
    """A sheet and its translations are one."""
    sheets = InitiativePage.objects.public_in_every_language().filter(condition or Q(), collectivity=collectivity)
    count: int = sheets.order_by().values("translation_key").distinct().count()
    return count


def _is_current(today: datetime.date) -> Q:
    """A sheet that says no day of its beginning is as old as its publication, which says too that it is in service."""
    # The 28 of February of the year before stands for the 29.
    day = min(today.day, 28) if today.month == 2 else today.day
    since = today.replace(year=today.year - YEARS_OF_A_NEW_SHEET, day=day)
    is_new = Q(started_on__gte=since) | Q(started_on=None, first_published_at__date__gte=since)
    said = Q(confirmed_on__gte=oldest_fresh_day()) | Q(first_published_at__date__gte=oldest_fresh_day())
    return is_new | Q(stage__in=IN_SERVICE) & said
