"""The menu « Label » of the admin: what registers with ``LABEL_MENU`` stands in it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

LABEL_MENU = "register_label_menu_item"


class LabelGroup(ViewSetGroup):
    menu_label = _("Label")
    menu_name = "label"
    menu_icon = "calendar-alt"
    menu_order = 90
    submenu_hook = LABEL_MENU
