"""``/proposer-une-correction/`` and the button of the commune."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collectivities.models import Membership
from collectivities.space.access import for_members
from collectivities.space.addresses import space_address
from initiatives.corrections.deciding import deal_with, propose
from initiatives.corrections.forms import CorrectionForm
from initiatives.exchange import public_sheet_or_404
from initiatives.models import Correction


@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Any reader, without an account. The answer is the same for a robot."""
    sheet = public_sheet_or_404(pk)
    form = CorrectionForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_valid():
        if not form.is_spam:
            propose(sheet, form.cleaned_data["text"])
        return redirect("correction_proposed")
    context = {"sheet": sheet, "form": form, "collectivity": sheet.collectivity}
    return render(request, "initiatives/corrections/correct.html", context, status=422 if form.is_bound else 200)


@require_safe
def proposed(request: HttpRequest) -> HttpResponse:
    return render(request, "initiatives/corrections/proposed.html")


@for_members
@require_POST
def done(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """The commune has mended its sheet, or found that there was nothing to mend."""
    deal_with(get_object_or_404(Correction.objects.left_to(membership.collectivity), pk=pk))
    messages.success(request, _("C’est noté : la correction est traitée."))
    return redirect(space_address(membership.collectivity))
