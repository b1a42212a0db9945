"""One family per file."""

from labels.models.award import Award
from labels.models.campaign import Campaign, EligibilityRule, Level, Mention
from labels.models.checking import Check, CheckItem, UsualReason
from labels.models.deposit import Deposit
from labels.models.dossier import Answer, Dossier
from labels.models.evidence import DossierFile, Evidence
from labels.models.grid import Criterion
from labels.models.journal import JournalEntry
from labels.models.questionnaire import Choice, Erratum, Question, Questionnaire, Section
from labels.models.reminder import DraftReminder

__all__ = [
    "Answer",
    "Award",
    "Campaign",
    "Check",
    "CheckItem",
    "Choice",
    "Criterion",
    "Deposit",
    "Dossier",
    "DossierFile",
    "DraftReminder",
    "EligibilityRule",
    "Erratum",
    "Evidence",
    "JournalEntry",
    "Level",
    "Mention",
    "Question",
    "Questionnaire",
    "Section",
    "UsualReason",
]
