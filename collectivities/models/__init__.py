"""Models of collectivités, one family per file."""

from collectivities.models.collectivity import Collectivity, CollectivityQuerySet
from collectivities.models.file_text import FileText
from collectivities.models.media import CustomDocument, CustomImage, CustomRendition
from collectivities.models.membership import Membership, MembershipQuerySet
from collectivities.models.pages import CollectivityIndexPage, CollectivityPage, MemberPage
from collectivities.models.programme import ProgrammeIndexPage, RegionalProgrammePage
from collectivities.models.registration import Registration, RegistrationQuerySet

__all__ = [
    "Collectivity",
    "CollectivityIndexPage",
    "CollectivityPage",
    "CollectivityQuerySet",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "FileText",
    "MemberPage",
    "Membership",
    "MembershipQuerySet",
    "ProgrammeIndexPage",
    "RegionalProgrammePage",
    "Registration",
    "RegistrationQuerySet",
]
