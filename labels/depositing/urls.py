"""Addresses around the deposit, below the space of a collectivité."""

from django.urls import path

from labels.depositing import views

urlpatterns = [
    path("<int:year>/deposer/", views.deposit, name="space_dossier_deposit"),
    path("<int:year>/reprendre/", views.take_back, name="space_dossier_take_back"),
    path("<int:year>/pdf/", views.pdf, name="space_dossier_pdf"),
    path("<int:year>/accuse-de-reception/<int:pk>/", views.receipt, name="space_dossier_receipt"),
    path("<int:year>/accuse-de-reception/<int:pk>/pdf/", views.deposited_pdf, name="space_dossier_deposited"),
]
