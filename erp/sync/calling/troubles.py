"""What it means when an answer does not come, or comes from where nobody may go."""

from urllib.parse import urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError

from erp.kernel import clock
from erp.kernel.outside import NotAllowed
from erp.sync.calling import certificates
from erp.sync.contract import Broken, Retry, UnknownOutcome
from erp.sync.contract.outcomes import Outcome

MEGABYTE = 1024 * 1024


def origin(url: str) -> tuple[str, str, int]:
    parts = urlsplit(url)
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        port = 0
    if parts.scheme not in ("https", "http") or not parts.hostname or not port or "@" in parts.netloc:
        raise Broken("接続先のアドレスが正しくありません。")
    return parts.scheme, parts.hostname, port


def forbidden(error: NotAllowed) -> Broken:
    if error.kind == "NOT_ENCRYPTED":
        return Broken(f"{error.host} とは暗号化（https）なしでは通信しません。")
    return Broken(f"{error.host} は社内のアドレス（{error.address}）です。許可されていないため接続しません。")


def trouble(error: Exception, host: str, safe: bool) -> Outcome:
    """What became of a call that got no answer."""
    bad = certificates.refusal(error, host)
    if bad is not None:
        return bad
    if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.MissingSchema):
        return Broken("接続先のアドレスが正しくありません。")
    if isinstance(error, requests.ConnectTimeout) or _never_connected(error):
        return Retry(f"{host} に接続できません。")
    if safe:
        return Retry(f"{host} から応答がありません。")
    return UnknownOutcome(f"{host} から応答がなく、実行されたか分かりません。")


def _never_connected(error: BaseException) -> bool:
    """Whether not a byte of the request can have arrived."""
    inner = error.args[0] if error.args else None
    if isinstance(inner, MaxRetryError):
        inner = inner.reason
    return isinstance(inner, NewConnectionError)


def target_of(response: requests.Response) -> tuple[str, int]:
    """Where a redirect leads."""
    target = urlsplit(urljoin(response.url, response.headers.get("Location", "")))
    return target.hostname or "", 443 if target.scheme == "https" else 80


def _piece(response: requests.Response) -> bytes:
    """What has come, without waiting for more; nothing at the end."""
    try:
        return response.raw.read1(65_536, decode_content=True)
    except HTTPError as error:
        raise requests.ConnectionError(error) from error


def whole(response: requests.Response, *, largest: int, began: float, longest_s: float) -> str:
    """The whole answer, unless it is too large or dribbles for ever."""
    too_large = Broken(f"相手の応答が大きすぎます（{largest // MEGABYTE} MB を超えています）。")
    length = response.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > largest:
        raise too_large
    read = bytearray()
    while piece := _piece(response):
        read += piece
        if len(read) > largest:
            raise too_large
        if clock.monotonic() - began > longest_s:
            raise requests.ReadTimeout("the answer takes too long")
    # Without a word of theirs it is UTF-8, not what HTTP said in 1999.
    kind = response.headers.get("Content-Type", "")
    encoding = response.encoding if "charset" in kind.lower() and response.encoding else "utf-8"
    try:
        return read.decode(encoding, errors="replace")
    except LookupError:
        return read.decode("utf-8", errors="replace")
