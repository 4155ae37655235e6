import json
import shutil
import struct
import subprocess
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from articles.photos import xmp
from articles.photos.metadata import Metadata, read

LONG_NAME = "Maximiliana Featherstonehaugh-Cholmondeley"
ARTIST, COPYRIGHT, DESCRIPTION = 0x013B, 0x8298, 0x010E
EXIF_IFD, TAKEN, ZONE, GPS_IFD, BODY_SERIAL = 0x8769, 0x9003, 0x9011, 0x8825, 0xA431
UTF8 = ((1, 90), b"\x1b%G")


def photo(*, properties="", packet=None, iim=(), exif=None, format="JPEG") -> bytes:
    """A small photo saying what is given: XMP properties or a packet, IIM datasets, EXIF tags."""
    tags = Image.Exif()
    for tag, value in (exif or {}).items():
        if isinstance(value, dict):
            tags.get_ifd(tag).update(value)
        else:
            tags[tag] = value
    options = {"exif": tags} if exif else {}
    if properties or packet:
        options["xmp"] = packet or packet_of(properties)
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, format, **options)
    return with_iim(file.getvalue(), block_of(iim)) if iim else file.getvalue()


def packet_of(properties: str) -> bytes:
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in xmp.NAMESPACES.items())
    return (
        f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF {spaces}><rdf:Description rdf:about=''>"
        f"{properties}</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def dataset(record, number, value) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value


def block_of(iim) -> bytes:
    return b"".join(dataset(*key, value) for key, value in iim)


def resource(block: bytes) -> bytes:
    return b"8BIM\x04\x04\0\0" + struct.pack(">I", len(block)) + block + b"\0" * (len(block) % 2)


def with_iim(jpeg: bytes, block: bytes) -> bytes:
    data = b"Photoshop 3.0\0" + resource(block)
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(data) + 2) + data + jpeg[2:]


def in_default_language(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt>'


ALL_OF_XMP = f"""
    <dc:creator><rdf:Seq><rdf:li>Jane Doe</rdf:li><rdf:li>Li Wei</rdf:li></rdf:Seq></dc:creator>
    <photoshop:AuthorsPosition>Stringer</photoshop:AuthorsPosition>
    <photoshop:Credit>Jane Doe / AFP</photoshop:Credit>
    <photoshop:Source>AFP</photoshop:Source>
    <dc:rights>{in_default_language("© 2026 AFP")}</dc:rights>
    <xmpRights:UsageTerms>{in_default_language("Once.")}</xmpRights:UsageTerms>
    <xmpRights:WebStatement>https://example.org/terms</xmpRights:WebStatement>
    <plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">
      <plus:LicensorName>AFP</plus:LicensorName>
      <plus:LicensorURL>https://example.org/buy</plus:LicensorURL>
    </rdf:li></rdf:Seq></plus:Licensor>
    <dc:description>{in_default_language("A harbour.")}</dc:description>
    <photoshop:Headline>Harbour</photoshop:Headline>
    <dc:title>{in_default_language("H-1")}</dc:title>
    <Iptc4xmpCore:AltTextAccessibility>
      {in_default_language("Boats at a quay")}
    </Iptc4xmpCore:AltTextAccessibility>
    <photoshop:Instructions>No sales</photoshop:Instructions>
    <Iptc4xmpCore:Location>Quay 3</Iptc4xmpCore:Location>
    <photoshop:City>Bristol</photoshop:City>
    <photoshop:State>Avon</photoshop:State>
    <photoshop:Country>United Kingdom</photoshop:Country>
    <photoshop:DateCreated>2026-03-02T08:15:30+01:00</photoshop:DateCreated>
    <photoshop:TransmissionReference>J-77</photoshop:TransmissionReference>
    <dc:subject><rdf:Bag><rdf:li>harbour</rdf:li><rdf:li>boat</rdf:li></rdf:Bag></dc:subject>
    <plus:DataMining>http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED</plus:DataMining>
    <Iptc4xmpExt:DigitalSourceType
      rdf:resource="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"/>
    <plus:LicenseEndDate>2027-01-31</plus:LicenseEndDate>
"""


def test_every_field_is_read_from_xmp():
    said = read(photo(properties=ALL_OF_XMP))

    assert said == Metadata(
        creators=("Jane Doe", "Li Wei"),
        creator_job_title="Stringer",
        credit_line="Jane Doe / AFP",
        supplier="AFP",
        copyright_notice="© 2026 AFP",
        usage_terms="Once.",
        license_url="https://example.org/terms",
        acquire_url="https://example.org/buy",
        caption="A harbour.",
        headline="Harbour",
        title="H-1",
        alt_text="Boats at a quay",
        instructions="No sales",
        taken_at=datetime(2026, 3, 2, 8, 15, 30, tzinfo=timezone(timedelta(hours=1))),
        taken_precision="time",
        location="Quay 3",
        city="Bristol",
        state="Avon",
        country="United Kingdom",
        job_id="J-77",
        keywords=("harbour", "boat"),
        data_mining="DMI-PROHIBITED",
        digital_source_type="digitalCapture",
        expires_on=date(2027, 1, 31),
    )


def test_every_field_iim_has_is_read_from_it():
    said = read(
        photo(
            iim=[
                UTF8,
                ((2, 80), b"Jane Doe"),
                ((2, 80), "Bjørn Li".encode()),
                ((2, 85), b"Stringer"),
                ((2, 110), b"AFP"),
                ((2, 115), b"AFP Photo"),
                ((2, 116), "© AFP".encode()),
                ((2, 120), b"A harbour."),
                ((2, 105), b"Harbour"),
                ((2, 5), b"H-1"),
                ((2, 40), b"No sales"),
                ((2, 92), b"Quay 3"),
                ((2, 90), b"Bristol"),
                ((2, 95), b"Avon"),
                ((2, 101), b"United Kingdom"),
                ((2, 103), b"J-77"),
                ((2, 25), b"harbour"),
                ((2, 25), b"boat"),
                ((2, 55), b"20260302"),
                ((2, 60), b"081530+0000"),
                ((2, 37), b"20270131"),
            ]
        )
    )

    assert said == Metadata(
        creators=("Jane Doe", "Bjørn Li"),
        creator_job_title="Stringer",
        credit_line="AFP",
        supplier="AFP Photo",
        copyright_notice="© AFP",
        caption="A harbour.",
        headline="Harbour",
        title="H-1",
        instructions="No sales",
        location="Quay 3",
        city="Bristol",
        state="Avon",
        country="United Kingdom",
        job_id="J-77",
        keywords=("harbour", "boat"),
        taken_at=datetime(2026, 3, 2, 8, 15, 30, tzinfo=UTC),
        taken_precision="time",
        expires_on=date(2027, 1, 31),
    )


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_every_field_exif_has_is_read_in_every_format(format):
    said = read(
        photo(
            format=format,
            exif={
                ARTIST: "Bjørn Li; Jane Doe".encode(),
                COPYRIGHT: "© Bjørn".encode(),
                DESCRIPTION: "A harbour.",
                EXIF_IFD: {TAKEN: "2026:03:02 08:15:30", ZONE: "+01:00"},
            },
        )
    )

    assert said == Metadata(
        creators=("Bjørn Li", "Jane Doe"),
        copyright_notice="© Bjørn",
        caption="A harbour.",
        taken_at=datetime(2026, 3, 2, 8, 15, 30, tzinfo=timezone(timedelta(hours=1))),
        taken_precision="time",
    )


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_xmp_is_read_in_every_format(format):
    packet = packet_of("<photoshop:Credit>AFP</photoshop:Credit>")
    file = BytesIO()
    text = PngImagePlugin.PngInfo()
    text.add_itxt("XML:com.adobe.xmp", packet.decode())
    options = {"PNG": {"pnginfo": text}, "TIFF": {"tiffinfo": {700: packet}}}
    Image.new("RGB", (8, 8)).save(file, format, **options.get(format, {"xmp": packet}))

    assert read(file.getvalue()).credit_line == "AFP"


def test_exif_is_read_from_a_tiff():
    said = read(
        photo(format="TIFF", exif={ARTIST: "Bjørn Li".encode(), TAKEN: "2026:03:02 08:15:30"})
    )

    assert said.creators == ("Bjørn Li",)
    assert said.taken_at == datetime(2026, 3, 2, 8, 15, 30)  # noqa: DTZ001


def test_iim_is_read_from_a_tiff():
    file = BytesIO()
    block = block_of([((2, 80), b"Jane"), ((2, 110), b"AFP")])
    Image.new("RGB", (8, 8)).save(file, "TIFF", tiffinfo={33723: block})

    assert read(file.getvalue()) == Metadata(creators=("Jane",), credit_line="AFP")


def test_iim_is_read_from_the_text_of_a_png():
    digits = resource(block_of([((2, 110), b"AFP")])).hex()
    text = PngImagePlugin.PngInfo()
    text.add_text(
        "Raw profile type iptc", f"\nIPTC profile\n{len(digits) // 2:8}\n{digits}\n", zip=True
    )
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG", pnginfo=text)

    assert read(file.getvalue()).credit_line == "AFP"


def test_an_opened_image_says_the_same_as_its_bytes():
    data = photo(iim=[((2, 110), b"AFP")], exif={ARTIST: "Jane Doe"})

    with Image.open(BytesIO(data)) as opened:
        assert read(opened) == read(data) == Metadata(creators=("Jane Doe",), credit_line="AFP")


# --- Which block is believed


def test_xmp_is_believed_over_iim_and_iim_over_exif():
    said = read(
        photo(
            properties="<photoshop:Credit>by XMP</photoshop:Credit>",
            iim=[((2, 110), b"by IIM"), ((2, 116), b"by IIM")],
            exif={COPYRIGHT: "by EXIF", ARTIST: "by EXIF"},
        )
    )

    assert (said.credit_line, said.copyright_notice, said.creators) == (
        "by XMP",
        "by IIM",
        ("by EXIF",),
    )


def test_an_empty_value_does_not_hide_a_full_one():
    said = read(
        photo(properties="<photoshop:Credit> </photoshop:Credit>", iim=[((2, 110), b"AFP")])
    )

    assert said.credit_line == "AFP"


def test_a_value_cut_by_iim_is_completed_from_the_longer_one():
    cut = LONG_NAME.encode()[:32]

    said = read(photo(iim=[UTF8, ((2, 80), cut)], exif={ARTIST: LONG_NAME}))

    assert said.creators == (LONG_NAME,)


def test_a_value_xmp_took_over_from_a_cut_one_is_completed_too():
    notice = "© 2026 " + "The Harbour Photographic Cooperative, " * 5
    said = read(
        photo(
            properties=f"<dc:rights>{notice.encode()[:128].decode()}</dc:rights>",
            exif={COPYRIGHT: notice.encode()},
        )
    )

    assert said.copyright_notice == notice.strip()


def test_a_value_that_was_not_cut_is_not_lengthened():
    said = read(photo(iim=[((2, 80), b"Jane")], exif={ARTIST: "Jane Doe"}))

    assert said.creators == ("Jane",)


def test_half_a_letter_left_by_the_cut_is_dropped():
    said = read(photo(iim=[UTF8, ((2, 110), ("x" * 31 + "ø").encode()[:32])]))

    assert said.credit_line == "x" * 31


@pytest.mark.parametrize(
    ("charset", "value"),
    [
        ([UTF8], "Bjørn".encode()),
        ([], "Bjørn".encode()),
        ([], "Bjørn".encode("latin-1")),
        ([((1, 90), b"\x1b.A")], "Bjørn".encode("latin-1")),
    ],
)
def test_iim_is_decoded_as_announced_and_else_as_it_looks(charset, value):
    assert read(photo(iim=[*charset, ((2, 80), value)])).creators == ("Bjørn",)


def test_latin_letters_at_the_end_are_not_taken_for_half_of_another():
    assert read(photo(iim=[((2, 80), "André".encode("latin-1"))])).creators == ("André",)


def test_of_several_languages_the_default_is_read():
    said = read(
        photo(
            properties='<dc:rights><rdf:Alt><rdf:li xml:lang="de">deutsch</rdf:li>'
            '<rdf:li xml:lang="x-default">default</rdf:li></rdf:Alt></dc:rights>'
        )
    )

    assert said.copyright_notice == "default"


def place_in_xmp(structure: str, city: str, country: str = "") -> str:
    country = country and f"<Iptc4xmpExt:CountryName>{country}</Iptc4xmpExt:CountryName>"
    return (
        f"<Iptc4xmpExt:{structure}><rdf:Bag><rdf:li rdf:parseType='Resource'>"
        f"<Iptc4xmpExt:City>{city}</Iptc4xmpExt:City>{country}"
        f"</rdf:li></rdf:Bag></Iptc4xmpExt:{structure}>"
    )


@pytest.mark.parametrize(
    ("properties", "place"),
    [
        (place_in_xmp("LocationCreated", "Leeds", "UK"), ("Leeds", "UK")),
        (place_in_xmp("LocationShown", "York", "UK"), ("York", "UK")),
        (
            place_in_xmp("LocationShown", "York", "UK") + place_in_xmp("LocationCreated", "Leeds"),
            ("Leeds", ""),
        ),
        (
            place_in_xmp("LocationCreated", "Leeds", "UK")
            + "<photoshop:City>Bristol</photoshop:City>",
            ("Bristol", "UK"),
        ),
    ],
)
def test_where_it_was_taken_goes_before_what_it_shows_and_after_the_older_properties(
    properties, place
):
    said = read(photo(properties=properties))

    assert (said.city, said.country) == place


@pytest.mark.parametrize("structure", ["LocationCreated", "LocationShown"])
def test_a_place_is_read_as_exiftool_writes_it(tmp_path, structure):
    path = tmp_path / "photo.jpg"
    path.write_bytes(photo())
    said = {"Sublocation": "Quay 3", "City": "Leeds", "ProvinceState": "Yorks", "CountryName": "UK"}
    written = [f"-XMP-iptcExt:{structure}{field}={value}" for field, value in said.items()]
    exiftool("-q", "-overwrite_original", *written, str(path))

    found = read(path.read_bytes())

    assert (found.location, found.city, found.state, found.country) == tuple(said.values())


def test_properties_written_as_attributes_are_read():
    packet = packet_of("").replace(b"rdf:about=''", b"rdf:about='' photoshop:Credit='AFP'")

    assert read(photo(packet=packet)).credit_line == "AFP"


def test_what_is_said_of_the_pictures_it_was_made_from_is_not_taken():
    said = read(
        photo(
            properties="<dc:source rdf:parseType='Resource'><rdf:Description>"
            "<photoshop:Credit>of another</photoshop:Credit></rdf:Description></dc:source>"
        )
    )

    assert said == Metadata()


@pytest.mark.parametrize("codec", ["utf-16-be", "utf-16-le", "utf-8-sig"])
def test_packets_in_other_encodings_are_read(codec):
    text = packet_of("<photoshop:Credit>Bjørn</photoshop:Credit>").decode()

    assert xmp.read(text.encode(codec))["credit_line"] == ["Bjørn"]


# --- Dates


@pytest.mark.parametrize(
    ("written", "moment", "precision"),
    [
        ("2026", date(2026, 1, 1), "year"),
        ("2026-03", date(2026, 3, 1), "month"),
        ("2026-03-02", date(2026, 3, 2), "day"),
        ("2026:03:02", date(2026, 3, 2), "day"),
        ("20260300", date(2026, 3, 1), "month"),
        ("2026-03-02T08:15", datetime(2026, 3, 2, 8, 15), "time"),  # noqa: DTZ001
        ("2026-03-02T08:15:30.25Z", datetime(2026, 3, 2, 8, 15, 30, 250_000, UTC), "time"),
    ],
)
def test_a_date_is_as_precise_as_it_was_written(written, moment, precision):
    said = read(photo(properties=f"<photoshop:DateCreated>{written}</photoshop:DateCreated>"))

    assert (said.taken_at, said.taken_precision) == (moment, precision)


@pytest.mark.parametrize(
    "written", ["yesterday", "0000:00:00 00:00:00", "2026-02-30", "2026-13", ""]
)
def test_what_is_no_date_gives_way_to_the_next_block(written):
    said = read(
        photo(
            properties=f"<photoshop:DateCreated>{written}</photoshop:DateCreated>",
            iim=[((2, 55), b"20260302")],
        )
    )

    assert said.taken_at == date(2026, 3, 2)


@pytest.mark.parametrize("end", ["2027", "9999-12-31"])
def test_an_end_of_licence_without_a_day_or_that_never_comes_is_none(end):
    properties = f"<plus:LicenseEndDate>{end}</plus:LicenseEndDate>"

    assert read(photo(properties=properties)) == Metadata()


# --- Strangers


def test_places_and_serial_numbers_are_not_read():
    said = read(
        photo(
            exif={
                ARTIST: "Jane Doe",
                GPS_IFD: {1: "N", 2: (52.0, 31.0, 12.0)},
                EXIF_IFD: {BODY_SERIAL: "SN-4711"},
            }
        )
    )

    assert said == Metadata(creators=("Jane Doe",))


def test_a_packet_with_entities_counts_as_absent():
    bomb = b'<!DOCTYPE x [<!ENTITY a "AFP">]>' + packet_of(
        "<photoshop:Credit>&a;</photoshop:Credit>"
    )

    assert read(photo(packet=bomb, exif={ARTIST: "Jane Doe"})) == Metadata(creators=("Jane Doe",))


def test_a_packet_nested_without_end_counts_as_absent_or_empty():
    deep = packet_of("<dc:title>" * 5_000 + "</dc:title>" * 5_000)

    assert xmp.read(deep)["title"] in ([], [""])


def test_an_enormous_packet_is_not_looked_at():
    assert xmp.read(packet_of("<dc:title>t</dc:title>" + " " * xmp.MAX_BYTES)) == {}


def test_a_stray_control_byte_does_not_cost_the_credit():
    said = read(photo(packet=packet_of("<photoshop:Credit>A\x00F\x0bP</photoshop:Credit>")))

    assert said.credit_line == "AFP"


def test_values_come_without_control_signs_and_of_bearable_length():
    said = read(
        photo(
            iim=[
                UTF8,
                ((2, 110), "A\x00F\u202eP\nPhoto".encode()),
                ((2, 120), b"One.\r\nTwo.\n\n\n\n\nThree.\x07"),
                ((2, 105), b"x" * 30_000),
                *[((2, 25), b"key%d" % number) for number in range(300)],
            ]
        )
    )

    assert said.credit_line == "A FP Photo"
    assert said.caption == "One.\nTwo.\n\nThree."
    assert len(said.headline) == 500
    assert len(said.keywords) == 100


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/terms?x=1#y", True),
        ("HTTP://example.org:8000", True),
        ("www.example.org", True),
        ("javascript:alert(1)", False),
        ("javascript://example.org/%0aalert(1)", False),
        ("data:text/html,x.y", False),
        ("https://me@example.org/", False),
        ("see our terms", False),
        ('https://example.org/" onclick=', False),
        ("https://example.org/" + "x" * 500, False),
    ],
)
def test_only_addresses_of_pages_are_taken_for_addresses(address, kept):
    properties = xmp.packet({"xmpRights:WebStatement": xmp.text(address)})

    assert read(photo(packet=properties)).license_url == (address if kept else "")


@pytest.mark.parametrize(
    "mining", ["http://ns.useplus.org/ldf/vocab/DMI-NONSENSE", "<b>", "allowed"]
)
def test_a_data_mining_wish_in_no_known_code_is_dropped(mining):
    properties = xmp.packet({"plus:DataMining": xmp.text(mining)})

    assert read(photo(packet=properties)).data_mining == ""


@pytest.mark.parametrize("data", [b"", b"nonsense", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_photo_says_nothing(data):
    assert read(data) == Metadata()


@given(st.binary(max_size=200))
def test_no_packet_raises(packet):
    assert isinstance(read(photo(packet=b"<x:xmpmeta>" + packet)), Metadata)


@given(st.lists(st.binary(max_size=40), max_size=5))
def test_no_iim_block_raises_and_what_came_before_the_damage_is_read(damage):
    block = dataset(2, 110, b"AFP") + b"".join(b"\x1c" + part for part in damage)

    assert read(with_iim(photo(), block)).credit_line == "AFP"


# --- Held to ExifTool


def in_places(field: str) -> tuple[str, str]:
    return tuple(f"XMP-iptcExt:Location{place}/{field}" for place in ("Created", "Shown"))


def with_places(entry: dict) -> dict:
    """What ExifTool found, the first place of each structure with it."""
    found = dict(entry)
    for tag in ("XMP-iptcExt:LocationCreated", "XMP-iptcExt:LocationShown"):
        place, *_ = *entry.get(tag, ()), {}
        found |= {f"{tag}/{field}": value for field, value in place.items()}
    return found


# Our field: ExifTool's tags, in the order of belief.
TAGS = {
    "creators": ("XMP-dc:Creator", "IPTC:By-line", "IFD0:Artist"),
    "creator_job_title": ("XMP-photoshop:AuthorsPosition", "IPTC:By-lineTitle"),
    "credit_line": ("XMP-photoshop:Credit", "IPTC:Credit"),
    "supplier": ("XMP-photoshop:Source", "IPTC:Source"),
    "copyright_notice": ("XMP-dc:Rights", "IPTC:CopyrightNotice", "IFD0:Copyright"),
    "usage_terms": ("XMP-xmpRights:UsageTerms",),
    "license_url": ("XMP-xmpRights:WebStatement",),
    "acquire_url": ("XMP-plus:Licensor",),
    "caption": ("XMP-dc:Description", "IPTC:Caption-Abstract", "IFD0:ImageDescription"),
    "headline": ("XMP-photoshop:Headline", "IPTC:Headline"),
    "title": ("XMP-dc:Title", "IPTC:ObjectName"),
    "alt_text": ("XMP-iptcCore:AltTextAccessibility",),
    "instructions": ("XMP-photoshop:Instructions", "IPTC:SpecialInstructions"),
    "location": ("XMP-iptcCore:Location", *in_places("Sublocation"), "IPTC:Sub-location"),
    "city": ("XMP-photoshop:City", *in_places("City"), "IPTC:City"),
    "state": ("XMP-photoshop:State", *in_places("ProvinceState"), "IPTC:Province-State"),
    "country": (
        "XMP-photoshop:Country",
        *in_places("CountryName"),
        "IPTC:Country-PrimaryLocationName",
    ),
    "job_id": ("XMP-photoshop:TransmissionReference", "IPTC:OriginalTransmissionReference"),
    "keywords": ("XMP-dc:Subject", "IPTC:Keywords"),
    "data_mining": ("XMP-plus:DataMining",),
    "digital_source_type": ("XMP-iptcExt:DigitalSourceType",),
    "expires_on": ("XMP-plus:LicenseEndDate", "IPTC:ExpirationDate"),
    "taken_at": (
        "XMP-photoshop:DateCreated",
        "XMP-exif:DateTimeOriginal",
        "IPTC:DateCreated",
        "ExifIFD:DateTimeOriginal",
    ),
}


def by_exiftool(entry: dict, name: str) -> str:
    entry = with_places(entry)
    tags = TAGS[name]
    if "IPTCDigest is not current" in entry.get("ExifTool:Warning", ""):
        tags = sorted(tags, key=lambda tag: not tag.startswith("IPTC:"))
    tag, value = next(((tag, entry[tag]) for tag in tags if entry.get(tag)), ("", ""))
    if tag == "XMP-plus:Licensor":
        value = value[0]["LicensorURL"]
    if tag == "IPTC:DateCreated":
        value = f"{value} {entry.get('IPTC:TimeCreated', '')}"
    if tag == "ExifIFD:DateTimeOriginal":
        value += entry.get("ExifIFD:OffsetTimeOriginal", "")
    if name == "digital_source_type":
        value = value.rpartition("/")[2]
    return plain(value)


def plain(value) -> str:
    """Spaces and the two ways to write a date apart, both sides say the same."""
    if isinstance(value, date):
        value = value.isoformat().replace("T", " ").replace("-", ":", 2).replace("000+", "+")
    if isinstance(value, list | tuple):
        value = "|".join(map(str, value))
    return " ".join(str(value or "").split())


def test_the_samples_are_read_as_exiftool_reads_them(samples):
    entries = json.loads((samples / "photos/expected-exiftool.json").read_text())
    agreed, disagreed = 0, []
    for entry in entries:
        said = read((samples / "photos" / entry["SourceFile"]).read_bytes())
        for name in TAGS:
            ours, theirs = plain(getattr(said, name)), by_exiftool(entry, name)
            if ours != theirs:
                disagreed.append((entry["SourceFile"], name, ours, theirs))
            agreed += bool(theirs) and ours == theirs

    assert disagreed == []
    assert agreed > 100


def exiftool(*arguments: str) -> str:
    command = shutil.which("exiftool")
    if not command:
        pytest.skip("no exiftool here (Debian: libimage-exiftool-perl)")
    run = subprocess.run([command, *arguments], check=True, capture_output=True, text=True)  # noqa: S603
    return run.stdout


OLD = ["By-line=Old Name", "Credit=Old Agency", "City=Oldham"]
OLD_XMP = ["dc:Creator=Old Name", "photoshop:Credit=Old Agency", "photoshop:City=Oldham"]
SYNCED = [
    *(f"-IPTC:{said}" for said in OLD),
    *(f"-XMP-{said}" for said in [*OLD_XMP, "dc:Rights=© Old Agency", "photoshop:State=Avon"]),
]


@pytest.mark.parametrize("format", ["JPEG", "TIFF"])
@pytest.mark.parametrize(
    ("written", "creator"),
    [
        ([[*SYNCED, "-Photoshop:IPTCDigest=new"]], "Old Name"),
        ([[*SYNCED, "-Photoshop:IPTCDigest=new"], ["-IPTC:By-line=New Name"]], "New Name"),
        ([SYNCED, ["-IPTC:By-line=New Name"]], "Old Name"),
        ([SYNCED, ["-XMP-dc:Creator=New Name"]], "New Name"),
    ],
)
def test_iim_is_believed_over_xmp_if_it_was_changed_alone_as_exiftool_has_it(
    tmp_path, format, written, creator
):
    path = tmp_path / f"photo.{format.lower()}"
    Image.new("RGB", (8, 8)).save(path)
    for arguments in written:
        exiftool("-q", "-overwrite_original", *arguments, str(path))

    [theirs] = json.loads(exiftool("-j", "-use", "MWG", "-MWG:all", str(path)))
    said = read(path.read_bytes())

    assert said.creators == (creator,)
    assert said.creators == (theirs["Creator"],)
    assert said.city == theirs["City"]
    # Of what IIM is silent ExifTool gives nothing then; we keep what XMP has.
    assert said.copyright_notice == theirs.get("Copyright", "© Old Agency")


def test_no_broken_sample_raises(samples):
    for path in sorted((samples / "photos/broken").iterdir()):
        assert isinstance(read(path.read_bytes()), Metadata), path.name
