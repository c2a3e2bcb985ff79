"""Coming in, leaving, and going over to another company or language: the only forms that are no GraphQL
mutation.

A session is a cookie that no script can read and no other site can send along with a change. Nothing here
is done by GET, and every form is believed only when the browser says that it comes from one of our own
pages.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.datastructures import Cookie

from erp.access import (
    Attempt,
    ForeignPage,
    PasswordToChoose,
    SignInRefused,
    UseSingleSignOn,
    WeakPassword,
    asking_for_session,
    providers_offered,
    sign_in,
    sign_out,
    switch_company,
    switch_language,
)
from erp.kernel.errors import NotFound, Refused, TooOften, Unauthenticated
from erp.kernel.labels import LANGUAGES, refusal_message
from erp.settings import load
from erp.web.render import Renderer
from erp.web.security import from_own_page, own_address, page_response, see_other
from erp.web.view import View

COOKIE = "erp_session"
LANGUAGE_COOKIE = "erp_language"
LARGEST_FORM = 20_000
YEAR_S = 365 * 24 * 3600
STATUS = {SignInRefused: 401, UseSingleSignOn: 403, TooOften: 429, PasswordToChoose: 422, WeakPassword: 422}


@dataclass(frozen=True, slots=True)
class Guest:
    """Whoever has not signed in yet: a language and nothing else."""

    language: str
    timezone: str = "UTC"


def session_cookie(value: str, *, max_age: int) -> Cookie:
    """The cookie as it has to be: out of reach for scripts and other sites, and never in the clear over
    https.
    """
    secure = (load().base_url or "").startswith("https://")
    return Cookie(
        key=COOKIE, value=value, path="/", httponly=True, samesite="lax", secure=secure, max_age=max_age
    )


def language_of(request: Request) -> str:
    """The language of somebody who is not known yet: chosen here before, else what the browser prefers,
    else ja.
    """
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    if chosen in LANGUAGES:
        return chosen
    for part in request.headers.get("accept-language", "").split(","):
        wanted = part.partition(";")[0].strip().partition("-")[0].lower()
        if wanted in LANGUAGES:
            return wanted
    return LANGUAGES[0]


async def _form(request: Request) -> dict[str, str]:
    """What was sent, the last value of each name; anything that is no small form of ours is nothing."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/x-www-form-urlencoded":
        return {}
    try:
        text = (await request.body()).decode("utf-8")
        pairs = parse_qs(text, keep_blank_values=True, max_num_fields=20, errors="strict")
    except ValueError:
        return {}
    return {name: values[-1] for name, values in pairs.items()}


@cache
def _renderer() -> Renderer:
    return Renderer()


async def _page(request: Request, status: int = 200, **values: Any) -> Response[str]:
    language = language_of(request)
    given = {"login": "", "next": "/", "message": "", "choose": False} | values
    given["providers"] = await providers_offered(request.app.state.database)
    view = View(asking=Guest(language), path="/sign-in")  # type: ignore[arg-type]  # it asks for nothing
    return page_response(_renderer().render("_sign_in.html", view, given), status)


async def refused(request: Request, refusal: Refused, **values: Any) -> Response[str]:
    """The page to sign in, with the reason why nobody was let in."""
    status = next((code for kind, code in STATUS.items() if isinstance(refusal, kind)), 400)
    message = refusal_message(refusal, language_of(request))
    answer = await _page(request, status, message=message, **values)
    if isinstance(refusal, TooOften):
        answer.headers["Retry-After"] = str(refusal.facts["retry_after_s"])
    return answer


def _foreign(request: Request) -> Response[str]:
    message = refusal_message(ForeignPage(), language_of(request))
    return page_response(f"<!doctype html><meta charset=utf-8><title>403</title><p>{message}</p>", 403)


@get("/sign-in", include_in_schema=False)
async def show_sign_in(request: Request) -> Response[str]:
    """The page to sign in; who has done so already goes on."""
    onward = own_address(request.query_params.get("next", "/"))
    if await asking_for_session(request.app.state.database, request.cookies.get(COOKIE)):
        return see_other(onward)
    return await _page(request, next=onward)


@post("/sign-in", include_in_schema=False, request_max_body_size=LARGEST_FORM)
async def take_sign_in(request: Request) -> Response[str]:
    """Login and password for a new session; always a new one, whatever cookie the browser had."""
    if not from_own_page(request):
        return _foreign(request)
    form = await _form(request)
    login, onward = form.get("login", "")[:200], own_address(form.get("next", "/"))
    attempt = Attempt(
        login=login,
        password=form.get("password", "")[:1000],
        address=request.client.host if request.client else None,
        user_agent=request.headers.get("user-agent"),
        new_password=form.get("new_password", "")[:1000] or None,
        old_cookie=request.cookies.get(COOKIE),
    )
    try:
        signed = await sign_in(request.app.state.database, attempt)
    except (PasswordToChoose, WeakPassword) as refusal:
        return await refused(request, refusal, login=login, next=onward, choose=True)
    except (SignInRefused, UseSingleSignOn, TooOften) as refusal:
        return await refused(request, refusal, login=login, next=onward)
    answer = see_other(onward)
    answer.cookies.append(session_cookie(signed.cookie, max_age=load().session_hours * 3600))
    return answer


@post("/sign-out", include_in_schema=False, request_max_body_size=LARGEST_FORM)
async def take_sign_out(request: Request) -> Response[str]:
    """End the session on the server, then forget the cookie."""
    if not from_own_page(request):
        return _foreign(request)
    cookie = request.cookies.get(COOKIE)
    if cookie:
        await sign_out(request.app.state.database, cookie)
    answer = see_other("/sign-in")
    answer.cookies.append(session_cookie("", max_age=0))
    return answer


@post("/company", include_in_schema=False, request_max_body_size=LARGEST_FORM)
async def take_company(request: Request) -> Response[str]:
    """Go on in another company: from its start page, since nothing on this page exists over there."""
    if not from_own_page(request):
        return _foreign(request)
    database = request.app.state.database
    asking = await asking_for_session(database, request.cookies.get(COOKIE))
    form = await _form(request)
    try:
        if asking is None:
            raise Unauthenticated()
        await switch_company(database, asking, _uuid(form.get("company", "")))
    except Unauthenticated:
        return see_other("/sign-in")
    except NotFound as refusal:
        language = asking.language if asking else language_of(request)
        return page_response(refusal_message(refusal, language), 404)
    return see_other(own_address(form.get("next", "/")))


@post("/language", include_in_schema=False, request_max_body_size=LARGEST_FORM)
async def take_language(request: Request) -> Response[str]:
    """Read everything in another language; also before signing in."""
    if not from_own_page(request):
        return _foreign(request)
    form = await _form(request)
    language = form.get("language", "")
    answer = see_other(own_address(form.get("next", "/")))
    if language not in LANGUAGES:
        return answer
    database = request.app.state.database
    asking = await asking_for_session(database, request.cookies.get(COOKIE))
    if asking is not None:
        await switch_language(database, asking, language)
    answer.cookies.append(
        Cookie(key=LANGUAGE_COOKIE, value=language, path="/", samesite="lax", httponly=True, max_age=YEAR_S)
    )
    return answer


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("company") from None


HANDLERS = [show_sign_in, take_sign_in, take_sign_out, take_company, take_language]
