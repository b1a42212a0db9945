"""Addresses of the label."""

from django.urls import include, path

from labels.jury import urls as jury_urls
from labels.palmares import urls as palmares_urls

urlpatterns = [
    path("", include(palmares_urls)),
    path("jury/", include(jury_urls)),
from django.urls import include, re_path

from collectivities.space.urls import OF_A_COLLECTIVITY
from labels.writing import urls as writing_urls

urlpatterns = [
    re_path(rf"^espace/{OF_A_COLLECTIVITY}dossier/", include(writing_urls)),
]
