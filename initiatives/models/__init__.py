"""Models of initiatives, one family per file."""

from initiatives.models.correction import Correction, CorrectionQuerySet
from initiatives.models.document import InitiativeDocument
from initiatives.models.eadministration import EAdministrationPage, OnlineProcedure
from initiatives.models.education import EducationPage, Establishment
from initiatives.models.freshness_request import FreshnessRequest
from initiatives.models.hour import Hour, HourQuerySet, Seat
from initiatives.models.initiative import InitiativePage
from initiatives.models.inspiration import Inspiration, InspirationQuerySet
from initiatives.models.public_access import OpeningPeriod, PlaceEquipment, PublicAccessPage
from initiatives.models.queryset import InitiativeQuerySet
from initiatives.models.question import Message, Question, QuestionQuerySet
from initiatives.models.similar import SimilarSheet
from initiatives.models.theme import Theme, ThemeIndexPage, ThemeQuerySet
from initiatives.models.themed import ThemedPage
from initiatives.models.vocabulary import Audience, Keyword

__all__ = [
    "Audience",
    "Correction",
    "CorrectionQuerySet",
    "EAdministrationPage",
    "EducationPage",
    "Establishment",
    "FreshnessRequest",
    "Hour",
    "HourQuerySet",
    "InitiativeDocument",
    "InitiativePage",
    "InitiativeQuerySet",
    "Inspiration",
    "InspirationQuerySet",
    "Keyword",
    "Message",
    "OnlineProcedure",
    "OpeningPeriod",
    "PlaceEquipment",
    "PublicAccessPage",
    "Question",
    "QuestionQuerySet",
    "Seat",
    "SimilarSheet",
    "Theme",
    "ThemeIndexPage",
    "ThemeQuerySet",
    "ThemedPage",
]
