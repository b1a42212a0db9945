"""The association's blocks: those of the kernel, and a list of initiatives."""

from django.utils.translation import gettext_lazy as _

from initiatives.blocks import InitiativeListBlock
from portal.blocks import ContentBlock


class EditorialBlock(ContentBlock):
    initiatives = InitiativeListBlock()

    class Meta:
        label = _("Contenu")
