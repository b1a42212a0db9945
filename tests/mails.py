"""Every mail that the portal sends, with what it is given: for the suites that look at all of them."""

import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.conf import settings

from initiatives.enums import Medium

LINK = "https://www.example.org/lien/"
PERSON = {"first_name": "Anne", "collectivity": "Mauron (Morbihan)"}
HOUR = {
    "of": "Mauron (Morbihan)", "who": "Arvieu (Aveyron)", "subject": "Le bus & la poste", "text": "Qui <paie> ?",
    "starts_at": datetime.datetime(2027, 7, 15, 12, tzinfo=datetime.UTC), "medium": Medium.VIDEO.label,
    "access": "https://visio.example/", "reason": "Souffrante.", "is_empty": True, "link": LINK,
}  # fmt: skip
REVIEW = {"title": "Le bus <b>", "commune": "Mauron (Morbihan)", "comment": "Combien de places ?\nEt qui conduit ?"}
REGISTRATION = {
    "registration": SimpleNamespace(
        first_name="Anne", full_name="Anne Le Goff", email="anne@mauron.example", function="Secrétaire de mairie",
        get_position_display="Agent·e", question="Êtes-vous bien à Mauron ?", answer="Oui, depuis 2019.",
        reason="L’adresse n’est pas celle de la mairie.",
    ),
    "collectivity": "Mauron (Morbihan)", "link": LINK, "days": 3,
}  # fmt: skip
INSPIRATION = {
    "inspired": "Arvieu (Aveyron)", "of": "Mauron (Morbihan)", "origin": "Le bus & la poste", "sheet": "La caravane",
    "sheet_url": f"{LINK}fiche/", "reply": "Bravo !", "link": LINK,
}  # fmt: skip
FOUND = SimpleNamespace(
    title="Le bus", summary="Il passe le jeudi.", full_url=f"{LINK}fiche/",
    collectivity=SimpleNamespace(full_name="Mauron (Morbihan)"), locale=SimpleNamespace(language_code="fr"),
)  # fmt: skip
DOSSIER = {
    "year": "2027", "name": "Mauron (Morbihan)", "said": "L’association demande de compléter le dossier.",
    "reason": "Il manque le <bilan>.", "link": LINK,
    "until": datetime.datetime(2026, 11, 24, 22, 59, 59, tzinfo=datetime.UTC),
}  # fmt: skip
JURY = {
    "first_name": "Anne", "year": "2027", "names": ["Arvieu (Aveyron)", "Mauron <Morbihan>"], "count": 2, "link": LINK,
    "until": datetime.datetime(2026, 12, 7, 11, tzinfo=datetime.UTC),
}  # fmt: skip
SUMMARY = SimpleNamespace(
    sections=[SimpleNamespace(title="Expression <citoyenne>", answered=2, asked=3)], initiatives=["Le bus & la poste"],
    files=["bilan 2026.pdf"], mentions=["Logiciel libre"],
)  # fmt: skip
RECEIPT = {
    "year": "2027", "name": "Mauron (Morbihan)", "number": "2027-0042", "fingerprint": "ab" * 32, "is_late": True,
    "received_at": datetime.datetime(2026, 11, 12, 23, 1, 7, tzinfo=datetime.UTC), "summary": SUMMARY,
    "closes_at": datetime.datetime(2026, 11, 12, 22, 59, 59, tzinfo=datetime.UTC), "link": LINK, "pdf": f"{LINK}pdf/",
}  # fmt: skip
REMINDER = {
    "year": "2027", "name": "Mauron (Morbihan)", "closes_at": RECEIPT["closes_at"], "is_untouched": False,
    "left": ["Deux questions sans réponse dans <Expression>"], "minutes": 5, "link": LINK,
}  # fmt: skip
APPEAL = {
    "year": "2027", "name": "Mauron (Morbihan)", "reasons": "Le <bilan> n’a pas été lu.\n\nPage 3.", "link": LINK,
    "filed_at": datetime.datetime(2027, 3, 2, 8, 30, 5, tzinfo=datetime.UTC), "said": "Le recours est fondé.",
    "answer": "La présidence l’a <relu>.", "before": "Deux arobases", "after": "Trois arobases",
    "reason": "Une preuve & son bilan n’avaient pas été lus.",
}  # fmt: skip
LABEL = {
    "year": "2027", "name": "Mauron <Morbihan>", "level": "Trois arobases", "reason": "Le dossier & ses <preuves>.",
    "at": datetime.datetime(2027, 3, 2, 8, 30, 5, tzinfo=datetime.UTC), "contact": "label@villes.example", "link": LINK,
}  # fmt: skip
CAMPAIGN_CORRECTED = {"year": "2027", "question": "", "text": "Lire <un>,\nou deux.", "link": LINK}
CAMPAIGN_MOVED = {
    "year": "2027", "reason": "La <panne> de mardi.", "link": LINK,
    "moves": [
        ("clôture", DOSSIER["until"], datetime.datetime(2026, 12, 1, 22, 59, 59, tzinfo=datetime.UTC), True),
        ("fin des lectures", None, DOSSIER["until"], True),
        ("lieu de la remise des labels", "Rennes", "", False),
    ],
}  # fmt: skip
NEWS = {
    "items": [SimpleNamespace(is_new=is_new, page=FOUND) for is_new in (True, False)],
    "total": 22, "others": 2, "is_cut": False,
}  # fmt: skip
STILL = {
    **PERSON, "sheets": [("Le bus", datetime.date(2025, 3, 1)), ("La <caravane>", None)], "others": 3, "count": 5,
    "is_reminder": False, "link": LINK,
}  # fmt: skip
BOUNCED = {"address": "anne@b.example", "name": "Anne", "places": "Mauron"}
QUESTION = {
    "title": "Le bus",
    "writer": "Arvieu (Aveyron)",
    "text": "Qui <conduit> ?\n\nEt le dimanche ?",
    "link": LINK,
}

SAMPLES: list[tuple[str, dict[str, Any]]] = [
    ("address", {**PERSON, "address": "anne@mauron.example", "link": LINK}),
    ("address_changed", {**PERSON, "address": "anne@mauron.example"}),
    ("alert", {"words": "« bus »", "search": LINK, "manage": LINK, "stop": LINK, "news": NEWS, "link": LINK}),
    ("alert_confirm", {"link": LINK, "words": "« bus & car »", "frequency": "Chaque matin", "days": 3}),
    ("alert_known", {"link": LINK, "words": "« bus »", "frequency": "Chaque matin"}),
    ("appeal_answered", APPEAL),
    ("appeal_receipt", APPEAL),
    ("approved", {**REVIEW, "public_url_of_page": LINK, "edit_url": LINK, "link": LINK}),
    ("approved", {**REVIEW, "public_url_of_page": LINK, "edit_url": LINK, "comment": ""}),
    ("bounced", {**BOUNCED, "reason": "550 <anne@b.example>: unknown", "link": LINK}),
    ("bounced", {**BOUNCED, "reason": "", "link": ""}),
    ("contact", {"answers": [("Votre nom", "Anne & Yann <script>")], "page_title": "Nous écrire"}),
    ("contact_copy", {"answers": [("Votre message", "Bonjour :\nça va ?")]}),
    ("campaign_corrected", {**CAMPAIGN_CORRECTED, "question": "Combien de lieux & d’heures ?"}),
    ("campaign_corrected", CAMPAIGN_CORRECTED),
    ("campaign_moved", CAMPAIGN_MOVED),
    ("dossier_moved", DOSSIER),
    ("dossier_moved", {**DOSSIER, "reason": "", "until": None}),
    ("dossier_receipt", RECEIPT),
    ("dossier_receipt", {**RECEIPT, "is_late": False}),
    ("dossier_reminder", REMINDER),
    ("dossier_reminder", {**REMINDER, "is_untouched": True, "left": [], "minutes": 0}),
    ("correction", {"title": "Le bus", "text": "C’est <le> mardi.", "note": "À vérifier.", "link": LINK}),
    ("correction", {"title": "Le bus", "text": "C’est le mardi.", "note": "", "link": LINK}),
    ("digest", {"items": [("Une question", f"Qui conduit ?\n{LINK}"), ("Un <merci>", "Merci.")], "count": 2}),
    *((f"hour_{what}", HOUR) for what in (
        "taken", "place", "given_back", "left", "changed", "cancelled", "removed",
    )),
    ("hour_cancelled", {**HOUR, "reason": ""}),
    ("hour_given_back", {**HOUR, "is_empty": False}),
    ("inspiration", INSPIRATION),
    ("inspiration_contested", INSPIRATION),
    ("inspiration_thanked", INSPIRATION),
    ("inspiration_thanked", {**INSPIRATION, "reply": ""}),
    ("invitation", {**PERSON, "role": "Référent·e", "new": True, "link": LINK, "by": "Yann Le Goff"}),
    ("invitation", {**PERSON, "first_name": "", "role": "Référent·e", "new": False, "link": LINK, "by": ""}),
    ("jury_assigned", JURY),
    ("jury_assigned", {**JURY, "names": ["Mauron (Morbihan)"], "count": 1, "until": None}),
    ("jury_invitation", {**JURY, "is_president": False, "is_reminder": False, "new": True}),
    ("jury_invitation", {**JURY, "first_name": "", "is_president": True, "is_reminder": True, "new": False}),
    ("label_given_back", LABEL),
    ("label_rectified", APPEAL),
    ("label_rectified", {**APPEAL, "before": ""}),
    ("label_withdrawn", LABEL),
    ("label_withdrawn", {**LABEL, "contact": ""}),
    ("password_reset", {"link": LINK, "user": None}),
    ("question", {**QUESTION, "is_question": True, "can_answer": True}),
    ("question", {**QUESTION, "is_question": False, "can_answer": False}),
    ("question_agreed", {**QUESTION, "is_public": True}),
    ("question_agreed", {**QUESTION, "is_public": False}),
    ("registration_approved", {**REGISTRATION, "way_in": LINK, "new": True}),
    ("registration_approved", {**REGISTRATION, "way_in": LINK, "new": False}),
    *((f"registration_{what}", REGISTRATION) for what in ("confirm", "known", "question")),
    *((f"registration_{what}", {**REGISTRATION, "link": ""}) for what in ("refused", "team")),
    ("registration_waiting", {**REGISTRATION, "decide_url": LINK}),
    ("rejected", {**REVIEW, "edit_url": LINK, "link": LINK}),
    ("rejected", {**REVIEW, "edit_url": LINK, "comment": ""}),
    ("still_running", STILL),
    ("still_running", {**STILL, "is_reminder": True, "first_name": "", "others": 0}),
    ("submitted", {**REVIEW, "by": "Anne Le Goff", "review_url": LINK, "link": LINK}),
    ("submitted", {**REVIEW, "by": "", "review_url": LINK, "comment": ""}),
    ("team_orphaned", {**PERSON, "name": "Anne Le Goff", "members_url": LINK, "link": LINK}),
    ("team_referent", {**PERSON, "by": "Yann Le Goff", "team_url": LINK, "link": LINK}),
    ("team_removed", PERSON),
]  # fmt: skip
"""By the name of the template. What a person wrote holds signs of HTML; ``link`` is what the mail must lead to."""
LANGUAGES = ("fr", "en", "br")
ENDING = "_subject.txt"


def names() -> set[str]:
    """The names of every template of a mail."""
    return {path.name.removesuffix(ENDING) for path in Path(settings.BASE_DIR, "templates/mail").glob(f"*{ENDING}")}
