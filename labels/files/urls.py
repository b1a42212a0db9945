"""Addresses of files, below those of dossiers."""

from django.urls import path

from labels.files import views

urlpatterns = [
    path("<int:year>/questions/<int:question>/fichiers/", views.add, name="space_dossier_file_add"),
    path("<int:year>/fichiers/<int:pk>/", views.file, name="space_dossier_file"),
    path("<int:year>/fichiers/<int:pk>/retirer/", views.remove, name="space_dossier_file_remove"),
]
