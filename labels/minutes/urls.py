"""Below ``/jury/deliberation/proces-verbaux/``."""

from django.urls import path

from labels.minutes import views

urlpatterns = [
    path("", views.listing, name="jury_minutes"),
    path("<int:pk>.pdf", views.pdf, name="jury_minutes_pdf"),
    path("<int:pk>.json", views.data, name="jury_minutes_data"),
]
