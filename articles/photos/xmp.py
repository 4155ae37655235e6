"""XMP packets: reading a stranger's, writing our own. Pure.

Property names from the IPTC Photo Metadata Standard 2023.2. A stranger's packet is never copied
into a file of ours: it may hold places, serial numbers and the history of the picture's making.
"""

import html
import re
from collections.abc import Iterable

from defusedxml import ElementTree

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}

# Our field: the properties it is in, best first.
PROPERTIES = {
    "creators": ("dc:creator",),
    "creator_job_title": ("photoshop:AuthorsPosition",),
    "credit_line": ("photoshop:Credit",),
    "supplier": ("photoshop:Source",),
    "copyright_notice": ("dc:rights",),
    "usage_terms": ("xmpRights:UsageTerms",),
    "license_url": ("xmpRights:WebStatement",),
    "caption": ("dc:description",),
    "headline": ("photoshop:Headline",),
    "title": ("dc:title",),
    "alt_text": ("Iptc4xmpCore:AltTextAccessibility",),
    "instructions": ("photoshop:Instructions",),
    "taken_at": ("photoshop:DateCreated", "exif:DateTimeOriginal"),
    "location": ("Iptc4xmpCore:Location",),
    "city": ("photoshop:City",),
    "state": ("photoshop:State",),
    "country": ("photoshop:Country",),
    "job_id": ("photoshop:TransmissionReference",),
    "keywords": ("dc:subject",),
    "data_mining": ("plus:DataMining",),
    "digital_source_type": ("Iptc4xmpExt:DigitalSourceType",),
    "expires_on": ("plus:LicenseEndDate",),
}

# The structures that say where a photo was taken, and what it shows, best first: they come after
# the properties above, which have one place only. And our fields in them.
PLACES = ("Iptc4xmpExt:LocationCreated", "Iptc4xmpExt:LocationShown")
IN_PLACES = {
    "location": "Iptc4xmpExt:Sublocation",
    "city": "Iptc4xmpExt:City",
    "state": "Iptc4xmpExt:ProvinceState",
    "country": "Iptc4xmpExt:CountryName",
}

MAX_BYTES = 1_000_000
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def read(packet: bytes | str) -> dict[str, list[str]]:
    """The values of each of our fields, as they stand in `packet`.

    Raises ValueError or SyntaxError (defusedxml's and the parser's errors) if it is no plain XML.
    """
    if not packet or len(packet) > MAX_BYTES:
        return {}
    root = ElementTree.fromstring(_xml(packet), forbid_dtd=True)
    found: dict[str, list[str]] = {name: [] for name in (*PROPERTIES, "acquire_url")}
    # Only what is said of this picture: descriptions deeper down are of those it was made from.
    described = [
        description
        for rdf in root.iter(_tag("rdf:RDF"))
        for description in rdf.findall(_tag("rdf:Description"))
    ]
    for description in described:
        for name, properties in PROPERTIES.items():
            for prop in properties:
                found[name] += _values(description, _tag(prop))
        found["acquire_url"] += _licensor_urls(description)
    for name, values in _place(described).items():
        found[name] += values
    return found


def _xml(packet: bytes | str) -> str:
    """`packet` as text without what XML forbids: a stray control byte must not cost a credit."""
    if isinstance(packet, bytes):
        codec = "utf-8"
        if packet.startswith((b"\xfe\xff", b"\x00<")):
            codec = "utf-16-be"
        elif packet.startswith((b"\xff\xfe", b"<\x00")):
            codec = "utf-16-le"
        packet = packet.decode(codec, "replace")
    return FORBIDDEN.sub("", packet).strip("\ufeff \t\r\n")


def _tag(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def _values(description, tag: str) -> list[str]:
    if tag in description.attrib:
        return [description.attrib[tag]]
    return [text for element in description.findall(tag) for text in _texts(element)]


def _texts(element) -> list[str]:
    """A property's value; of a list its items; of alternatives the default language's first."""
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    items = element.findall("*/" + _tag("rdf:li")) or [element]
    items.sort(key=lambda item: item.get(language, "x-default") != "x-default")
    return [
        item.get(_tag("rdf:resource")) or item.findtext(_tag("rdf:value")) or item.text or ""
        for item in items
    ]


def _licensor_urls(description) -> list[str]:
    tag = _tag("plus:LicensorURL")
    return [
        (element.text if element.tag == tag else element.get(tag)) or ""
        for licensor in description.findall(_tag("plus:Licensor"))
        for element in licensor.iter()
    ]


def _place(described: list) -> dict[str, list[str]]:
    """Where it was taken; what it shows where nothing is said of that. Of several places, one."""
    for structure in PLACES:
        for place in (item for one in described for item in one.iterfind(f"{_tag(structure)}//")):
            said = {name: _values(place, _tag(field)) for name, field in IN_PLACES.items()}
            if any(said.values()):
                return said
    return {}


def packet(properties: dict[str, str]) -> bytes:
    """A packet holding `properties`: their XMP names, and their values as XML (see below)."""
    body = "".join(f"<{name}>{value}</{name}>" for name, value in properties.items() if value)
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {spaces}><rdf:Description rdf:about="">'
        f"{body}</rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="r"?>'
    ).encode()


def text(value: str) -> str:
    """`value` as the XML of a simple property; "" for none."""
    return html.escape(FORBIDDEN.sub("", value))


def ordered(values: Iterable[str]) -> str:
    """`values` as the XML of a property whose order counts, as of creators."""
    items = "".join(f"<rdf:li>{text(value)}</rdf:li>" for value in values)
    return items and f"<rdf:Seq>{items}</rdf:Seq>"


def translatable(value: str) -> str:
    """`value` as the XML of a property that may be in several languages; ours is the default."""
    item = text(value)
    return item and f'<rdf:Alt><rdf:li xml:lang="x-default">{item}</rdf:li></rdf:Alt>'


def licensor(name: str, url: str) -> str:
    """The XML of plus:Licensor: who gives licences, and where; either may be unknown."""
    said = {"plus:LicensorName": text(name), "plus:LicensorURL": text(url)}
    items = "".join(f"<{tag}>{item}</{tag}>" for tag, item in said.items() if item)
    return items and f'<rdf:Seq><rdf:li rdf:parseType="Resource">{items}</rdf:li></rdf:Seq>'
