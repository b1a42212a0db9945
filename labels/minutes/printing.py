"""Minutes as a PDF: they are kept in files, and their words are French, whoever prints them."""

import datetime
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from labels.documents.pdf import compile_pdf
from labels.documents.words import clean, paragraphs
from labels.enums import DossierState
from labels.minutes.content import Content, Kind
from labels.models import Minutes
from labels.timing import spoken
from portal.languages import in_french
from portal.typography import french

TEMPLATE = "minutes.typ"
Facts = list[tuple[str, str]]


def print_minutes(minutes: Minutes) -> bytes:
    """The same bytes each time: nothing but what was sealed is printed."""
    with in_french():
        return compile_pdf(TEMPLATE, data_of(minutes))


def data_of(minutes: Minutes) -> dict[str, Any]:
    """What the template prints, in words."""
    content = minutes.content
    numbered = {"number": content["number"], "year": content["year"]}
    made, sections = _OF_KIND[content["kind"]](content)
    prints = [(_("Empreinte"), minutes.fingerprint)]
    if content["previous"]:
        prints.append((_("Empreinte du procès-verbal précédent"), content["previous"]))
    return {
        "title": french(_("Procès-verbal n° %(number)s du jury %(year)s") % numbered),
        "author": settings.WAGTAIL_SITE_NAME,
        "kicker": _("Label Ville Internet"),
        "name": french(title_of(content["kind"], content.get("sitting", {}).get("number"))),
        "facts": _shown(made),
        "footer": french(_("Procès-verbal n° %(number)s, label Ville Internet %(year)s") % numbered),
        "sections": sections,
        "seal": _("Empreinte du contenu"),
        "sealed": french(
            _("Elle change si un seul signe change. Elle comprend celle du procès-verbal précédent : aucun ne manque.")
        ),
        "prints": [(french(term), value) for term, value in prints],
        "fingerprint": minutes.fingerprint,
    }


def title_of(kind: str, sitting: int | None) -> str:
    """What minutes are of, in a few words; ``sitting`` is the number of theirs."""
    match kind:
        case Kind.SITTING:
            return _("Séance %(number)s, à huis clos") % {"number": sitting}
        case Kind.SETTLED:
            return _("Palmarès arrêté")
    return _("Palmarès arrêté, puis repris")


def _sitting(content: Content) -> tuple[Facts, list[Content]]:
    sitting = content["sitting"]
    facts = [
        *([(_("Lieu"), sitting["place"])] if sitting["place"] else []),
        (_("Ouverte le"), _said(sitting["opened_at"])),
        (_("Levée le"), _said(sitting["closed_at"])),
        (_("Présidée par"), content["presided"] or _("l’association, en l’absence de la présidence")),
    ]
    rows = [
        [french(clean(one["name"])), _said(one["arrived_at"]), _said(one["left_at"])] for one in content["attendances"]
    ]
    sections = [
        _section(_("Qui était là"), head=[_("Nom"), _("Arrivée"), _("Départ")], rows=rows),
        _section(
            _("Décisions, dans leur ordre"),
            items=[_decision(place, one) for place, one in enumerate(content["decisions"], 1)],
        ),
    ]
    if content["decided_again"]:
        sections.append(_section(_("Délibéré de nouveau"), items=[_again(one) for one in content["decided_again"]]))
    return facts, sections


def _decision(place: int, decision: Content) -> Content:
    facts = [
        (_("Décision"), _outcome(decision)),
        *([(_("Mentions"), ", ".join(decision["mentions"]))] if decision["mentions"] else []),
        (_("Prise le"), _said(decision["decided_at"])),
        (_("Note moyenne"), _number(decision["mean"])),
        (_("Note corrigée"), _number(decision["score"])),
        (_("Présent·es"), ", ".join(decision["present"]) or "–"),
    ]
    if decision["stepped_out"]:
        out = ", ".join(decision["stepped_out"])
        facts.append((_("Sorti·es"), out))
    if decision["replaces"]:
        facts.append((_("Décision reprise"), _("elle remplace une décision antérieure")))
    title = f"{place}. {decision['collectivity']['name']}"
    return _item(title, facts, paragraphs(decision["opinion"]))


def _again(one: Content) -> Content:
    return _item(one["collectivity"]["name"], [(_("Le"), _said(one["at"]))], paragraphs(one["reason"]))


def _settled(content: Content) -> tuple[Facts, list[Content]]:
    outcomes = content["outcomes"]
    given = [one for one in outcomes if one["level"]]
    others = [one for one in outcomes if not one["level"]]
    facts = [
        (_("Arrêté le"), _said(content["settled_at"])),
        (_("Sous embargo jusqu’au"), _said(content["embargo_until"])),
        (_("Décisions"), str(len(outcomes))),
        (_("Accord entre les lectures (alpha de Krippendorff)"), _number(content["agreement"]["marks"])),
    ]
    by_level = sorted(given, key=lambda one: -one["level"]["symbols"])
    sections = [_names(level["name"], list(rows)) for level, rows in groupby(by_level, key=lambda one: one["level"])]
    if others:
        sections.append(_names(_("Non labellisées"), others))
    if content["inadmissible"]:
        names = [{"collectivity": one, "mentions": []} for one in content["inadmissible"]]
        sections.append(_names(_("Dossiers irrecevables"), names))
    return facts, sections


def _names(title: str, rows: list[Content]) -> Content:
    count = ngettext("%(count)s collectivité", "%(count)s collectivités", len(rows)) % {"count": len(rows)}
    names = [", ".join([one["collectivity"]["name"], *one["mentions"]]) for one in rows]
    return _section(f"{title} – {count}", names=names)


def _taken_back(content: Content) -> tuple[Facts, list[Content]]:
    facts = [(_("Repris le"), _said(content["taken_back_at"]))]
    return facts, [_section(_("Motif"), written=paragraphs(content["reason"]))]


def _section(
    title: str,
    *,
    head: Iterable[str] = (),
    rows: Iterable[list[str]] = (),
    items: Iterable[Content] = (),
    names: Iterable[str] = (),
    written: Iterable[str] = (),
) -> Content:
    return {
        "title": french(clean(title)),
        "head": list(head),
        "rows": list(rows),
        "items": list(items),
        "names": [french(clean(name)) for name in names],
        "paragraphs": list(written),
    }


def _item(title: str, facts: Facts, written: list[str]) -> Content:
    return {"title": french(clean(title)), "facts": _shown(facts), "paragraphs": written}


def _shown(facts: Facts) -> list[tuple[str, str]]:
    return [(french(term), french(clean(value))) for term, value in facts]


def _outcome(decision: Content) -> str:
    """The rung without arobase has the name of its outcome already."""
    if not decision["level"]:
        return str(DossierState.NOT_LABELLED.label)
    name: str = decision["level"]["name"]
    return name if decision["outcome"] == DossierState.MENTION else f"{DossierState.LABELLED.label}, {name}"


def _number(value: str | None) -> str:
    return value.replace(".", ",") if value else "–"


def _said(moment: str | None) -> str:
    return spoken(datetime.datetime.fromisoformat(moment)) if moment else "–"


_OF_KIND = {Kind.SITTING: _sitting, Kind.SETTLED: _settled, Kind.TAKEN_BACK: _taken_back}
