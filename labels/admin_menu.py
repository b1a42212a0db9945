"""« Label » in the admin's menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from labels.campaigns.viewsets import CampaignViewSet


class LabelGroup(SnippetViewSetGroup):
    menu_label = _("Label")
    menu_name = "label"
    menu_icon = "calendar-alt"
    menu_order = 90
    items = (CampaignViewSet,)
