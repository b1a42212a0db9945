"""``/jury/lectures/``."""

from django.urls import path

from labels.reading import proofs, views

urlpatterns = [
    path("suivante/", views.go_on, name="jury_reading_next"),
    path("<int:pk>/", views.reading, name="jury_reading"),
    path("<int:pk>/avis/", views.opinion, name="jury_reading_opinion"),
    path("<int:pk>/passer/", views.skip, name="jury_reading_skip"),
    path("<int:pk>/reprendre/", views.take_back, name="jury_reading_take_back"),
    path("<int:pk>/autres/", views.others, name="jury_reading_others"),
    path("<int:pk>/preuves/<int:proof>/", proofs.proof, name="jury_reading_proof"),
    path("<int:pk>/fichiers/<int:file>/", proofs.file, name="jury_reading_file"),
    path("<int:pk>/rubriques/<slug:section>/", views.section, name="jury_reading_section"),
]
