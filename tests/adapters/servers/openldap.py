"""A real slapd with its configuration, certificates and databases in a folder of the test run."""

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from tests.outside.node import free_port, running

MODULES, SCHEMAS = Path("/usr/lib/ldap"), Path("/etc/ldap/schema")
PASSWORD = "secret-of-the-root"


@dataclass(frozen=True)
class Slapd:
    """Two trees: one with a password policy, one without any."""

    ldaps: int
    ldap: int
    ca: str

    def root(self, tree: str) -> str:
        return f"cn=root,dc={tree},dc=example"


def _database(folder: Path, tree: str, overlays: str) -> str:
    (folder / tree).mkdir()
    suffix = f"dc={tree},dc=example"
    return f"""
database mdb
suffix "{suffix}"
rootdn "cn=root,{suffix}"
rootpw {PASSWORD}
directory {folder / tree}
dbnosync
index objectClass,uid,employeeNumber,entryUUID,member eq
{overlays}
"""


def _configured(folder: Path) -> Path:
    policy = """overlay memberof
memberof-dangling ignore
overlay unique
unique_uri ldap:///?uid,employeeNumber?sub?
overlay ppolicy
ppolicy_default "cn=policy,dc=policy,dc=example"
"""
    text = f"""
include {SCHEMAS}/core.schema
include {SCHEMAS}/cosine.schema
include {SCHEMAS}/inetorgperson.schema
modulepath {MODULES}
moduleload back_mdb
moduleload memberof
moduleload unique
moduleload ppolicy
TLSCertificateFile {folder}/server.pem
TLSCertificateKeyFile {folder}/server.key
{_database(folder, "policy", policy)}
{_database(folder, "plain", "")}
"""
    path = folder / "slapd.conf"
    path.write_text(text)
    return path


def certificates(folder: Path) -> str:
    """A server certificate for this machine; the text of the authority that signed it."""
    authority, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "authority of the tests")])
    begin = datetime.now(UTC) - timedelta(days=1)

    def signed(subject: x509.Name, of: ec.EllipticCurvePrivateKey, is_ca: bool) -> x509.Certificate:
        made = x509.CertificateBuilder(
            issuer_name=issuer,
            subject_name=subject,
            public_key=of.public_key(),
            serial_number=x509.random_serial_number(),
            not_valid_before=begin,
            not_valid_after=begin + timedelta(days=30),
        ).add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
        if not is_ca:
            names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
            made = made.add_extension(x509.SubjectAlternativeName(names), critical=False)
        return made.sign(authority, hashes.SHA256())

    server = signed(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]), key, False)
    (folder / "server.pem").write_bytes(server.public_bytes(Encoding.PEM))
    (folder / "server.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return signed(issuer, authority, True).public_bytes(Encoding.PEM).decode()


@contextmanager
def slapd(folder: Path) -> Iterator[Slapd]:
    program = shutil.which("slapd") or "/usr/sbin/slapd"
    if not Path(program).exists() or not (MODULES / "back_mdb.so").exists():
        pytest.skip("OpenLDAP's slapd is not installed, so nothing can be provisioned into it")
    ca = certificates(folder)
    made = Slapd(ldaps=free_port(), ldap=free_port(), ca=ca)
    urls = f"ldap://127.0.0.1:{made.ldap}/ ldaps://127.0.0.1:{made.ldaps}/"
    # The same machine by an address that does not stand in the certificate.
    urls += f" ldaps://127.0.0.2:{made.ldaps}/"
    command = [program, "-d", "none", "-f", str(_configured(folder)), "-h", urls]
    with running(command, ready="slapd starting"):
        _until_it_listens(made.ldap)
        _furnish(made)
        yield made


def _until_it_listens(port: int) -> None:
    """It says that it starts a moment before it can be reached."""
    for _ in range(500):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except ConnectionRefusedError:
            threading.Event().wait(0.02)
    raise AssertionError("slapd does not listen")


def _furnish(server: Slapd) -> None:
    for tree in ("policy", "plain"):
        root = root_connection(server, tree)
        root.add(f"dc={tree},dc=example", "domain", {"dc": tree})
    root = root_connection(server, "policy")
    root.add(
        "cn=policy,dc=policy,dc=example",
        ["device", "pwdPolicy"],
        {"cn": "policy", "pwdAttribute": "userPassword", "pwdLockout": "TRUE"},
    )
    assert root.result["result"] == 0, root.result


def root_connection(server: Slapd, tree: str):  # type: ignore[no-untyped-def]
    """Behind the adapter's back."""
    import ldap3

    plain = ldap3.Server("127.0.0.1", port=server.ldap, get_info=ldap3.NONE)
    return ldap3.Connection(plain, server.root(tree), PASSWORD, auto_bind=True, check_names=False)
