"""Addresses of the label."""

from django.urls import include, path, re_path

from collectivities.space.urls import OF_A_COLLECTIVITY
from labels.campaigns import urls as campaign_urls
from labels.writing import urls as writing_urls

urlpatterns = [
    path("", include(campaign_urls)),
    re_path(rf"^espace/{OF_A_COLLECTIVITY}dossier/", include(writing_urls)),
]
