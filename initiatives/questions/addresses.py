"""Addresses of threads, as the space of a collectivité has them."""

from django.urls import reverse

from collectivities.models import Collectivity
from initiatives.models import Inspiration, Question


def questions_address(collectivity: Collectivity) -> str:
    return reverse("space_questions", args=[collectivity.kind_path, collectivity.code_path])


def question_address(question: Question, collectivity: Collectivity) -> str:
    """The thread as this side reads it."""
    return reverse("space_question", args=[collectivity.kind_path, collectivity.code_path, question.pk])


def inspiration_address(inspiration: Inspiration, collectivity: Collectivity) -> str:
    """Where the commune of the origin thanks, or contests."""
    return reverse("space_inspiration", args=[collectivity.kind_path, collectivity.code_path, inspiration.pk])
