"""Addresses of campaigns outside of the admin."""

from django.urls import path

from labels.campaigns.public import questionnaire

urlpatterns = [path("label/<int:year>/questionnaire/", questionnaire, name="label_questionnaire")]
