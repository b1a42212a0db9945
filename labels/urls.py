"""Addresses of the label."""

from django.urls import include, path

from labels.campaigns import urls as campaign_urls

urlpatterns = [path("", include(campaign_urls))]
