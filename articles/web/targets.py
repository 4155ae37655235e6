"""Where we may go: an address taken apart, and which machines are nobody's business of ours. Pure.

The host is brought to one spelling before it is judged, and what a spelling could hide (octal,
hexadecimal and short numbers, brackets, zones, names of one label) is refused rather than read.
"""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from .failures import Refused

PORTS = {"http": (80, 8080), "https": (443, 8443)}
LONGEST = 8192
LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
# Where Python's IDNA (of 2003) leads to another host than browsers do.
READ_DIFFERENTLY = set("ßς\u200c\u200d")
# Names that mean a machine of this network, wherever it stands.
INSIDE = {"localhost", "local", "localdomain", "internal", "intranet", "private", "corp"}
INSIDE |= {"home", "lan", "arpa", "onion", "invalid"}

# The registries of special purposes (IANA), and what clouds keep under public numbers.
NOT_PUBLIC_4 = [
    ipaddress.IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carriers' own
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # Azure's platform
        "169.254.0.0/16",  # link-local, with most clouds' metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarking
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
]
# Of IPv6 only what is given out for the internet at large; so everything that wraps an IPv4
# address (mapped, compatible, translated, NAT64) is out, and 6to4 and Teredo are named below.
PUBLIC_6 = ipaddress.IPv6Network("2000::/3")
NOT_PUBLIC_6 = [
    ipaddress.IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments: Teredo, benchmarking, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "2620:4f:8000::/48",  # AS112
        "3ffe::/16",  # the 6bone, given back
        "3fff::/20",  # documentation
    )
]


@dataclass(frozen=True)
class Target:
    scheme: str
    host: str
    port: int
    path: str

    @property
    def host_header(self) -> str:
        usual = PORTS[self.scheme][0]
        return self.host if self.port == usual else f"{self.host}:{self.port}"

    @property
    def address(self) -> str:
        return f"{self.scheme}://{self.host_header}{self.path}"

    @property
    def is_number(self) -> bool:
        """Whether the host is an IPv4 address, so that there is no name to look up."""
        return self.host.rpartition(".")[2].isdigit()


def target(address: str) -> Target:
    """Where `address` leads, in one spelling. Raises Refused for where we do not go."""
    if len(address) > LONGEST:
        raise Refused("The address is too long.", address=address[:200])
    if any(c <= " " or c == "\\" or "\x7f" <= c <= "\xa0" for c in address):
        raise Refused("The address has characters that no address has.", address=address)
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as wrong:
        raise Refused("This is not an address.", address=address) from wrong
    if parts.scheme not in PORTS:
        raise Refused("Only http and https addresses are visited.", address=address)
    if "@" in parts.netloc:
        raise Refused("The address carries a name or password.", address=address)
    port = PORTS[parts.scheme][0] if port is None else port
    if port not in (80, 443, 8080, 8443):
        raise Refused(f"Port {port} is not one that pages are served from.", address=address)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    if parts.query:
        path += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~?")
    return Target(parts.scheme, one_spelling(parts.netloc, parts.hostname), port, path)


def one_spelling(netloc: str, host: str | None) -> str:
    """The host in small ASCII letters, or a plain IPv4 address. Raises Refused."""
    if not host or "[" in netloc or "%" in netloc or READ_DIFFERENTLY & set(host):
        raise Refused("The host is not a plain name.", address=netloc)
    try:
        host = host.encode("idna").decode("ascii").lower()
    except UnicodeError as wrong:
        raise Refused("The host is not a name.", address=netloc) from wrong
    labels = host.split(".")
    if len(host) > 253 or not all(LABEL.fullmatch(label) for label in labels):
        raise Refused("The host is not a name.", address=netloc)
    if NUMBER.fullmatch(labels[-1]):
        return plain_number(host)
    if len(labels) == 1 or labels[-1] in INSIDE:
        raise Refused("The host is a name of this network.", address=netloc)
    return host


def plain_number(host: str) -> str:
    try:
        ipaddress.IPv4Address(host)
    except ValueError as wrong:
        raise Refused("The host is a number in disguise.", address=host) from wrong
    if not is_public(host):
        raise Refused("The host is not on the public internet.", address=host)
    return host


def is_public(number: str) -> bool:
    """Whether an IP address, as a resolver gives it, is out on the internet for everybody."""
    try:
        found = ipaddress.ip_address(number)
    except ValueError:
        return False
    if found.version == 4:
        return not any(found in block for block in NOT_PUBLIC_4)
    if found.scope_id or found not in PUBLIC_6:
        return False
    return not any(found in block for block in NOT_PUBLIC_6)
