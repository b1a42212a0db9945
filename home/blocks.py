"""The association's blocks: those of the kernel, a list of initiatives, and the answers of the help."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.enums import HelpAction
from initiatives.blocks import InitiativeListBlock
from portal.blocks import ContentBlock
from portal.blocks.content import TEXT_FEATURES
from portal.blocks.text import CharBlock, RichTextBlock


class EditorialBlock(ContentBlock):
    initiatives = InitiativeListBlock()

    class Meta:
        label = _("Contenu")


class HelpQuestionBlock(blocks.StructBlock):
    question = CharBlock(label=_("Question"), max_length=160)
    answer = RichTextBlock(label=_("Réponse"), features=TEXT_FEATURES)
    action = blocks.ChoiceBlock(
        label=_("Bouton"),
        choices=HelpAction.choices,
        required=False,
        search_index=False,
        help_text=_("Montré dans l’espace d’une collectivité : il mène où cela se fait pour elle."),
    )

    class Meta:
        icon = "help"
        label = _("Question")
        template = "home/blocks/help_question.html"
        preview_value = {"question": "L’inscription est-elle payante ?", "answer": "<p>Non.</p>", "action": ""}
        description = _("Une réponse repliée, et le bouton qui va avec.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """With the address of the button where the page is of a collectivité."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        collectivity = (parent_context or {}).get("collectivity")
        if collectivity and value["action"]:
            from home.help.actions import address_of  # Blocks are read before models are

            action = HelpAction(value["action"])
            context |= {"address": address_of(action, collectivity), "label": action.label}
        return context


class HelpBlock(blocks.StreamBlock):
    group = CharBlock(
        label=_("Titre d’un groupe"),
        icon="title",
        max_length=90,
        template="home/blocks/help_group.html",
        preview_value="Présenter une initiative",
        description=_("Réunit les questions qui suivent."),
    )
    question = HelpQuestionBlock()

    class Meta:
        label = _("Questions et réponses")
