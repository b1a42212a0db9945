"""The contact form: stored, mailed to the association, with a copy to the sender."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.forms.models import AbstractForm, AbstractFormField
from wagtail.contrib.forms.panels import FormSubmissionsPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from portal.blocks.content import TEXT_FEATURES
from portal.models import BasePage


class ContactFormField(AbstractFormField):
    page = ParentalKey("home.ContactPage", on_delete=models.CASCADE, related_name="form_fields")


class ContactPage(AbstractForm, BasePage):
    """Its fields are the editor's; the first field of the kind « e-mail » is the sender's address."""

    introduction = RichTextField(_("introduction"), features=TEXT_FEATURES, blank=True)
    thanks = RichTextField(_("remerciement"), features=TEXT_FEATURES, blank=True)

    template = "home/contact_page.html"
    landing_page_template = "home/contact_page_sent.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FormSubmissionsPanel(),
        FieldPanel("summary"),
        FieldPanel("introduction"),
        InlinePanel("form_fields", heading=_("Champs du formulaire"), label=_("Champ")),
        FieldPanel("thanks"),
    ]

    class Meta:
        verbose_name = _("page de contact")
        verbose_name_plural = _("pages de contact")
