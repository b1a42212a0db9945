"""Addresses of the figures of a collectivité, below its space."""

from django.urls import path

from initiatives.statistics import views

urlpatterns = [
    path("", views.statistics, name="space_statistics"),
    path("tableau/", views.table, name="space_statistics_table"),
]
