"""Whom a connection trusts, and how it shows itself; a certificate that does not fit is told by name."""

import os
import ssl
import tempfile

from requests.utils import DEFAULT_CA_BUNDLE_PATH

from erp.sync.contract import Broken

_PEM = "-----BEGIN"


def context(*, ca: str = "", certificate: str = "", key: str = "") -> ssl.SSLContext:
    """TLS as it is spoken with the vendor: the world's authorities, or only the one that was given."""
    try:
        made = (
            ssl.create_default_context(cadata=ca)
            if ca
            else ssl.create_default_context(cafile=DEFAULT_CA_BUNDLE_PATH)
        )
    except (ssl.SSLError, ValueError):
        raise Broken("認証局の証明書を読めません。PEM 形式のファイルを登録し直してください。") from None
    if certificate:
        _show(made, certificate, key)
    return made


def _show(made: ssl.SSLContext, certificate: str, key: str) -> None:
    if _PEM not in certificate or _PEM not in (key or certificate):
        raise Broken("クライアント証明書か秘密鍵を読めません。PEM 形式のファイルを登録し直してください。")
    # The library reads them from a file only; it is ours alone and gone at once.
    descriptor, path = tempfile.mkstemp(prefix="erp-", suffix=".pem")
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(f"{certificate}\n{key}")
        made.load_cert_chain(path, password="")
    except ssl.SSLError as error:
        if "KEY_VALUES_MISMATCH" in str(error):
            raise Broken("クライアント証明書と秘密鍵が対になっていません。") from None
        raise Broken("クライアント証明書か秘密鍵を読めません（パスワード付きの鍵は使えません）。") from None
    finally:
        os.unlink(path)


def refusal(error: BaseException, host: str) -> Broken | None:
    """What was wrong with a certificate, where that was the trouble."""
    found = _inside(error)
    if found is None:
        return None
    if isinstance(found, ssl.SSLCertVerificationError):
        return Broken(_VERIFY.get(found.verify_code, _UNTRUSTED).format(host=host))
    text = str(found)
    if "CERTIFICATE_REQUIRED" in text or "ALERT" in text or "alert" in text:
        return Broken(f"{host} が当社の証明書を受け付けません。クライアント証明書を確認してください。")
    return Broken(
        f"{host} と暗号化された通信を始められません。アドレス、ポート、クライアント証明書を確認してください。"
    )


_UNTRUSTED = "{host} の証明書を信頼できません。認証局の証明書を登録してください。"
_VERIFY = {
    9: "{host} の証明書はまだ有効期間に入っていません。",
    10: "{host} の証明書は有効期限が切れています。",
    62: "{host} の証明書は別の名前のものです。接続先のアドレスを確認してください。",
    64: "{host} の証明書は別のアドレスのものです。接続先のアドレスを確認してください。",
}


def _inside(error: BaseException | None, depth: int = 0) -> ssl.SSLError | None:
    """The error of TLS somewhere inside what the libraries wrapped around it."""
    if error is None or depth > 8:
        return None
    if isinstance(error, ssl.SSLError):
        return error
    inner = [getattr(error, "reason", None), *error.args, error.__cause__, error.__context__]
    for each in inner:
        if isinstance(each, BaseException) and (found := _inside(each, depth + 1)):
            return found
    return None
