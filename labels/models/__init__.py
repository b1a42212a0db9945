"""One family per file."""

from labels.models.assignment import Assignment, AssignmentRun
from labels.models.award import Award
from labels.models.campaign import Campaign, EligibilityRule, Level, Mention
from labels.models.checking import Check, CheckItem, UsualReason
from labels.models.deposit import Deposit
from labels.models.dossier import Answer, Dossier
from labels.models.evidence import DossierFile, Evidence
from labels.models.grid import Criterion
from labels.models.interest import Interest
from labels.models.journal import JournalEntry
from labels.models.jury import Juror, JuryRules
from labels.models.questionnaire import Choice, Erratum, Question, Questionnaire, Section
from labels.models.review import Review, Score, SectionOpinion

__all__ = [
    "Answer",
    "Assignment",
    "AssignmentRun",
    "Award",
    "Campaign",
    "Check",
    "CheckItem",
    "Choice",
    "Criterion",
    "Deposit",
    "Dossier",
    "DossierFile",
    "EligibilityRule",
    "Erratum",
    "Evidence",
    "Interest",
    "JournalEntry",
    "Juror",
    "JuryRules",
    "Level",
    "Mention",
    "Question",
    "Questionnaire",
    "Review",
    "Score",
    "Section",
    "SectionOpinion",
    "UsualReason",
]
