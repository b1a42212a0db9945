"""Receivers of initiatives."""

from initiatives.models import Audience, Theme
from portal.page_cache import forget_when_changed

# A theme or an audience is saved as a snippet: the pages that name it are not published again.
forget_when_changed(Theme, Audience)
