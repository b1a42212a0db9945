"""What must hold of a campaign, as pure functions over rows: each gives what is wrong, in plain words, or nothing.

The forms ask them about what was typed, the opening about what was saved.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from labels.enums import QuestionKind, RuleKind
from labels.models.campaign import CALENDAR, Campaign
from labels.models.questionnaire import MOST_PROOFS

FEWEST_CHOICES = 2


def calendar_in_disorder(moments: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The field, and what is wrong with it: each moment is compared with the last known one before it."""
    earlier = ""
    for name in CALENDAR:
        moment = moments.get(name)
        if moment is None:
            continue
        if earlier and moment < moments[earlier]:
            labels = {"after": _label(earlier)}
            yield name, _("Avant « %(after)s » : remettez les dates dans l’ordre de l’année.") % labels
        earlier = name


def missing_moments(campaign: Campaign) -> list[str]:
    return [_label(name) for name in CALENDAR if getattr(campaign, name) is None]


def _label(name: str) -> str:
    return str(Campaign._meta.get_field(name).verbose_name)


def repeated(values: Iterable[str]) -> list[str]:
    """Those given more than once."""
    return [value for value, count in Counter(values).items() if value and count > 1]


def wrong_thresholds(levels: Sequence[tuple[int, Any]]) -> str:
    """Of pairs of arobases and threshold: more arobases, a higher threshold; the lowest level may have none."""
    in_order = sorted(levels, key=lambda pair: pair[0])
    known = [threshold for _symbols, threshold in in_order if threshold is not None]
    if any(threshold is None for _symbols, threshold in in_order[1:]):
        return _("Donnez un seuil à chaque niveau ; seul le plus bas peut s’en passer.")
    if any(later <= earlier for earlier, later in pairwise(known)):
        return _("Les seuils grandissent avec les arobases : l’un d’eux est trop bas.")
    return ""


def wrong_rule(kind: str, number: int | None) -> str:
    """Whether the number of a condition of deposit is there when it counts, and only then."""
    counts = kind in RuleKind.counting()
    if counts and not number:
        return _("Dites combien.")
    return _("Cette condition ne compte rien : laissez le nombre vide.") if number and not counts else ""


def wrong_question(kind: str, points: int, full_at: int | None, highest: int | None, shares: Sequence[int]) -> str:
    """What keeps a question from being answered, or its points from being reached."""
    if kind in QuestionKind.with_choices():
        if len(shares) < FEWEST_CHOICES:
            return _("Écrivez au moins deux réponses proposées.")
        return "" if not points or max(shares) == 100 else _("Une des réponses doit apporter 100 % des points.")
    if shares:
        return _("Ce genre de question n’a pas de réponses proposées : retirez-les.")
    if kind == QuestionKind.TEXT and points:
        return _("Un texte ne se compte pas : c’est le jury qui le lit. Mettez 0 point.")
    if kind not in {QuestionKind.NUMBER, QuestionKind.EVIDENCE}:
        return ""
    return _wrong_count(points, full_at, MOST_PROOFS if kind == QuestionKind.EVIDENCE else None, highest)


def _wrong_count(points: int, full_at: int | None, limit: int | None, highest: int | None) -> str:
    most = min(value for value in (limit, highest) if value is not None) if limit or highest else None
    if points and not full_at:
        return _("Dites à partir de combien tous les points sont acquis.")
    if full_at and most is not None and full_at > most:
        return _("Les points sont hors d’atteinte : « tous les points à partir de » dépasse « au plus ».")
    return ""


def wrong_bounds(classes: Sequence[tuple[str, int, int | None]]) -> list[str]:
    """Of the name and bounds of the questionnaires of one kind: every population has one of them, and only one."""
    found: list[str] = []
    reached: int | None = 0
    last = ""
    for name, start, end in sorted(classes, key=lambda row: row[1]):
        if reached is None or start < reached:
            found.append(_("« %(one)s » et « %(other)s » se chevauchent.") % {"one": last, "other": name})
        elif start > reached:
            bounds = {"from": reached, "to": start}
            found.append(_("De %(from)s à %(to)s habitants, aucun questionnaire.") % bounds)
        reached, last = (None if end is None or reached is None else max(end, reached)), name
    if classes and reached is not None:
        found.append(_("À partir de %(from)s habitants, aucun questionnaire.") % {"from": reached})
    return found
