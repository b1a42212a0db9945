"""What the screens of the label share."""

from typing import Any

from django import template

from labels.campaigns.errata import Errata
from labels.models import Question

register = template.Library()


@register.inclusion_tag("labels/errata.html")
def question_errata(errata: Errata, question: Question) -> dict[str, Any]:
    """What corrects a question, beside it. ``errata`` are those of its campaign, read once."""
    return {"errata": errata.of(question)}


@register.inclusion_tag("labels/errata.html")
def campaign_errata(errata: Errata) -> dict[str, Any]:
    """What corrects the campaign as a whole."""
    return {"errata": errata.general}
