"""Going to a provider of single sign-on and coming back, as a browser does it.

The way there is a link and no form, since a form may send nobody to another site; it changes nothing. The way
back opens a session only in the browser that began: what was asked waits in a sealed cookie that no script
reads.
"""

from litestar import Request, Response, get
from litestar.datastructures import Cookie
from litestar.params import FromPath

from erp.access import Return, come_back, leave_for
from erp.kernel.errors import NotFound, Refused
from erp.settings import load
from erp.web.security import own_address, see_other
from erp.web.session import COOKIE, refused, session_cookie

WAY_BACK = "erp_way_back"
PATH = "/sign-in"
WAIT_S = 600
LARGEST_SEAL = 4000


@get("/sign-in/with/{code:str}", include_in_schema=False)
async def leave_for_provider(request: Request, code: FromPath[str]) -> Response[str]:
    """Send the browser to the provider, with what it has to bring back."""
    onward = own_address(request.query_params.get("next", "/"))
    try:
        leaving = await leave_for(request.app.state.database, code[:100], onward)
    except (Refused, NotFound) as refusal:
        return await refused(request, refusal, next=onward)
    answer = see_other(leaving.address)
    answer.cookies.append(_way_back(leaving.sealed, WAIT_S))
    return answer


@get("/sign-in/back", include_in_schema=False)
async def come_back_from_provider(request: Request) -> Response[str]:
    """Let in whom the provider vouches for."""
    given = Return(
        sealed=request.cookies.get(WAY_BACK, "")[:LARGEST_SEAL],
        query={name: value[:2000] for name, value in request.query_params.items()},
        address=request.client.host if request.client else None,
        user_agent=request.headers.get("user-agent"),
        old_cookie=request.cookies.get(COOKIE),
    )
    try:
        signed, onward = await come_back(request.app.state.database, given)
    except (Refused, NotFound) as refusal:
        answer = await refused(request, refusal)
    else:
        answer = see_other(own_address(onward))
        answer.cookies.append(session_cookie(signed.cookie, max_age=load().session_hours * 3600))
    # It opens once.
    answer.cookies.append(_way_back("", 0))
    return answer


def _way_back(sealed: str, max_age: int) -> Cookie:
    secure = (load().base_url or "").startswith("https://")
    return Cookie(
        key=WAY_BACK, value=sealed, path=PATH, httponly=True, samesite="lax", secure=secure, max_age=max_age
    )


HANDLERS = [leave_for_provider, come_back_from_provider]
