"""The address of an appeal, below the space of a collectivité."""

from django.urls import path

from labels.appeals import views

urlpatterns = [path("<int:year>/recours/", views.appeal, name="space_dossier_appeal")]
