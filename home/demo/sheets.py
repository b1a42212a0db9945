"""Makes the initiatives of the demonstration from their texts."""

import datetime
import io
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone

from collectivities.models import CollectivityPage, CustomDocument, CustomImage
from home.demo import content, pdf, pictures
from home.demo.recording import DemoRecorder, values_of
from initiatives.models import (
    Audience,
    EAdministrationPage,
    EducationPage,
    Establishment,
    InitiativeDocument,
    InitiativePage,
    OnlineProcedure,
    OpeningPeriod,
    PlaceEquipment,
    PublicAccessPage,
    Theme,
)

END_OF_2007 = datetime.date(2007, 12, 31)
COMMON = (
    "title",
    "slug",
    "summary",
    "stage",
    "started_on",
    "cost_first_year",
    "cost_yearly",
    "cost_detail",
    "staff_time",
    "setup_months",
    "transposable",
    "contact_role",
    "website",
)
MODELS = {
    "generic": (InitiativePage, ()),
    "public_access": (
        PublicAccessPage,
        (
            "place_name",
            "address",
            "workstations",
            "support",
            "free_of_charge",
            "closed_on_holidays",
        ),
    ),
    "e_administration": (EAdministrationPage, ("service_url", "sign_in")),
    "education": (EducationPage, ("partners",)),
}
LESSONS = ("results", "difficulties", "success_conditions")
ILLUSTRATED = 2
"""One sheet in so many has a picture; the cement tiles of its theme stand in for the others, as in real life."""


def load(
    texts: list[dict[str, Any]],
    pages: dict[str, CollectivityPage],
    record: DemoRecorder,
) -> None:
    """Publish every sheet below the page of its commune, then tie each to the one that inspired it."""
    themes = {theme.slug: theme for theme in Theme.objects.in_language("fr")}
    audiences = {audience.code: audience for audience in Audience.objects.all()}
    made: dict[str, InitiativePage] = {}
    for number, sheet in enumerate(texts):
        page = _sheet(sheet)
        parent = pages[sheet["commune"]]
        parent.add_child(instance=page)
        page.themes = [themes[slug] for slug in sheet["themes"]]
        page.audiences = [audiences[code] for code in sheet.get("audiences", [])]
        page.keywords.add(*sheet.get("keywords", []))
        _add_type(page, sheet)
        page.documents = [_document(text, page, record) for text in sheet.get("documents", [])]
        if number % ILLUSTRATED == 0:
            page.image = _picture(sheet, page, record)
            page.image_alt = f"Dessin : le bourg de {parent.title} vu de la route, sous les signes du thème."
        _publish(page, sheet)
        record(page)
        made[sheet["slug"]] = page
    for sheet in texts:
        if origin := made.get(sheet.get("inspired_by", "")):
            # Read anew: its rows of files, of hours… have keys now, and are not made a second time.
            page = InitiativePage.objects.get(pk=made[sheet["slug"]].pk).specific
            page.inspired_by = origin
            _publish(page, sheet)


def _sheet(sheet: dict[str, Any]) -> InitiativePage:
    model, own = MODELS[sheet["type"]]
    lessons = {name: content.html_list(sheet.get(name, [])) for name in LESSONS}
    body = content.stream(sheet["body"])
    page: InitiativePage = model(**values_of(sheet, (*COMMON, *own)), **lessons, body=body)
    page.confirmed_on = _brought_to_today(sheet.get("confirmed_on"))
    page.live = False
    return page


def _brought_to_today(day: datetime.date | None) -> datetime.date | None:
    """A confirmation as far from today as it was from the end of 2007: otherwise every sheet would be out of date."""
    return day and day + (timezone.localdate() - END_OF_2007)


def _add_type(page: InitiativePage, sheet: dict[str, Any]) -> None:
    match page:
        case PublicAccessPage():
            page.equipment = list(PlaceEquipment.objects.filter(code__in=sheet.get("equipment", [])))
            page.opening_periods = [
                OpeningPeriod(
                    weekday=period["day"],
                    opens=datetime.time.fromisoformat(period["opens"]),
                    closes=datetime.time.fromisoformat(period["closes"]),
                )
                for period in sheet.get("opening", [])
            ]
            page.latitude, page.longitude = (
                page.collectivity.latitude,
                page.collectivity.longitude,
            )
        case EAdministrationPage():
            page.procedures = [OnlineProcedure(**procedure) for procedure in sheet.get("procedures", [])]
        case EducationPage():
            page.establishments = [Establishment(**row) for row in sheet.get("establishments", [])]


def _publish(page: InitiativePage, sheet: dict[str, Any]) -> None:
    page.save_revision(clean=True).publish()
    started = sheet.get("started_on") or END_OF_2007
    first = datetime.datetime.combine(
        min(started + datetime.timedelta(days=200), END_OF_2007),
        datetime.time(9),
        datetime.UTC,
    )
    # Publishing sets today's date; the demonstration tells when the sheet would have been published.
    page.first_published_at = first
    InitiativePage.objects.filter(pk=page.pk).update(first_published_at=first)


def _document(text: dict[str, Any], page: InitiativePage, record: DemoRecorder) -> InitiativeDocument:
    """A file of the commune, given with its sheet."""
    document = CustomDocument(title=text["title"], collectivity=page.collectivity)
    document.file.save(f"{text['slug']}.pdf", ContentFile(pdf.write(text["title"], text["paragraphs"])), save=True)
    record(document)
    return InitiativeDocument(document=document)


def _picture(sheet: dict[str, Any], page: InitiativePage, record: DemoRecorder) -> CustomImage:
    data = pictures.draw(sheet["themes"][0], sheet["slug"])
    image = CustomImage(
        title=f"{sheet['title']} (dessin)",
        collectivity=page.collectivity,
        credit="Villes Internet, dessin de démonstration",
        file=ImageFile(io.BytesIO(data), name=f"demo-{sheet['slug']}.png"),
    )
    image.save()
    record(image)
    return image
