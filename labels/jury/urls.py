"""``/jury/``."""

from django.urls import include, path, re_path

from collectivities.enums import CollectivityKind
from labels.deliberation import urls as deliberation_urls
from labels.jury import links, pages
from labels.minutes import urls as minutes_urls
from labels.reading import urls as reading_urls
from labels.robustness import urls as trial_urls
from labels.settling import urls as settling_urls

urlpatterns = [
    path("", pages.jury, name="jury"),
    path("reponse/", pages.answer, name="jury_answer"),
    path("grille/", pages.grid, name="jury_grid"),
    path("deports/", pages.recusals, name="jury_recusals"),
    path("ma-presentation/", pages.presentation, name="jury_presentation"),
    path("lectures/<int:pk>/deport/", pages.step_aside, name="jury_step_aside"),
    path("lectures/", include(reading_urls)),
    path("deliberation/epreuve/", include(trial_urls)),
    path("deliberation/palmares/", include(settling_urls)),
    path("deliberation/proces-verbaux/", include(minutes_urls)),
    path("deliberation/", include(deliberation_urls)),
    path("liens/", links.links, name="jury_links"),
    path("liens/declaration/", links.declared, name="jury_declared"),
    path("liens/ajouter/", links.choose, name="jury_link_choose"),
    path("liens/suggestions/", links.suggestions, name="jury_link_suggestions"),
    path("liens/ajouter/organisme/", links.declare, name="jury_link"),
    re_path(
        rf"^liens/ajouter/(?P<kind>{CollectivityKind.any_path()})/(?P<code>[0-9][0-9a-z]*)/$",
        links.declare,
        name="jury_link_with",
    ),
    path("liens/<int:pk>/confirmer/", links.hold, name="jury_link_hold"),
    path("liens/<int:pk>/expliquer/", links.dismiss, name="jury_link_dismiss"),
    path("liens/<int:pk>/terminer/", links.end, name="jury_link_end"),
]
