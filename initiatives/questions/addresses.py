"""Addresses of threads, as the space of a collectivité has them."""

from collectivities.models import Collectivity
from collectivities.space.addresses import address_in_space
from initiatives.models import Inspiration, Question


def questions_address(collectivity: Collectivity) -> str:
    return address_in_space("space_questions", collectivity)


def question_address(question: Question, collectivity: Collectivity) -> str:
    """The thread as this side reads it."""
    return address_in_space("space_question", collectivity, question.pk)


def inspiration_address(inspiration: Inspiration, collectivity: Collectivity) -> str:
    """Where the commune of the origin thanks, or contests."""
    return address_in_space("space_inspiration", collectivity, inspiration.pk)
