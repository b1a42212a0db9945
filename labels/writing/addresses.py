"""Addresses of dossiers, below the space of a collectivité."""

from django.urls import reverse

from collectivities.models import Collectivity
from collectivities.space.addresses import address_in_space
from labels.models import Dossier, Question, Section


def dossiers_address(collectivity: Collectivity) -> str:
    """Of all its years."""
    return address_in_space("space_dossiers", collectivity)


def start_address(collectivity: Collectivity) -> str:
    return address_in_space("space_dossier_start", collectivity)


def dossier_address(dossier: Dossier) -> str:
    return address_in_space("space_dossier", dossier.collectivity, dossier.campaign.year)


def section_address(dossier: Dossier, section: Section) -> str:
    of = dossier.collectivity
    return reverse("space_dossier_section", args=[of.kind_path, of.code_path, dossier.campaign.year, section.code])


def question_address(dossier: Dossier, section: Section, question: Question) -> str:
    """Where it is answered, in the page of its section."""
    return f"{section_address(dossier, section)}#{anchor(question)}"


def anchor(question: Question) -> str:
    return f"q-{question.code}"
