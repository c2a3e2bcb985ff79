"""What every answer to a browser carries, and which requests from a browser are believed.

No script and no style stands in a page itself, nothing is loaded from elsewhere, no page can be framed. A
change is taken only from our own pages: the browser says where a request comes from, and one that does not
say is no browser of ours.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

from litestar import Request, Response
from litestar.enums import MediaType

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "frame-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=()",
}
FRESH = {"Cache-Control": "private, no-store"}


def page_response(html: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Response[str]:
    """A page for one reader: never kept by anybody in between."""
    return Response(
        html,
        status_code=status,
        media_type=MediaType.HTML,
        headers={**HEADERS, **FRESH, "Vary": "Cookie, Accept-Language", **(headers or {})},
    )


def see_other(address: str) -> Response[str]:
    """After a change the browser goes and looks; reloading the page then changes nothing."""
    return Response("", status_code=303, headers={**HEADERS, **FRESH, "Location": address})


def from_own_page(request: Request) -> bool:
    """Whether a change was sent by one of our own pages."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    origin = request.headers.get("origin")
    if origin is None:
        return site == "same-origin"
    return urlsplit(origin).netloc == request.headers.get("host", "")


def own_address(address: str) -> str:
    """An address on this site to go on to, or the start page: nobody is sent elsewhere by a link.

    >>> own_address("/ordering/sales_order?id=1"), own_address("//elsewhere.example"), own_address("/\\\\x")
    ('/ordering/sales_order?id=1', '/', '/')
    """
    plain = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if plain and not any(ord(letter) < 33 for letter in address) else "/"
