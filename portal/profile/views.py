"""``/mon-compte/``."""

from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal import personal_data
from portal.models import User
from portal.permissions import user_curates
from portal.profile.export import archive
from portal.profile.forms import ProfileForm
from portal.typed import status_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    # Another object than the one the header names: what is refused must not be shown there.
    user = User.objects.get(pk=cast(User, request.user).pk)
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("C’est enregistré."))
        return redirect("profile")
    context = {"form": form, "user": request.user, "sessions": UserSession.objects.filter(user=user).count()}
    return render(request, "portal/profile/profile.html", context, status=status_of(request))


@login_required
@require_safe
@reauthentication_required
def export(request: HttpRequest) -> HttpResponse:
    """All that is held of the person, in one file. The password is asked for, and leads back here: who found an open
    session takes nothing away.
    """
    answer = HttpResponse(archive(cast(User, request.user)), content_type="application/zip")
    name = f"villes-internet-{timezone.localdate():%Y-%m-%d}.zip"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True)
def delete(request: HttpRequest) -> HttpResponse:
    """The person disappears; what is public stays, under the name of the commune."""
    user = cast(User, request.user)
    if user_curates(user):
        return render(request, "portal/profile/delete.html", {"is_association": True})
    if request.method != "POST":
        return render(request, "portal/profile/delete.html", {"is_association": False})
    with transaction.atomic():
        gone = User.objects.select_for_update().get(pk=user.pk)
        personal_data.erase(gone)
        for session in UserSession.objects.filter(user=gone):
            session.end()
        gone.delete()
    logout(request)
    messages.success(request, _("Votre compte est supprimé. Merci pour ce que vous avez partagé."))
    return redirect("/")
