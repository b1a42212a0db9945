"""What a campaign asks and how it is marked, as the association reads it under the calendar."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from labels.campaigns.content import Whole, read_briefly
from labels.models import Campaign
from portal.page_cache import remember


def shown_content(campaign: Campaign, content: list[Whole]) -> SafeString:
    context = {
        "campaign": campaign,
        "content": content,
        "levels": campaign.levels.all(),
        "mentions": campaign.mentions.all(),
        "rules": campaign.rules.all(),
        "criteria": campaign.criteria.all(),
    }
    return render_to_string("labels/campaigns/admin/content.html", context)


def frozen_content(campaign: Campaign) -> SafeString:
    """It changes no more, and is kept: see ``remember``."""
    since = campaign.opened_at.timestamp() if campaign.opened_at else ""
    return remember(
        f"campaign-{campaign.pk}-since-{since}-{get_language()}",
        lambda: shown_content(campaign, read_briefly(campaign)),
    )
