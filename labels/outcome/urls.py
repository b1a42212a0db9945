"""Addresses of the outcome of a dossier, below the space of a collectivité."""

from django.urls import path

from labels.outcome import views

urlpatterns = [
    path("<int:year>/avis-du-jury/", views.outcome, name="space_dossier_outcome"),
    path("<int:year>/avis-du-jury/pdf/", views.opinion, name="space_dossier_opinion"),
    path("<int:year>/avis-du-jury/votre-avis/", views.feedback, name="space_dossier_feedback"),
]
