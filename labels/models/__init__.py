"""One family per file."""

from labels.models.assignment import Assignment, AssignmentRun
from labels.models.award import Award
from labels.models.campaign import Campaign, EligibilityRule, Level, Mention
from labels.models.checking import Check, CheckItem, UsualReason
from labels.models.deliberation import Attendance, Decision, Minutes, Presence, Sitting
from labels.models.deposit import Deposit
from labels.models.dossier import Answer, Dossier
from labels.models.evidence import DossierFile, Evidence
from labels.models.grid import Criterion
from labels.models.interest import Interest
from labels.models.journal import JournalEntry
from labels.models.jury import Juror, JuryRules
from labels.models.kit import KitText, LabelKit
from labels.models.questionnaire import Choice, Erratum, Question, Questionnaire, Section
from labels.models.reminder import DraftReminder
from labels.models.review import Review, Score, SectionOpinion
from labels.models.trial import Trial
from labels.models.withdrawal import Withdrawal

__all__ = [
    "Answer",
    "Assignment",
    "AssignmentRun",
    "Attendance",
    "Award",
    "Campaign",
    "Check",
    "CheckItem",
    "Choice",
    "Criterion",
    "Decision",
    "Deposit",
    "Dossier",
    "DossierFile",
    "DraftReminder",
    "EligibilityRule",
    "Erratum",
    "Evidence",
    "Interest",
    "JournalEntry",
    "Juror",
    "JuryRules",
    "KitText",
    "LabelKit",
    "Level",
    "Mention",
    "Minutes",
    "Presence",
    "Question",
    "Questionnaire",
    "Review",
    "Score",
    "Section",
    "SectionOpinion",
    "Sitting",
    "Trial",
    "UsualReason",
    "Withdrawal",
]
