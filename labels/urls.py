"""Addresses of the label."""

from django.urls import include, re_path

from collectivities.space.urls import OF_A_COLLECTIVITY
from labels.depositing import urls as depositing_urls
from labels.files import urls as file_urls
from labels.writing import urls as writing_urls

urlpatterns = [
    # Before those of sections, whose codes may be any word.
    re_path(rf"^espace/{OF_A_COLLECTIVITY}dossier/", include(depositing_urls)),
    re_path(rf"^espace/{OF_A_COLLECTIVITY}dossier/", include(file_urls)),
    re_path(rf"^espace/{OF_A_COLLECTIVITY}dossier/", include(writing_urls)),
]
