"""Addresses of the label."""

from django.urls import include, path

from labels.jury import urls as jury_urls
from labels.palmares import urls as palmares_urls

urlpatterns = [
    path("", include(palmares_urls)),
    path("jury/", include(jury_urls)),
]
