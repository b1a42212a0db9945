"""A dossier as a PDF. It is read by the jury and kept in files: its words are French, whoever prints it."""

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from labels.depositing.content import content_of
from labels.documents.pdf import compile_pdf
from labels.documents.words import clean, paragraphs
from labels.enums import DossierPath, QuestionKind
from labels.models import Deposit, Dossier
from labels.timing import spoken
from portal.languages import in_french
from portal.typography import french

TEMPLATE = "dossier.typ"
SUMMARY = "summary"
Content = dict[str, Any]
Facts = list[tuple[str, str]]


def print_deposit(deposit: Deposit) -> bytes:
    """The same bytes each time: nothing but what was deposited is printed."""
    with in_french():
        received = spoken(deposit.received_at)
        facts = [(_("Numéro"), deposit.number), (_("Déposé le"), received)]
        if deposit.is_late:
            facts.append((_("Délai"), _("Reçu après la clôture, dans le délai de grâce : le dossier est accepté.")))
        footer = _("Dossier n° %(number)s, déposé le %(when)s") % {"number": deposit.number, "when": received}
        return compile_pdf(TEMPLATE, data_of(deposit.content, facts, footer, deposit.fingerprint))


def print_draft(dossier: Dossier) -> bytes:
    """What is written until now, and says so."""
    with in_french():
        facts = [(_("État"), _("Brouillon, modifié le %(when)s") % {"when": spoken(dossier.changed_at)})]
        return compile_pdf(TEMPLATE, data_of(content_of(dossier), facts, _("Brouillon, qui n’est pas déposé")))


def data_of(content: Content, facts: Facts, footer: str, fingerprint: str = "") -> dict[str, Any]:
    """What the template prints, in words."""
    name = content["collectivity"]["name"]
    whole: Facts = [
        *facts,
        (_("Questionnaire"), f"{content['questionnaire']}, {str(DossierPath(content['path']).label).lower()}"),
        *([(_("Mentions demandées"), ", ".join(content["mentions"]))] if content["mentions"] else []),
    ]
    return {
        "title": french(_("Dossier de candidature %(year)s") % {"year": content["year"]}),
        "author": clean(name),
        "kicker": _("Label Ville Internet"),
        "name": clean(name),
        "facts": [(french(term), french(clean(value))) for term, value in whole],
        "footer": french(footer),
        "unanswered": _("Sans réponse"),
        "sections": [_section(place, section) for place, section in enumerate(content["sections"], 1)],
        "seal": _("Empreinte du contenu"),
        "sealed": french(_("Elle change si un seul signe du dossier change. L’accusé de réception porte la même.")),
        "fingerprint": fingerprint,
    }


def _section(place: int, section: Content) -> Content:
    questions = enumerate(section["questions"], 1)
    return {
        "title": french(clean(section["title"])),
        "questions": [
            {
                "number": f"{place}.{number}",
                "text": french(clean(question["text"])),
                "answer": _answer(question),
                "proofs": [*map(_proof, question["evidence"]), *map(_file, question["files"])],
            }
            for number, question in questions
        ],
    }


def _answer(question: Content) -> list[str]:
    """In paragraphs; none where nothing was answered."""
    answer = question["answer"]
    if not answer:
        return []
    if answer["choice"]:
        return [french(clean(answer["choice"]["label"]))]
    if answer["number"] is None:
        return paragraphs(answer["text"])
    if question["kind"] == QuestionKind.YES_NO:
        return [_("Oui") if answer["number"] == "1" else _("Non")]
    return [french(clean(f"{answer['number'].replace('.', ',')} {question['unit']}".strip()))]


def _proof(proof: Content) -> dict[str, str]:
    content = proof["content"] or {}
    return {"title": french(clean(proof["title"])), "detail": french(clean(content.get(SUMMARY) or ""))}


def _file(file: Content) -> dict[str, str]:
    detail = _("Pièce justificative, %(size)s") % {"size": filesizeformat(file["size"])}
    return {"title": clean(file["name"]), "detail": detail}
