"""What the application listens to."""

from labels.freezing import watch
from labels.models import Campaign, Erratum
from portal.page_cache import forget_when_changed

watch()
forget_when_changed(Campaign, Erratum)
