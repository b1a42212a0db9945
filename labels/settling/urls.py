"""Below ``/jury/deliberation/palmares/``."""

from django.urls import path

from labels.settling import views

urlpatterns = [
    path("", views.palmares, name="jury_palmares"),
    path("reprendre/", views.undo, name="jury_palmares_undo"),
]
