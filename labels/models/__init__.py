"""One family per file."""

from labels.models.award import Award
from labels.models.campaign import Campaign, EligibilityRule, Level, Mention
from labels.models.deposit import Deposit
from labels.models.dossier import Answer, Dossier
from labels.models.evidence import DossierFile, Evidence
from labels.models.grid import Criterion
from labels.models.journal import JournalEntry
from labels.models.kit import KitText, LabelKit
from labels.models.questionnaire import Choice, Erratum, Question, Questionnaire, Section
from labels.models.withdrawal import Withdrawal

__all__ = [
    "Answer",
    "Award",
    "Campaign",
    "Choice",
    "Criterion",
    "Deposit",
    "Dossier",
    "DossierFile",
    "EligibilityRule",
    "Erratum",
    "Evidence",
    "JournalEntry",
    "KitText",
    "LabelKit",
    "Level",
    "Mention",
    "Question",
    "Questionnaire",
    "Section",
    "Withdrawal",
]
