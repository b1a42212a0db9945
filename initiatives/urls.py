"""Addresses of initiatives. Those of themes are answered by the index page of the tree; the names let templates link to
them.
"""

from typing import TYPE_CHECKING

from django.urls import include, path, re_path

from collectivities.space.urls import OF_A_COLLECTIVITY
from initiatives.corrections.views import correct, done, proposed
from initiatives.enums import ThemePart
from initiatives.hours import urls as hour_urls
from initiatives.hours.public import ask as ask_for_place
from initiatives.hours.public import hours
from initiatives.hours.public import remove as remove_hour
from initiatives.inspirations import urls as inspiration_urls
from initiatives.inspirations.views import declare
from initiatives.questions import urls as question_urls
from initiatives.questions.views import ask
from initiatives.short_path import urls as short_path_urls
from initiatives.statistics import urls as statistics_urls
from initiatives.yearly.views import still_running, still_running_in_space
from portal.routing import serve

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def themes(request: "HttpRequest") -> "HttpResponse":
    return serve(request, "themes/")


def theme(request: "HttpRequest", slug: str, part: ThemePart = ThemePart.SHEETS) -> "HttpResponse":
    return serve(request, f"themes/{slug}{part.ending}")


urlpatterns = [
    path("themes/", themes, name="themes"),
    *(path(f"themes/<slug:slug>{part.ending}", theme, {"part": part}, name=part.view_name) for part in ThemePart),
    re_path(rf"^espace/{OF_A_COLLECTIVITY}initiatives/", include(short_path_urls)),
    re_path(rf"^espace/{OF_A_COLLECTIVITY}messages/", include(question_urls)),
    re_path(rf"^espace/{OF_A_COLLECTIVITY}heures/", include(hour_urls)),
    re_path(rf"^espace/{OF_A_COLLECTIVITY}reprises/", include(inspiration_urls)),
    re_path(rf"^espace/{OF_A_COLLECTIVITY}statistiques/", include(statistics_urls)),
    path("proposer-une-correction/merci/", proposed, name="correction_proposed"),
    path("proposer-une-correction/<int:pk>/", correct, name="correction"),
    re_path(rf"^espace/{OF_A_COLLECTIVITY}corrections/(?P<pk>[0-9]+)/", done, name="space_correction_done"),
    re_path(rf"^espace/{OF_A_COLLECTIVITY}toujours-en-service/$", still_running_in_space, name="space_still_running"),
    path("une-heure-avec/", hours, name="hours"),
    path("une-heure-avec/<int:pk>/", ask_for_place, name="hour_ask"),
    path("une-heure-avec/<int:pk>/retirer/", remove_hour, name="hour_remove"),
    path("demander-conseil/<int:pk>/", ask, name="question_ask"),
    path("nous-nous-en-sommes-inspires/<int:pk>/", declare, name="inspiration_declare"),
    path("toujours-en-service/<slug:token>/", still_running, name="still_running"),
]
