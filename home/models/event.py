"""The calendar: events, past and to come, each with its ``.ics``."""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page, PageManager
from wagtail.search import index

from home.models.section import FoundPage
from portal.calendars import calendar_response
from portal.models import BasePage
from portal.models.page import PageQuerySet
from portal.searchable import Facts, Kind

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


IN_CALENDAR = 200
"""The events in the whole calendar. Those that are over stay in it: an agenda that follows it keeps its past."""


class EventQuerySet(PageQuerySet):
    def upcoming(self) -> Self:
        """Not over yet, the next first."""
        return self.filter(ends_at__gte=timezone.now()).order_by("starts_at")

    def past(self) -> Self:
        """Over, the last first."""
        return self.filter(ends_at__lt=timezone.now()).order_by("-starts_at")


EventManager = PageManager.from_queryset(EventQuerySet)


class EventIndexPage(RoutablePageMixin, BasePage):
    template = "home/event_index_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.EventPage"]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")

    @path("")
    def upcoming(self, request: "HttpRequest") -> "HttpResponse":
        from home import views  # The views need the models

        return self.render(request, context_overrides=views.event_index_context(self, request))

    @path("calendrier/", name="calendar")
    def calendar(self, request: "HttpRequest") -> "HttpResponse":
        return calendar_response(self.title, EventPage.objects.live_public().order_by("-starts_at")[:IN_CALENDAR])

    def get_route_paths(self) -> list[str]:
        """Those who follow the calendar keep it when the page moves."""
        return ["/", "/calendrier/"]


class EventPage(RoutablePageMixin, FoundPage):
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    place = models.CharField(_("lieu"), max_length=120, blank=True)
    address = models.CharField(_("adresse"), max_length=250, blank=True)
    online = models.BooleanField(_("à distance"), default=False)
    registration_url = models.URLField(_("adresse d’inscription"), blank=True)

    objects: ClassVar[Any] = EventManager()

    searched_as = Kind.EVENT
    template = "home/event_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], heading=_("Quand")),
        MultiFieldPanel(
            [FieldPanel("place"), FieldPanel("address"), FieldPanel("online")],
            heading=_("Où"),
        ),
        FieldPanel("registration_url"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[Any]] = [
        *FoundPage.search_fields,
        index.SearchField("place"),
        index.FilterField("starts_at"),
    ]

    class Meta:
        verbose_name = _("événement")
        verbose_name_plural = _("événements")
        indexes = (models.Index(fields=("ends_at", "starts_at"), name="event_by_date"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__gte=models.F("starts_at")),
                name="event_ends_after_it_starts",
                violation_error_message=_("La fin vient après le début."),
            ),
        )

    @property
    def is_over(self) -> bool:
        return bool(self.ends_at < timezone.now())

    @property
    def is_one_day(self) -> bool:
        return timezone.localdate(self.starts_at) == timezone.localdate(self.ends_at)

    @property
    def structured_data(self) -> dict[str, Any]:
        from home import structured_data  # It needs the models

        return structured_data.event(self)

    def searched_context(self) -> str:
        return "\n".join(part for part in (self.place, self.address) if part)

    def searched_facts(self) -> Facts:
        return Facts(date=self.starts_at)

    @path("calendrier/", name="calendar")
    def calendar(self, request: "HttpRequest") -> "HttpResponse":
        return calendar_response(self.title, [self])
