"""Addresses of dossiers, below the space of a collectivité."""

from django.urls import path

from labels.writing import views

urlpatterns = [
    path("", views.dossiers, name="space_dossiers"),
    path("commencer/", views.begin, name="space_dossier_start"),
    path("<int:year>/", views.overview, name="space_dossier"),
    path("<int:year>/<slug:section>/", views.section, name="space_dossier_section"),
]
