"""Receivers of the label."""

from labels.models import Award, Campaign, Withdrawal
from portal.page_cache import forget_when_changed

# What proves a label is saved without publishing a page.
forget_when_changed(Award, Campaign, Withdrawal)
