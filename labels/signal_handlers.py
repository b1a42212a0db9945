"""What the application listens to."""

from labels.freezing import watch
from labels.models import Award, Campaign, Erratum, Level, Mention
from portal.page_cache import forget_when_changed

watch()
# What a palmarès and a questionnaire show is saved without publishing a page.
forget_when_changed(Award, Campaign, Erratum, Level, Mention)
