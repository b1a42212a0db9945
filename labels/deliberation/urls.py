"""``/jury/deliberation/``."""

from django.urls import path

from labels.deliberation import door, dossiers, listing, views

urlpatterns = [
    path("", door.door, name="jury_deliberation_door"),
    path("seance/presences/", door.presences, name="jury_deliberation_presences"),
    path("seance/lever/", door.end_it, name="jury_deliberation_end"),
    path("preparer/", door.pass_them_on, name="jury_deliberation_pass_on"),
    path("dossiers/", listing.queue, name="jury_deliberation"),
    path("dossiers/<int:pk>/", views.dossier, name="jury_deliberation_dossier"),
    path("dossiers/<int:pk>/decisions/", views.decisions, name="jury_deliberation_decisions"),
    path("dossiers/<int:pk>/reprendre/", views.again, name="jury_deliberation_again"),
    path("dossiers/<int:pk>/deport/", views.step_aside, name="jury_deliberation_step_aside"),
    path("dossiers/<int:pk>/rubriques/<slug:section>/", dossiers.section, name="jury_deliberation_section"),
    path("dossiers/<int:pk>/preuves/<int:proof>/", dossiers.proof, name="jury_deliberation_proof"),
    path("dossiers/<int:pk>/fichiers/<int:file>/", dossiers.file, name="jury_deliberation_file"),
]
