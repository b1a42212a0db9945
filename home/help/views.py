"""``/espace/…/aide/``."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from collectivities.models import Membership
from collectivities.programmes import programme_of
from collectivities.space.access import for_members
from collectivities.space.views import common
from home.models import HelpPage


@for_members
@require_safe
def space_help(request: HttpRequest, membership: Membership) -> HttpResponse:
    programme = programme_of(membership.collectivity)
    context = {**common(request, membership, "help"), "help": help_page(), "programme": programme}
    return render(request, "home/help/space.html", context)


def help_page() -> HelpPage | None:
    """The answers in the reader's language, else in French; none where the association took the page offline."""
    languages = [get_language() or "", settings.LANGUAGE_CODE]
    pages = HelpPage.objects.public_in_every_language().filter(locale__language_code__in=languages)
    read = {page.locale.language_code: page for page in pages.select_related("locale")}
    return next((read[language] for language in languages if language in read), None)
