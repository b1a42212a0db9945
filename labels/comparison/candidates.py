"""Who was a candidate, and what came of it: numbers of dossiers and of labels, in five queries."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from labels.comparison.groups import Breakdown, Counts, Group, told_apart
from labels.comparison.lines import Line, with_bars
from labels.comparison.years import Years
from labels.enums import DossierState
from labels.models import Award, Dossier, Level, Mention
from labels.palmares.scales import in_words

LABEL = Q(level__symbols__gt=0)
Row = dict[str, Any]


def dossier_rows(years: Years) -> list[Row]:
    """By campaign and class."""
    deposited = Dossier.objects.deposited().filter(campaign__in=years.both).with_first_time().order_by()
    rows: Any = deposited.values(
        "campaign_id",
        "questionnaire__name",
        "questionnaire__for_territories",
        "questionnaire__from_inhabitants",
    ).annotate(
        deposited=Count("pk"),
        firsts=Count("pk", filter=Q(is_first=True)),
        refused=Count("pk", filter=Q(state=DossierState.INADMISSIBLE)),
        labels=Count("award", filter=Q(award__level__symbols__gt=0)),
    )
    order = ("questionnaire__for_territories", "questionnaire__from_inhabitants", "questionnaire__name")
    return list(rows.order_by(*order))


def candidacies(years: Years, rows: Iterable[Row]) -> list[Line]:
    """What is known of dossiers; of an earlier year that was not led here, nothing is."""
    totals: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        for name in ("deposited", "firsts", "refused"):
            totals[row["campaign_id"]][name] += row[name]
    now = totals[years.campaign.pk]
    before = totals[years.earlier.pk] if years.earlier and years.earlier_was_led else None
    named = (
        ("deposited", _("Dossiers déposés")),
        ("firsts", _("Premières candidatures, labellisées ou non")),
        ("refused", _("Dossiers irrecevables")),
    )
    lines = [Line(label, now[name], before[name] if before else None) for name, label in named]
    return [*lines, _not_come_back(years)] if years.earlier else lines


def _not_come_back(years: Years) -> Line:
    """Of the earlier year's candidates; where these are not known, of those it labelled."""
    here = Dossier.objects.deposited().filter(campaign=years.campaign, collectivity=OuterRef("collectivity"))
    if years.earlier_was_led:
        label = _("Candidates en %(year)s, pas cette année")
        earlier: Any = Dossier.objects.deposited().filter(campaign=years.earlier)
    else:
        label = _("Au palmarès de %(year)s, pas candidates cette année")
        earlier = Award.objects.public().filter(campaign=years.earlier)
    gone = earlier.exclude(Exists(here)).order_by().aggregate(count=Count("collectivity", distinct=True))
    return Line(label % {"year": years.earlier}, gone["count"], None)


def levels(years: Years) -> list[Line]:
    """Every rung of both scales, the most arobases first; nothing where a scale has no such rung."""
    rungs = Level.objects.filter(campaign__in=years.both).annotate(count=Count("awards")).order_by("-symbols")
    names: dict[int, str] = {}
    counts: dict[tuple[int, int], int] = {}
    for campaign, symbols, name, count in rungs.values_list("campaign_id", "symbols", "name", "count"):
        if campaign == years.campaign.pk or symbols not in names:
            names[symbols] = in_words(name, symbols)
        counts[campaign, symbols] = count
    return _lines(years, names, counts)


def mentions(years: Years) -> list[Line]:
    """By their names: a mention has no other from one year to the next."""
    given = Mention.objects.filter(campaign__in=years.both).annotate(count=Count("awards"))
    rows = list(given.order_by("sort_order", "name").values_list("campaign_id", "name", "count"))
    rows.sort(key=lambda row: row[0] != years.campaign.pk)
    return _lines(years, {name: name for _key, name, _n in rows}, {(key, name): count for key, name, count in rows})


def by_class(years: Years, rows: Iterable[Row]) -> Breakdown:
    found: dict[str, dict[int, Counts]] = {}
    for row in rows:
        of_class = found.setdefault(row["questionnaire__name"], {})
        of_class[row["campaign_id"]] = Counts(row["deposited"], row["labels"])
    groups = told_apart(_groups(years, found))
    return Breakdown("classes", _("Par classe"), _("Classe"), groups, years.earlier_was_led)


def by_region(years: Years) -> Breakdown:
    """Labels are those of the palmarès, which has some without a dossier here: « hors concours », earlier years."""
    found: dict[str, dict[int, Counts]] = defaultdict(dict)
    place = ("collectivity__region__name", "collectivity__region__sort_name")
    dossiers = Dossier.objects.deposited().filter(campaign__in=years.both).order_by()
    awards = Award.objects.public().filter(LABEL, campaign__in=years.both).order_by()
    of_dossiers = dossiers.values_list("campaign_id", *place).annotate(count=Count("pk"))
    of_awards = awards.values_list("campaign_id", *place).annotate(count=Count("pk"))
    deposited = {(row[1], row[0]): row[3] for row in of_dossiers}
    labels = {(row[1], row[0]): row[3] for row in of_awards}
    order = {row[1]: row[2] or "" for row in (*of_dossiers, *of_awards)}
    for name in sorted(order, key=lambda name: (name is None, order[name])):
        for campaign in years.both:
            key = (name, campaign.pk)
            found[name or _("Sans région")][campaign.pk] = Counts(deposited.get(key, 0), labels.get(key, 0))
    groups = told_apart(_groups(years, found))
    return Breakdown("regions", _("Par région"), _("Région"), groups, years.earlier is not None)


def _groups(years: Years, found: dict[str, dict[int, Counts]]) -> list[Group]:
    earlier = years.earlier.pk if years.earlier else 0
    return [
        Group(name, counts.get(years.campaign.pk, Counts()), counts.get(earlier, Counts()))
        for name, counts in found.items()
    ]


def _lines(years: Years, names: dict[Any, str], counts: dict[tuple[int, Any], int]) -> list[Line]:
    earlier = years.earlier.pk if years.earlier else 0
    return with_bars(
        Line(name, counts.get((years.campaign.pk, key)), counts.get((earlier, key))) for key, name in names.items()
    )
