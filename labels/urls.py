"""Addresses of the label."""

from django.urls import include, path

from labels.jury import urls as jury_urls

urlpatterns = [path("jury/", include(jury_urls))]
