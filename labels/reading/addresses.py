"""Addresses of a reading."""

from django.urls import reverse

from labels.models import Assignment, DossierFile, Evidence, Section


def reading_address(assignment: Assignment) -> str:
    return reverse("jury_reading", args=[assignment.pk])


def section_address(assignment: Assignment, section: Section) -> str:
    return reverse("jury_reading_section", args=[assignment.pk, section.code])


def opinion_address(assignment: Assignment) -> str:
    return reverse("jury_reading_opinion", args=[assignment.pk])


def others_address(assignment: Assignment) -> str:
    return reverse("jury_reading_others", args=[assignment.pk])


def proof_address(assignment: Assignment, proof: Evidence) -> str:
    return reverse("jury_reading_proof", args=[assignment.pk, proof.pk])


def file_address(assignment: Assignment, file: DossierFile) -> str:
    return reverse("jury_reading_file", args=[assignment.pk, file.pk])
