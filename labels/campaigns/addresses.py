"""Where a campaign is prepared in the admin, and read by everybody."""

from django.urls import reverse

from labels.models import Campaign, Questionnaire, Section

CAMPAIGNS = "wagtailsnippets_labels_campaign"
QUESTIONNAIRES = "wagtailsnippets_labels_questionnaire"
SECTIONS = "wagtailsnippets_labels_section"


def campaign_address(campaign: Campaign, screen: str = "edit") -> str:
    """A screen of a campaign, by the last part of the name of its address."""
    return reverse(f"{CAMPAIGNS}:{screen}", args=[campaign.pk])


def questionnaire_address(questionnaire: Questionnaire, screen: str = "edit") -> str:
    return reverse(f"{QUESTIONNAIRES}:{screen}", args=[questionnaire.pk])


def section_address(section: Section, screen: str = "edit") -> str:
    return reverse(f"{SECTIONS}:{screen}", args=[section.pk])


def public_address(campaign: Campaign) -> str:
    """« /label/2027/questionnaire/ »: the method of a year, for anybody."""
    return reverse("label_questionnaire", args=[campaign.year])
