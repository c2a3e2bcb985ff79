"""Which addresses may be called: those of the open internet, and inner ones only where somebody allowed them.

A name is looked up once; every address it stands for is checked, and the connection goes to a checked one, so
that a name cannot mean another place a moment later.

>>> refused_as("93.184.216.34", NOBODY, NOBODY) is None
True
>>> [refused_as(each, NOBODY, NOBODY) for each in ("127.0.0.1", "::ffff:10.0.0.7", "100.64.0.1")]
['LOOPBACK', 'INNER', 'INNER']
>>> inner = networks("10.0.0.0/8 192.168.1.20")
>>> refused_as("10.1.2.3", inner, NOBODY) is None, refused_as("192.168.1.21", inner, NOBODY)
(True, 'INNER')

What the machine itself and its cloud answer to is opened by the setting of the installation alone:

>>> everywhere = networks("0.0.0.0/0")
>>> [refused_as(each, everywhere, NOBODY) for each in ("127.0.0.1", "64:ff9b::7f00:1", "169.254.169.254")]
['LOOPBACK', 'LOOPBACK', 'LINK_LOCAL']
>>> refused_as("127.0.0.1", NOBODY, networks("127.0.0.1")) is None
True
"""

import ipaddress
import socket

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Networks = tuple[Network, ...]
NOBODY: Networks = ()
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class NotAllowed(Exception):
    """The name leads to an address that this connection may not call."""

    def __init__(self, host: str, address: str, kind: str) -> None:
        super().__init__(f"{host} is {address}, which is {kind}")
        self.host, self.address, self.kind = host, address, kind


class NoSuchName(Exception):
    """The name stands for no address."""


def networks(text: str) -> Networks:
    """Addresses and ranges of a setting; a wrong one raises ValueError with it.

    >>> networks("10.0.0.0/8, 2001:db8::1")
    (IPv4Network('10.0.0.0/8'), IPv6Network('2001:db8::1/128'))
    """
    return tuple(ipaddress.ip_network(each) for each in text.replace(",", " ").split())


def refused_as(address: str, allowed: Networks, always: Networks) -> str | None:
    """Why the address may not be called, or nothing. `always` is what the installation opens."""
    meant = _meant(address)
    if _is_in(address, always):
        return None
    if meant.is_loopback or meant.is_unspecified:
        return "LOOPBACK"
    if meant.is_link_local:
        return "LINK_LOCAL"
    if meant.is_multicast or meant.is_reserved:
        return "NOT_A_PLACE"
    if meant.is_global or any(meant in network for network in allowed):
        return None
    return "INNER"


def _is_in(address: str, wanted: Networks) -> bool:
    meant = _meant(address)
    return any(meant in network for network in wanted)


def _meant(text: str) -> Address:
    """The IPv4 address that hides in an IPv6 one, where there is one."""
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64:
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        hidden = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        return hidden or address
    return address


def checked(host: str, port: int, secure: bool, allowed: Networks, always: Networks) -> list[str]:
    """The addresses behind a name, all of them checked; raises `NotAllowed` for the first bad one.

    In the open nothing is sent but to places that the installation itself has named.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        raise NoSuchName(host) from None
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    for address in addresses:
        kind = refused_as(address, allowed, always)
        if kind is None and not secure and not _is_in(address, always):
            kind = "NOT_ENCRYPTED"
        if kind is not None:
            raise NotAllowed(host, address, kind)
    return addresses
