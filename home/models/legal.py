"""Pages French law asks for and that compute something; the other legal texts are free pages."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from home.enums import Conformity
from home.models.section import TextPage
from portal.models import BasePage

if TYPE_CHECKING:
    from django.http import HttpRequest


class AccessibilityPage(TextPage):
    """The accessibility statement. Its state is shown at the foot of every page: without an audit, « non conforme »."""

    conformity = models.CharField(_("état"), max_length=10, choices=Conformity.choices, default=Conformity.NONE)
    audited_on = models.DateField(_("audit du"), null=True, blank=True)

    template = "home/accessibility_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *TextPage.content_panels,
        FieldPanel("conformity"),
        FieldPanel("audited_on"),
    ]

    class Meta:
        verbose_name = _("déclaration d’accessibilité")
        verbose_name_plural = _("déclarations d’accessibilité")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(conformity=Conformity.NONE) | models.Q(audited_on__isnull=False),
                name="conformity_needs_an_audit",
                violation_error_message=_(
                    "Sans audit, le seul état honnête est « non conforme » : donnez la date de l’audit."
                ),
            ),
        )

    @property
    def menu_label(self) -> str:
        return gettext("%(title)s : %(state)s") % {"title": self.title, "state": self.get_conformity_display()}


class SiteMapPage(BasePage):
    """« Plan du site »: the pages of the association, as a tree; communes and initiatives are reached by search."""

    template = "home/site_map_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("plan du site")
        verbose_name_plural = _("plans du site")

    def get_context(self, request: "HttpRequest", *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home import views  # The views need the models

        return {
            **super().get_context(request, *args, **kwargs),
            **views.site_map_context(self),
        }
