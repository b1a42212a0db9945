"""Addresses of the label."""

from django.urls import include, path

from labels.palmares import urls as palmares_urls

urlpatterns = [path("", include(palmares_urls))]
