"""How the forms of a campaign are laid out."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from labels.campaigns.forms import CampaignForm, Moment, QuestionnaireForm, SectionForm
from labels.models.campaign import CALENDAR


def moments() -> list[FieldPanel]:
    """Those of the calendar, in the order of the year."""
    return [FieldPanel(name, widget=Moment()) for name in CALENDAR]


CAMPAIGN = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("introduction"),
                HelpPanel(
                    content=_(
                        "Les heures sont celles de Paris. Les dates se suivent dans cet ordre : ouverture, clôture, "
                        "fin des lectures, délibération, fin de l’embargo, fin des recours. La clôture se donne à la "
                        "seconde : « 23:59:59 » laisse toute la journée. À la fin de l’embargo, à la minute dite, le "
                        "palmarès devient public partout."
                    )
                ),
                *moments(),
                FieldRowPanel([FieldPanel("grace_minutes"), FieldPanel("ceremony_place")]),
            ],
            heading=_("Calendrier"),
        ),
        ObjectList(
            [
                InlinePanel(
                    "levels",
                    heading=_("Niveaux"),
                    label=_("Niveau"),
                    help_text=_("Du plus bas au plus haut : les seuils grandissent avec les arobases."),
                    panels=[
                        FieldPanel("name"),
                        FieldRowPanel([FieldPanel("symbols"), FieldPanel("threshold")]),
                    ],
                ),
                InlinePanel(
                    "mentions",
                    heading=_("Mentions"),
                    label=_("Mention"),
                    panels=[FieldPanel("name"), FieldPanel("description"), FieldPanel("on_request")],
                ),
            ],
            heading=_("Niveaux et mentions"),
        ),
        ObjectList(
            [
                InlinePanel(
                    "rules",
                    heading=_("Conditions de dépôt"),
                    label=_("Condition"),
                    help_text=_("Ce qui doit être vrai pour déposer. Le dossier dit à la collectivité ce qui manque."),
                    panels=[FieldRowPanel([FieldPanel("kind"), FieldPanel("number")])],
                )
            ],
            heading=_("Conditions de dépôt"),
        ),
        ObjectList(
            [
                InlinePanel(
                    "criteria",
                    heading=_("Grille d’évaluation"),
                    label=_("Critère"),
                    help_text=_("Chaque membre du jury note de 0 à 5 chaque critère, rubrique par rubrique."),
                    panels=[
                        FieldPanel("name"),
                        FieldPanel("help"),
                        FieldPanel("reason"),
                        FieldRowPanel([FieldPanel("code"), FieldPanel("weight")]),
                    ],
                )
            ],
            heading=_("Grille du jury"),
        ),
    ],
    base_form_class=CampaignForm,
)

QUESTIONNAIRE = ObjectList(
    [
        FieldPanel("name"),
        FieldPanel("for_territories"),
        FieldRowPanel([FieldPanel("from_inhabitants"), FieldPanel("below_inhabitants")]),
    ],
    base_form_class=QuestionnaireForm,
)

CHOICES = InlinePanel(
    "choices",
    heading=_("Réponses proposées"),
    label=_("Réponse"),
    help_text=_("Pour un choix ou une échelle. La meilleure apporte 100 % des points."),
    panels=[
        FieldPanel("label"),
        FieldPanel("detail"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("share")]),
    ],
)
SECTION = TabbedInterface(
    [
        ObjectList(
            [
                InlinePanel(
                    "questions",
                    heading=_("Questions"),
                    label=_("Question"),
                    panels=[
                        FieldPanel("text"),
                        FieldPanel("help"),
                        FieldRowPanel([FieldPanel("kind"), FieldPanel("code")]),
                        FieldRowPanel([FieldPanel("required"), FieldPanel("on_short_path"), FieldPanel("points")]),
                        FieldRowPanel([FieldPanel("unit"), FieldPanel("highest"), FieldPanel("full_at")]),
                        CHOICES,
                    ],
                )
            ],
            heading=_("Questions"),
        ),
        ObjectList(
            [
                FieldPanel("title"),
                FieldPanel("introduction"),
                FieldRowPanel([FieldPanel("code"), FieldPanel("weight"), FieldPanel("sort_order")]),
                MultiFieldPanel(
                    [FieldPanel("icon", classname="theme-looks"), FieldPanel("color", classname="theme-looks")],
                    heading=_("Apparence"),
                ),
            ],
            heading=_("Rubrique"),
        ),
    ],
    base_form_class=SectionForm,
)
