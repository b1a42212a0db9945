"""The words for sheets that listings, panels and reports start from."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q, functions
from wagtail.models import PageManager

from collectivities.models import Collectivity
from collectivities.permissions import member_collectivity_ids
from initiatives.cards import COLUMNS, CardIterable, FirstTheme
from initiatives.enums import Stage
from initiatives.freshness import oldest_fresh_day
from initiatives.models.theme import Theme
from portal.models.page import PageQuerySet

if TYPE_CHECKING:
    from portal.permissions import Person


class InitiativeQuerySet(PageQuerySet):
    def about(self, theme: Theme) -> Self:
        return self.filter(themes=theme)

    def public_about(self, theme: Theme) -> Self:
        """The public sheets of a theme, whatever language each is written in."""
        return self.public_in_every_language().filter(themes__translation_key=theme.translation_key)

    def in_territory(self, collectivity: Collectivity) -> Self:
        """Initiatives of a collectivité and of every commune in it."""
        return self.filter(
            Q(collectivity=collectivity)
            | Q(intercommunality=collectivity)
            | Q(departement=collectivity)
            | Q(region=collectivity)
        )

    def of_members(self, user: "Person") -> Self:
        """The sheets of the communes a person is a member of, in the language each was written in."""
        return self.filter(collectivity__in=member_collectivity_ids(user), alias_of=None)

    def to_confirm(self) -> Self:
        """Public sheets no commune confirmed for twelve months, those never confirmed first; a stopped one is done."""
        due = Q(confirmed_on=None) | Q(confirmed_on__lt=oldest_fresh_day())
        sheets = self.live().filter(due, alias_of=None).exclude(stage=Stage.STOPPED)
        return sheets.order_by(models.F("confirmed_on").asc(nulls_first=True), "title", "pk")

    def similar_to(self, page: Any) -> Self:
        """The public sheets that say what this one says, the closest first."""
        return self.live().public().filter(similar_to__sheet=page.pk).order_by("similar_to__rank")

    def with_reuse(self) -> Self:
        """``reuse_count``: how many other communes say, in a public sheet, that this one gave them the idea, whatever
        language they read it in.
        """
        inspired = _inspired().filter(inspired_by__translation_key=models.OuterRef("translation_key"))
        communes = models.Count("collectivity", distinct=True)
        counted = inspired.values("inspired_by__translation_key").annotate(total=communes).values("total")
        return self.annotate(reuse_count=functions.Coalesce(models.Subquery(counted), 0))

    def most_inspiring(self) -> Self:
        """Those that gave the idea to others, to the most communes first; of as many, the one confirmed last."""
        confirmed = models.F("confirmed_on").desc(nulls_last=True)
        origins = self.filter(translation_key__in=_inspired().values("inspired_by__translation_key"))
        return origins.with_reuse().order_by("-reuse_count", confirmed, "-pk")

    def tried(self) -> Self:
        """Those whose commune did more than think of it: it knows what it costs."""
        return self.exclude(stage=Stage.PROJECT)

    def latest_of_each_commune(self) -> Self:
        """Of these sheets, the one that each commune confirmed last."""
        latest = [models.F("confirmed_on").desc(nulls_last=True), models.F("pk").desc()]
        rank = models.Window(functions.RowNumber(), partition_by=[models.F("collectivity")], order_by=latest)
        first = self.order_by().annotate(rank=rank).filter(rank=1)
        sheets: Self = self.model.objects.filter(pk__in=first.values("pk"))
        return sheets

    def with_card(self) -> Self:
        """Whole pages with everything a hit shows, in a constant number of queries."""
        return self.select_related("collectivity__departement", "image", "locale").prefetch_related(
            models.Prefetch("themes", queryset=Theme.objects.order_by("order"))
        )

    def cards(self) -> Any:
        """``Card`` in the place of pages: what a listing shows, in one query of plain rows. It says how many communes
        took the idea up where they were counted, by ``with_reuse``.
        """
        is_counted = "reuse_count" in self.query.annotations
        reuse = models.F("reuse_count") if is_counted else models.Value(0)
        clone = self.values_list(*COLUMNS, FirstTheme("pk"), reuse)
        clone._iterable_class = CardIterable
        return clone


InitiativeManager = PageManager.from_queryset(InitiativeQuerySet)


def _inspired() -> Any:
    """The public sheets of every type that name the sheet of another commune as their origin."""
    from initiatives.models.initiative import InitiativePage  # It needs this queryset

    public = InitiativePage.objects.public_in_every_language().filter(inspired_by__isnull=False)
    return public.exclude(collectivity=models.F("inspired_by__collectivity")).order_by()
