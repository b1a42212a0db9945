"""``/mon-compte/adresse/``."""

from typing import cast

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.models import User
from portal.profile import address
from portal.profile.forms import AddressForm
from portal.typed import status_of

METHODS = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(METHODS)
@reauthentication_required
def change_address(request: HttpRequest) -> HttpResponse:
    """The password is asked for first: who found an open session takes no account away."""
    user = cast(User, request.user)
    posted = request.POST if request.method == "POST" else None
    form = AddressForm(posted, request=request, initial={"email": user.email})
    if form.is_valid():
        email = form.cleaned_data["email"]
        address.ask(user, email)
        messages.success(request, _("Un courriel est parti à %(address)s : ouvrez son lien.") % {"address": email})
        return redirect("profile")
    return render(request, "portal/profile/address.html", {"form": form}, status=status_of(request))


@login_required
@require_http_methods(METHODS)
def prove_address(request: HttpRequest, signed: str) -> HttpResponse:
    """Programs that open the links of mails prove nothing; nor does who received the mail of another."""
    user = cast(User, request.user)
    email = address.wanted_by(user, signed)
    if not email:
        return render(request, "portal/profile/address_gone.html", status=404)
    if request.method != "POST":
        return render(request, "portal/profile/address_prove.html", {"address": email})
    try:
        address.prove(user, signed)
    except address.GoneError:
        # Pressed twice at once: the other press did it.
        return redirect("profile")
    except address.TakenError:
        messages.error(request, _("%(address)s est déjà l’adresse d’un autre compte.") % {"address": email})
    else:
        messages.success(request, _("Votre adresse est %(address)s.") % {"address": email})
    return redirect("profile")
