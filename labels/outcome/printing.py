"""« Avis motivé » as a PDF. It is read at the council and kept in files: its words are French, whoever prints it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from labels.documents.pdf import compile_pdf
from labels.documents.words import clean
from labels.outcome.reading import Outcome
from labels.outcome.wording import decided_in_words, level_in_words_of
from portal.languages import in_french
from portal.typography import french

TEMPLATE = "opinion.typ"
Part = dict[str, Any]


def print_opinion(outcome: Outcome) -> bytes:
    with in_french():
        return compile_pdf(TEMPLATE, data_of(outcome))


def data_of(outcome: Outcome) -> dict[str, Any]:
    """What the template prints, in words; parts that have nothing to say are left out."""
    dossier = outcome.dossier
    year, name = str(dossier.campaign.year), dossier.collectivity.full_name
    return {
        "title": _said(_("Avis motivé du jury %(year)s") % {"year": year}),
        "author": settings.WAGTAIL_SITE_NAME,
        "kicker": _("Label Ville Internet"),
        "name": _said(name),
        "facts": [(_said(term), _said(value)) for term, value in _facts(outcome)],
        "footer": _said(_("Avis motivé, %(name)s, label Ville Internet %(year)s") % {"name": name, "year": year}),
        "parts": [part for part in _parts(outcome) if part["paragraphs"] or part["groups"] or part["items"]],
    }


def _facts(outcome: Outcome) -> list[tuple[str, str]]:
    facts = [(_("Décision"), decided_in_words(outcome))]
    if outcome.mentions:
        facts.append((_("Mentions"), ", ".join(outcome.mentions)))
    rectification = outcome.rectification
    if rectification:
        day = date_format(localtime(rectification.rectified_at), "DATE_FORMAT")
        before = level_in_words_of(rectification.before) or _("aucun label")
        facts.append((_("Rectifié après recours"), _("le %(day)s, au lieu de : %(before)s") % {
            "day": day, "before": before,
        }))  # fmt: skip
    if outcome.withdrawal:
        facts.append((_("Label retiré"), date_format(localtime(outcome.withdrawal.withdrawn_at), "DATE_FORMAT")))
    public_from = outcome.dossier.campaign.embargo_until
    if public_from:
        facts.append((_("Palmarès publié le"), date_format(localtime(public_from), "DATE_FORMAT")))
    return facts


def _parts(outcome: Outcome) -> Iterable[Part]:
    if outcome.decision:
        yield _part(_("L’avis motivé"), _paragraphs(outcome.decision.opinion))
    if outcome.refused:
        yield _part(_("Pourquoi il n’était pas recevable"), _paragraphs(outcome.refused))
    yield _part(_("Ce que les lecteurs en ont dit"), [line for text in outcome.opinions for line in _paragraphs(text)])
    groups = [
        {"title": _said(one.title), "paragraphs": [line for text in one.texts for line in _paragraphs(text)]}
        for one in outcome.sections
    ]
    yield _part(_("Rubrique par rubrique"), groups=groups)
    yield _part(_("Critère par critère"), items=[_item(one.name, str(one.place.label)) for one in outcome.criteria])
    yield _part(_("Points forts"), items=_strong(outcome))
    yield _part(
        _("Pistes de progression"),
        lead=_("Ce qui, d’après vos réponses, apporterait le plus."),
        items=[_item(step.question, step.better) for step in outcome.further.steps],
    )


def _strong(outcome: Outcome) -> list[dict[str, str]]:
    criteria = [_item(one.name, one.help) for one in outcome.strong]
    return criteria + [_item(title, _("d’après vos réponses")) for title in outcome.further.strong]


def _part(
    title: str,
    paragraphs: Sequence[str] = (),
    groups: Sequence[Any] = (),
    items: Sequence[Any] = (),
    lead: str = "",
) -> Part:
    return {
        "title": _said(title),
        "lead": _said(lead),
        "paragraphs": list(paragraphs),
        "groups": list(groups),
        "items": list(items),
    }


def _item(title: str, detail: str) -> dict[str, str]:
    return {"title": _said(title), "detail": _said(detail)}


def _paragraphs(text: str) -> list[str]:
    return [_said(part) for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def _said(text: str) -> str:
    return french(clean(text))
