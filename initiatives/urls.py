"""Addresses of initiatives. Those of themes are answered by the index page of the tree; the names let templates link to
them.
"""

from typing import TYPE_CHECKING

from django.urls import include, path, re_path

from collectivities.space.urls import OF_A_COLLECTIVITY
from initiatives.corrections.views import correct, done, proposed
from initiatives.inspirations import urls as inspiration_urls
from initiatives.inspirations.views import declare
from initiatives.questions import urls as question_urls
from initiatives.questions.views import ask
from initiatives.short_path import urls as short_path_urls
from initiatives.statistics import urls as statistics_urls
from initiatives.yearly.views import still_running
from portal.routing import serve

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def theme(request: "HttpRequest", slug: str) -> "HttpResponse":
    return serve(request, f"themes/{slug}/")


def theme_feed(request: "HttpRequest", slug: str) -> "HttpResponse":
    return serve(request, f"themes/{slug}/flux/")


urlpatterns = [
    path("themes/<slug:slug>/", theme, name="theme"),
    path("themes/<slug:slug>/flux/", theme_feed, name="theme_feed"),
    re_path(rf"^espace/{OF_A_COLLECTIVITY}initiatives/", include(short_path_urls)),
    re_path(rf"^espace/{OF_A_COLLECTIVITY}messages/", include(question_urls)),
    re_path(rf"^espace/{OF_A_COLLECTIVITY}reprises/", include(inspiration_urls)),
    re_path(rf"^espace/{OF_A_COLLECTIVITY}statistiques/", include(statistics_urls)),
    path("proposer-une-correction/merci/", proposed, name="correction_proposed"),
    path("proposer-une-correction/<int:pk>/", correct, name="correction"),
    re_path(rf"^espace/{OF_A_COLLECTIVITY}corrections/(?P<pk>[0-9]+)/", done, name="space_correction_done"),
    path("demander-conseil/<int:pk>/", ask, name="question_ask"),
    path("nous-nous-en-sommes-inspires/<int:pk>/", declare, name="inspiration_declare"),
    path("toujours-en-service/<slug:token>/", still_running, name="still_running"),
]
