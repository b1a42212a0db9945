"""``/jury/deliberation/epreuve/``."""

from django.urls import path

from labels.robustness import views

urlpatterns = [
    path("", views.overview, name="jury_deliberation_trial"),
    path("relancer/", views.run, name="jury_deliberation_trial_run"),
    path("<int:pk>/", views.dossier, name="jury_deliberation_trial_dossier"),
]
