"""The menu « Label » of the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from labels.jury.admin.viewset import JurorViewSet


class LabelGroup(ViewSetGroup):
    menu_label = _("Label")
    menu_name = "label"
    menu_icon = "tag"
    menu_order = 93
    items = (JurorViewSet,)
