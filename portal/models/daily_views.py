"""How often pages are read."""

import datetime
from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class DailyViewsQuerySet(models.QuerySet["DailyViews"]):
    def of(self, pages: Iterable[int]) -> Self:
        return self.filter(page__in=pages)

    def between(self, first: datetime.date, last: datetime.date) -> Self:
        return self.filter(day__range=(first, last))

    def total(self) -> int:
        return self.aggregate(total=Sum("views"))["total"] or 0


class DailyViews(models.Model):
    """How often a page was read in a day, by people who are not signed in. Nothing else is known of it.

    ``portal.page_views.tally`` writes it.
    """

    # The index of what is unique begins with the page.
    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField(_("jour"))
    views = models.PositiveIntegerField(_("vues"))

    objects: ClassVar[Any] = DailyViewsQuerySet.as_manager()

    class Meta:
        verbose_name = _("vues d’un jour")
        verbose_name_plural = _("vues par jour")
        constraints = (models.UniqueConstraint(fields=("page", "day"), name="views_once_per_page_and_day"),)
        # What is too old is found by it.
        indexes = (models.Index(fields=("day",), name="portal_views_by_day"),)

    def __str__(self) -> str:
        return f"{self.page_id} {self.day} {self.views}"
