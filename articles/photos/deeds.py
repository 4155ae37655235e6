"""The licences of Creative Commons: the address each name stands for, and back. Pure.

Every one of them asks for a link to itself, so a photo let under one needs its address.
"""

import re

DEED = re.compile(
    r"https?://creativecommons\.org/(?:licenses/(?P<terms>by(?:-nc|-sa|-nd)*)/(?P<number>\d\.\d)"
    r"|publicdomain/(?P<dedicated>zero|mark))",
    re.IGNORECASE,
)
# The names that say which licence it is: with its version and, up to 3.0, the country it was
# written for. Databases are asked with it too, so it is kept to what all of them understand.
NAMED = r"^CC0( 1\.0)?$|^CC[ -](BY(-NC)?(-SA|-ND)?)[ -](4\.0|(2\.0|2\.5|3\.0)( [A-Z]{2,3})?)$"


def address_of(name: str) -> str:
    """Where the licence of that name stands; "" where the name leaves open which it is."""
    match = re.search(NAMED, name, re.IGNORECASE)
    if not match:
        return ""
    if not match[2]:
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    path = f"{match[2]}/{match[5].replace(' ', '/')}" if match[5] else ""
    return f"https://creativecommons.org/licenses/{path.lower()}/"
