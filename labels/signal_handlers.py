"""Receivers of the label."""

from labels.models import Award, Campaign, Level, Mention
from portal.page_cache import forget_when_changed

# What a palmarès shows is saved without publishing a page.
forget_when_changed(Award, Campaign, Level, Mention)
