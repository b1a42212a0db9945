"""``/themes/<slug>/monter-un-projet/``."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import render
from wagtail import hooks

from collectivities.programmes import programmes
from initiatives.models import Theme
from initiatives.project.advisers import Adviser, advisers
from initiatives.project.costs import Costs, costs
from initiatives.project.said import Said, said
from initiatives.theme_sheets import inspiring, sheets_of_theme
from portal.models import BasePage
from portal.page_cache import remember
from portal.site_chrome import Link

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from initiatives.models import ThemeIndexPage

SECTIONS = "register_project_sections"
"""Each hook is called with the request and the theme, and gives a ``Component``, in the order they are registered."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the public sheets of a theme teach."""

    costs: Costs
    staff: list[Said]
    difficulties: list[Said]
    conditions: list[Said]
    advisers: list[Adviser]


def project(request: "HttpRequest", page: "ThemeIndexPage", theme: Theme) -> "HttpResponse":
    context = {
        **BasePage.get_context(page, request),
        "theme": theme,
        "social_source": theme,
        "breadcrumbs": [*page.breadcrumbs, page, Link(theme.name, theme.get_absolute_url())],
        "learnt": remember(f"project:{theme.pk}", lambda: learnt(theme)),
        "inspiring": inspiring(theme),
        "programmes": programmes(),
        "sections": [section(request, theme) for section in hooks.get_hooks(SECTIONS)],
    }
    return render(request, "initiatives/project/project.html", context)


def learnt(theme: Theme) -> Learnt:
    sheets = sheets_of_theme(theme)
    difficulties = said(sheets, "difficulties")
    return Learnt(
        costs=costs(theme),
        staff=said(sheets, "staff_time"),
        difficulties=difficulties,
        conditions=said(sheets, "success_conditions", [one.commune for one in difficulties]),
        advisers=advisers(sheets),
    )
