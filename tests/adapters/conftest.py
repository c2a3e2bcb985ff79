"""Servers nobody here wrote, started once by each process that needs them."""

import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import requests

from tests.adapters.servers.openldap import Slapd, slapd
from tests.outside.node import free_port, running

TOKEN = "token-for-tests"
LOOSE = Path(__file__).parent / "servers" / "loose" / "serve.py"


@pytest.fixture(scope="session")
def scim2_server() -> Iterator[str]:
    port = free_port()
    program = Path(sys.executable).with_name("scim2-server")
    command = [str(program), "--port", str(port), "--bearer-token", TOKEN, "--dynamic-tenants"]
    with running(command, ready="Serving SCIM"):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def strict_scim(scim2_server: str) -> str:
    """The strict reading of the standard, with nobody in it yet."""
    return f"{scim2_server}/t{uuid4().hex}/v2"


@pytest.fixture(scope="session")
def django_scim() -> Iterator[str]:
    port = free_port()
    with running([sys.executable, str(LOOSE), str(port), TOKEN], ready="serving"):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def loose_scim(django_scim: str) -> str:
    """The common, loose reading, with nobody in it any more."""
    requests.get(f"{django_scim}/empty", timeout=10).raise_for_status()
    return f"{django_scim}/scim/v2"


@pytest.fixture(scope="session")
def openldap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slapd]:
    """A real OpenLDAP."""
    with slapd(tmp_path_factory.mktemp("openldap")) as server:
        yield server
