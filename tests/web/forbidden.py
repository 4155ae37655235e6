"""Addresses of machines that are nobody's business of ours, in every spelling we know of."""

import ipaddress

# One machine of each block that is not for the public, and of each cloud's metadata.
NUMBERS_4 = (
    "0.0.0.0",  # noqa: S104 - to be refused
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "169.254.170.2",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.0.192",
    "192.0.2.1",
    "192.31.196.1",
    "192.52.193.1",
    "192.88.99.1",
    "192.168.1.1",
    "192.175.48.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
)
NUMBERS_6 = (
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:93.184.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:2::1",
    "2001:10::1",
    "2001:20::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a9fe:a9fe::",
    "2620:4f:8000::1",
    "3ffe::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "2606:4700::1%1",
    "fec0::1",
    "ff02::1",
)
NAMES = (
    "localhost",
    "LOCALHOST",
    "localhost.",
    "a.localhost",
    "localhost.localdomain",
    "ip6-localhost",
    "metadata",
    "metadata.google.internal",
    "kubernetes.default.svc.cluster.local",
    "printer.local",
    "router.lan",
    "router.home.arpa",
    "1.0.0.127.in-addr.arpa",
    "intranet",
    "wiki.corp",
    "ｌocalhost",
    "abc.onion",
)
# Addresses of a public host that lead elsewhere, or ask for what is not a page.
OTHERS = (
    "file:///etc/passwd",
    "ftp://paper.example/",
    "gopher://paper.example:70/_",
    "dict://paper.example:11211/stats",
    "ldap://paper.example/",
    "data:text/html,hello",
    "javascript:alert(1)",
    "//paper.example:22/",
    "ws://paper.example/",
    "http:paper.example",
    "http:///paper.example",
    "http://",
    "http://:80/",
    "http://.example/",
    "http://paper..example/",
    "http://paper.example./",
    "http://-paper.example/",
    "http://paper-.example/",
    "http://pa per.example/",
    "http://paper.example:0/",
    "http://paper.example:22/",
    "http://paper.example:25/",
    "http://paper.example:6379/",
    "http://paper.example:65536/",
    "http://paper.example:-80/",
    "http://paper.example:80a/",
    "http://user@paper.example/",
    "http://user:password@paper.example/",
    "http://@paper.example/",
    "http://:@paper.example/",
    "http://paper.example:80@127.0.0.1/",
    "http://127.0.0.1:80@paper.example/",
    "http://paper.example\\@127.0.0.1/",
    "http://127.0.0.1\\.paper.example/",
    "http://paper%2eexample/",
    "http://paper.example%00.other.example/",
    "http://faß.example/",
    "http://paper\u200d.example/",
    "http://paper\u3000.example/",
    f"http://{'a' * 64}.example/",
    f"http://{'a.' * 130}example/",
    f"http://paper.example/{'a' * 9000}",
)


def spellings_4(number: str) -> list[str]:
    """Hosts by which browsers, curl or a C library reach the IPv4 address `number`."""
    whole = int(ipaddress.IPv4Address(number))
    a, b, c, d = number.split(".")
    wide = number.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    octal = [f"0{int(part):o}" for part in (a, b, c, d)]
    hexadecimal = [hex(int(part)) for part in (a, b, c, d)]
    return [
        number,
        f"{number}.",
        str(whole),
        hex(whole),
        hex(whole).upper(),
        f"0{whole:o}",
        ".".join(octal),
        ".".join(hexadecimal),
        ".".join([hexadecimal[0], octal[1], c, d]),
        f"{a}.{b}.{int(c) * 256 + int(d)}",
        f"{a}.{int(b) * 65536 + int(c) * 256 + int(d)}",
        f"00{a}.{b}.{c}.{d}",
        number.replace(".", "。"),
        wide,
        f"%{ord(a[0]):x}{number[1:]}",
        f"user@{number}",
        f"paper.example@{number}",
        f"[::ffff:{number}]",
        f"[::{number}]",
        f"[64:ff9b::{number}]",
        f"[2002:{whole >> 16:x}:{whole & 0xFFFF:x}::]",
        f"[{number}]",
    ]


def spellings_6(number: str) -> list[str]:
    bare = number.partition("%")[0]
    return [f"[{number}]", f"[{ipaddress.IPv6Address(bare).exploded}]", number]


HOSTS = tuple(
    dict.fromkeys(
        [
            *(host for number in NUMBERS_4 for host in spellings_4(number)),
            *(host for number in NUMBERS_6 for host in spellings_6(number)),
            *NAMES,
        ]
    )
)
ADDRESSES = tuple(f"http://{host}/" for host in HOSTS) + OTHERS
