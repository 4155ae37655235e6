import json
import shutil
import subprocess
from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from articles.photos import metadata
from articles.photos.checking import Refused
from articles.photos.renditions import (
    FORMATS,
    MAX_CREATORS,
    SOCIAL,
    SOCIAL_SIZE,
    WIDTHS,
    Embedded,
    cards,
    cuts,
    focal_box,
    render,
    render_all,
    scaled,
    size_at,
    widths_for,
)

GIVEN = Embedded(
    creators=("Bjørn Šimůnek", "李伟"),
    credit_line="Bjørn Šimůnek and 李伟/AFP via Getty Images",
    supplier="AFP",
    copyright_notice='© 2026 AFP <all rights & "then some">',
    usage_terms="Editorial use only.",
    caption="A harbour.\nBoats at the quay — 12 of them.",
    headline="Harbour ‘reopens’",
    license_url="https://example.org/terms?a=1&b=2",
    acquire_url="https://example.org/buy",
    licensor="Agence <France> & Presse",
    data_mining="DMI-PROHIBITED-GENAIMLTRAINING",
    digital_source_type="digitalCapture",
)


@pytest.fixture
def exiftool(tmp_path):
    """What ExifTool reads in a file: {"XMP-dc:Creator": …}."""
    command = shutil.which("exiftool")
    if not command:
        pytest.skip("no exiftool here (Debian: libimage-exiftool-perl)")

    def read(data: bytes) -> dict:
        path = tmp_path / "photo"
        path.write_bytes(data)
        answer = subprocess.run(  # noqa: S603
            [command, "-json", "-G1", "-struct", "-charset", "exif=utf8", path],
            capture_output=True,
            check=True,
        )
        return json.loads(answer.stdout)[0]

    return read


def photo(size=(1200, 800), mode="RGB") -> Image.Image:
    return Image.linear_gradient("L").resize(size).convert(mode)


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.mark.parametrize("format", FORMATS)
def test_a_rendition_has_the_width_asked_for_and_the_pictures_proportions(format):
    small = opened(render(photo(), 320, format, embedded=GIVEN))

    assert (small.format, small.size) == (format, (320, 213))


def test_webp_is_made_where_no_format_is_named():
    assert opened(render(photo(), 320, embedded=GIVEN)).format == "WEBP"


@pytest.mark.parametrize("format", FORMATS)
def test_every_field_given_is_in_the_file(format):
    said = metadata.read(render(photo(), 320, format, embedded=GIVEN))

    read_back = set(Embedded.__slots__) - {"licensor"}
    assert {name: getattr(said, name) for name in read_back} == {
        name: getattr(GIVEN, name) for name in read_back
    }


@pytest.mark.parametrize("format", FORMATS)
def test_creator_copyright_and_caption_are_in_exif_too_letter_by_letter(format):
    tags = opened(render(photo(), 320, format, embedded=GIVEN)).getexif()

    # Pillow reads text tags byte by byte, as Latin-1.
    assert tags[0x013B].encode("latin-1").decode() == "Bjørn Šimůnek; 李伟"
    assert tags[0x8298].encode("latin-1").decode() == GIVEN.copyright_notice
    assert tags[0x010E].encode("latin-1").decode() == GIVEN.caption


@pytest.mark.parametrize("format", FORMATS)
def test_exiftool_finds_nothing_private_and_nothing_that_is_not_ours(format, exiftool):
    groups = exiftool(render(photo(), 320, format, embedded=GIVEN))

    said = {name for name in groups if name.startswith(("XMP-", "IFD", "ExifIFD", "GPS", "IPTC"))}
    assert {name.partition(":")[0] for name in said} <= {
        "XMP-dc",
        "XMP-photoshop",
        "XMP-plus",
        "XMP-xmpRights",
        "XMP-iptcExt",
        "IFD0",
    }
    assert {name for name in said if name.startswith("IFD0")} == {
        "IFD0:Artist",
        "IFD0:Copyright",
        "IFD0:ImageDescription",
    }


@pytest.mark.parametrize("format", FORMATS)
def test_exiftool_reads_every_field_given(format, exiftool):
    read = exiftool(render(photo(), 320, format, embedded=GIVEN))

    assert read["XMP-dc:Creator"] == list(GIVEN.creators)
    assert read["XMP-photoshop:Credit"] == GIVEN.credit_line
    assert read["XMP-dc:Rights"] == read["IFD0:Copyright"] == GIVEN.copyright_notice
    assert read["XMP-xmpRights:UsageTerms"] == GIVEN.usage_terms
    assert read["XMP-dc:Description"] == read["IFD0:ImageDescription"] == GIVEN.caption
    assert read["XMP-photoshop:Source"] == GIVEN.supplier
    assert read["XMP-plus:DataMining"].endswith("/DMI-PROHIBITED-GENAIMLTRAINING")
    assert read["XMP-photoshop:Headline"] == GIVEN.headline
    assert read["XMP-xmpRights:Marked"] is True
    assert read["XMP-xmpRights:WebStatement"] == GIVEN.license_url
    assert read["XMP-plus:Licensor"] == [
        {"LicensorName": GIVEN.licensor, "LicensorURL": GIVEN.acquire_url}
    ]
    assert read["XMP-iptcExt:DigitalSourceType"].endswith("/digitalCapture")
    assert read["IFD0:Artist"] == "Bjørn Šimůnek; 李伟"


@pytest.mark.parametrize(
    ("known", "read_back"),
    [
        ({"licensor": "AFP"}, {"LicensorName": "AFP"}),
        ({"acquire_url": "https://afp.example/"}, {"LicensorURL": "https://afp.example/"}),
    ],
)
def test_of_a_licensor_what_is_known_is_in_the_file(known, read_back, exiftool):
    read = exiftool(render(photo(), 320, "JPEG", embedded=Embedded(**known)))

    assert read["XMP-plus:Licensor"] == [read_back]


@pytest.mark.parametrize("format", FORMATS)
def test_fields_not_given_are_not_in_the_file(format):
    data = render(photo(), 320, format, embedded=Embedded())

    assert metadata.read(data) == metadata.Metadata()
    assert b"xmpRights:Marked" not in data


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_of_the_original_is_carried_over(format):
    private = Image.Exif()
    private[0x010F] = "SECRETMAKER"
    private.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0)})
    private.get_ifd(0x8769)[0xA431] = "SECRETSERIAL"
    file = BytesIO()
    photo().save(file, "JPEG", exif=private, comment=b"SECRETCOMMENT", xmp=b"<x>SECRETXMP</x>")
    original = opened(file.getvalue())
    assert file.getvalue().count(b"SECRET") == 4

    data = render(original, 320, format, embedded=GIVEN)

    assert b"SECRET" not in data
    assert set(opened(data).getexif()) == {0x013B, 0x8298, 0x010E}


@pytest.mark.parametrize("format", FORMATS)
def test_the_colour_profile_is_kept(format):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    original = photo()
    original.info["icc_profile"] = profile

    assert opened(render(original, 320, format, embedded=GIVEN)).info["icc_profile"] == profile


@pytest.mark.parametrize("format", ["WEBP", "AVIF"])
def test_transparency_is_kept_where_the_format_knows_it(format):
    clear = Image.new("RGBA", (400, 400), (0, 0, 0, 0))

    assert opened(render(clear, 320, format, embedded=GIVEN)).getpixel((9, 9))[3] == 0


def test_what_is_transparent_is_white_in_jpeg():
    clear = Image.new("RGBA", (400, 400), (0, 0, 0, 0))

    assert opened(render(clear, 320, "JPEG", embedded=GIVEN)).getpixel((9, 9)) == (255, 255, 255)


def test_the_original_is_left_as_it_was():
    original = photo()
    original.info["comment"] = b"of the original"

    render(original, original.width, embedded=GIVEN)

    assert original.info["comment"] == b"of the original"


def test_every_preset_is_made_in_every_format_and_nothing_else():
    wanted = cuts((1200, 800))

    made = {
        (preset, format): opened(data)
        for preset, format, data in render_all(photo(), wanted, GIVEN)
    }

    assert {which: file.size for which, file in made.items()} == {
        (preset, format): cut.size for preset, cut in wanted.items() for format in FORMATS
    }
    assert all(file.format == format for (_, format), file in made.items())


def test_every_one_of_them_carries_the_credit():
    for preset, format, data in render_all(photo(), cuts((1200, 800)), GIVEN):
        assert metadata.read(data).credit_line == GIVEN.credit_line, (preset, format)


def test_the_presets_are_the_widths_and_the_crops_for_cards_and_links():
    assert {preset: cut.size for preset, cut in cuts((4000, 3000)).items()} == {
        "320": (320, 240),
        "640": (640, 480),
        "960": (960, 720),
        "1600": (1600, 1200),
        "card320": (320, 213),
        "card640": (640, 427),
        "card960": (960, 640),
        "card1600": (1600, 1067),
        SOCIAL: SOCIAL_SIZE,
    }


def test_a_photo_not_to_be_cropped_has_no_crop():
    assert cuts((4000, 3000), crop=False).keys() == {str(width) for width in WIDTHS}


@pytest.mark.parametrize("size", [(6000, 4000), (700, 467), (1280, 853)])
def test_a_photo_of_the_shape_of_a_card_is_not_cropped_for_one(size):
    assert cards(size, (0.5, 0.5)) == {}


@pytest.mark.parametrize(
    ("size", "made"),
    [
        ((1000, 1500), {320: 213, 640: 427, 960: 640, 1000: 667}),
        ((1920, 1080), {320: 213, 640: 427, 960: 640, 1600: 1067}),
        ((900, 400), {320: 213, 600: 400}),
        ((1, 9), {1: 1}),
    ],
)
def test_a_crop_for_cards_has_their_shape_and_no_more_pixels_than_there_are(size, made):
    found = cards(size, (0.5, 0.5))

    assert {preset: cut.size for preset, cut in found.items()} == {
        f"card{width}": (width, height) for width, height in made.items()
    }


def test_the_crop_for_cards_holds_what_the_focal_point_is_on():
    image = photo((800, 2400), "RGB")  # dark above, light below

    above, below = (
        scaled(image, cuts(image.size, (0.5, y))["card320"]).getpixel((160, 100))[0] for y in (0, 1)
    )

    assert above < 60 < 200 < below


@pytest.mark.parametrize(
    ("size", "made"), [((600, 400), (600, 315)), ((2000, 300), (571, 300)), ((1, 9), (1, 1))]
)
def test_a_small_photo_is_cropped_for_links_without_being_blown_up(size, made):
    assert cuts(size)[SOCIAL].size == made


@pytest.mark.parametrize(("focal_y", "shade"), [(0.0, 0), (1.0, 255)])
def test_the_crop_for_links_holds_what_the_focal_point_is_on(focal_y, shade):
    image = photo((1300, 2600), "RGB")  # dark above, light below

    small = scaled(image, cuts(image.size, (0.5, focal_y))[SOCIAL])

    edge = 0 if focal_y == 0 else small.height - 1
    assert abs(small.getpixel((600, edge))[0] - shade) < 4


@pytest.mark.parametrize("width", [0, -1, 1201])
def test_a_width_the_photo_does_not_have_is_refused(width):
    with pytest.raises(ValueError, match="cannot make"):
        render(photo(), width, embedded=GIVEN)


def test_signs_xml_forbids_do_not_break_the_packet():
    said = metadata.read(render(photo(), 320, embedded=Embedded(credit_line="A\x00F\x0bP \ud800")))

    assert said.credit_line == "AFP"


def test_a_very_long_caption_does_not_cost_a_jpeg_its_credit():
    wordy = Embedded(credit_line="AFP", caption="李" * 100_000)

    assert metadata.read(render(photo(), 320, "JPEG", embedded=wordy)).credit_line == "AFP"


def by(names: list[str], **said) -> Embedded:
    together = ", ".join(names)
    return Embedded(creators=tuple(names), credit_line=together, licensor=together, **said)


@pytest.mark.parametrize("name", ["李" * 19, "李", "Bjørn Šimůnek"])
def test_as_many_photographers_as_may_be_named_have_room_beside_the_longest_texts(name):
    names = [name] * (MAX_CREATORS // (len(name) + 1))
    full = by(names, caption="李" * 9_000, usage_terms="李" * 9_000, copyright_notice="李" * 300)

    file = render(photo(), 320, "JPEG", embedded=full)

    assert metadata.read(file).credit_line == full.credit_line[:500]
    with Image.open(BytesIO(file)) as made:
        assert full.credit_line.encode() in made.info["xmp"]


@pytest.mark.parametrize("format", FORMATS)
def test_more_than_a_jpeg_can_carry_is_refused_in_a_sentence_whatever_the_format(format):
    with pytest.raises(Refused, match="Shorten the list of photographers"):
        render(photo(), 320, format, embedded=by([f"Bjørn Šimůnek {n}" for n in range(900)]))


@pytest.mark.parametrize(
    ("original", "widths"),
    [
        (4000, WIDTHS),
        (1601, WIDTHS),
        (1600, WIDTHS),
        (1200, (320, 640, 960, 1200)),
        (320, (320,)),
        (200, (200,)),
    ],
)
def test_the_widths_made_are_the_smaller_ones_and_never_more_than_the_photo_has(original, widths):
    assert widths_for(original) == widths


def test_a_ribbon_keeps_at_least_one_line_of_pixels():
    assert size_at((10_000, 1), 320) == (320, 1)


sizes = st.tuples(st.integers(1, 20_000), st.integers(1, 20_000))
ratios = st.floats(0.1, 10)
points = st.tuples(st.floats(0, 1), st.floats(0, 1))


@given(sizes, ratios, points)
@example((3, 7), 1.1, (1.0, 1.0))
def test_a_focal_box_lies_inside_the_picture_and_has_the_ratio(size, ratio, focal):
    left, top, right, bottom = focal_box(size, ratio, focal)

    assert 0 <= left < right <= size[0]
    assert 0 <= top < bottom <= size[1]
    assert (right - left) / (bottom - top) == pytest.approx(ratio, rel=1e-6)


@given(sizes, ratios, points)
def test_a_focal_box_is_as_large_as_can_be(size, ratio, focal):
    left, top, right, bottom = focal_box(size, ratio, focal)

    assert right - left == pytest.approx(size[0]) or bottom - top == pytest.approx(size[1])


@given(sizes, ratios, points)
def test_the_focal_point_is_in_the_middle_of_the_box_or_the_box_at_an_edge(size, ratio, focal):
    box = focal_box(size, ratio, focal)

    for axis in (0, 1):
        start, end, at = box[axis], box[axis + 2], focal[axis] * size[axis]
        assert start - 1e-6 <= at <= end + 1e-6
        in_the_middle = at == pytest.approx((start + end) / 2, abs=1e-6)
        assert in_the_middle or start == 0 or end == pytest.approx(size[axis])


@given(st.tuples(st.integers(1, 200), st.integers(1, 200)), ratios, points)
def test_pillow_takes_every_focal_box(size, ratio, focal):
    box = focal_box(size, ratio, focal)

    assert Image.new("L", size).resize((4, 4), box=box).size == (4, 4)
