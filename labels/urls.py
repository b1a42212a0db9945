"""Addresses of the label, but for those of what proves it: programmes read some of these in no language."""

from django.urls import include, path, re_path

from collectivities.space.urls import OF_A_COLLECTIVITY
from labels.campaigns import urls as campaign_urls
from labels.depositing import urls as depositing_urls
from labels.files import urls as file_urls
from labels.jury import urls as jury_urls
from labels.method.views import method
from labels.palmares import urls as palmares_urls
from labels.writing import urls as writing_urls

OF_THE_DOSSIERS = rf"^espace/{OF_A_COLLECTIVITY}dossier/"

urlpatterns = [
    path("", include(campaign_urls)),
    path("label/<int:year>/methode/", method, name="label_method"),
    path("", include(palmares_urls)),
    path("jury/", include(jury_urls)),
    # Before those of the sections, which have any word for their last part.
    re_path(OF_THE_DOSSIERS, include(depositing_urls)),
    re_path(OF_THE_DOSSIERS, include(file_urls)),
    re_path(OF_THE_DOSSIERS, include(writing_urls)),
]
