"""The contact form: stored, mailed to the association, with a copy to the sender."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.forms.models import AbstractForm, AbstractFormField
from wagtail.contrib.forms.panels import FormSubmissionsPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from home.contact import ContactFormBuilder, is_receipt, receipt, send_messages
from portal.blocks.content import TEXT_FEATURES
from portal.models import BasePage
from portal.public_forms import HONEYPOT

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


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

    form_builder = ContactFormBuilder

    class Meta:
        verbose_name = _("page de contact")
        verbose_name_plural = _("pages de contact")

    def serve(self, request: "HttpRequest", *args: Any, **kwargs: Any) -> "HttpResponse":
        if request.method != "POST":
            response = super().serve(request, *args, **kwargs)
            # The form holds a token of this reader's own.
            patch_cache_control(response, no_store=True)
            return response
        form = self.get_form(request.POST, request.FILES, page=self, user=request.user, request=request)
        if not form.is_valid():
            return TemplateResponse(request, self.template, {**self.get_context(request), "form": form}, status=422)
        if not form.is_spam:
            form.cleaned_data.pop(HONEYPOT, None)
            self.process_form_submission(form)
            send_messages(self, form, request)
        # Redirected, so that reloading the page does not send the message again.
        return redirect(f"{self.get_url(request)}?envoye={receipt()}")

    def get_context(self, request: "HttpRequest", *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "months_kept": settings.PORTAL_CONTACT_MONTHS,
            "sends_a_copy": any(field.field_type == "email" for field in self.get_form_fields()),
        }

    def get_template(self, request: "HttpRequest", *args: Any, **kwargs: Any) -> str:
        return self.landing_page_template if is_receipt(request.GET.get("envoye", "")) else self.template
