"""One way in: the sign-in forms that come with Wagtail lead to ours.

They would open with the password alone: no limit on attempts, no second factor.
"""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt


# What is sent is not read, and a form opened before this page was closed still leads somewhere.
@never_cache
@csrf_exempt
def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Our page, which is told where the person was going; allauth refuses another site."""
    following = request.POST.get("next") or request.GET.get("next")
    query = f"?{urlencode({'next': following})}" if following else ""
    return redirect(f"{reverse('account_login')}{query}")


@never_cache
@csrf_exempt
def to_private_page(request: HttpRequest) -> HttpResponse:
    """The same before a private page; who is signed in and may not read it would be sent round and round."""
    return render(request, "403.html", status=403) if request.user.is_authenticated else to_sign_in(request)
