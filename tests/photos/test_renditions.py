import json
import shutil
import subprocess
from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from articles.photos import metadata
from articles.photos.renditions import (
    WIDTHS,
    Embedded,
    focal_box,
    render,
    size_at,
    widths_for,
)

FORMATS = ("JPEG", "WEBP", "AVIF")
GIVEN = Embedded(
    creators=("Bjørn Šimůnek", "李伟"),
    credit_line="Bjørn Šimůnek and 李伟/AFP via Getty Images",
    copyright_notice='© 2026 AFP <all rights & "then some">',
    usage_terms="Editorial use only.",
    caption="A harbour.\nBoats at the quay — 12 of them.",
    headline="Harbour ‘reopens’",
    license_url="https://example.org/terms?a=1&b=2",
    acquire_url="https://example.org/buy",
    data_mining="DMI-PROHIBITED-GENAIMLTRAINING",
    digital_source_type="digitalCapture",
)


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

    assert {name: getattr(said, name) for name in Embedded.__slots__} == {
        name: getattr(GIVEN, name) for name in Embedded.__slots__
    }


@pytest.mark.parametrize("format", FORMATS)
def test_creator_and_copyright_are_in_exif_too_letter_by_letter(format):
    tags = opened(render(photo(), 320, format, embedded=GIVEN)).getexif()

    # Pillow reads text tags byte by byte, as Latin-1.
    assert tags[0x013B].encode("latin-1").decode() == "Bjørn Šimůnek; 李伟"
    assert tags[0x8298].encode("latin-1").decode() == GIVEN.copyright_notice


@pytest.mark.parametrize("format", FORMATS)
def test_exiftool_reads_every_field_given(format, tmp_path):
    exiftool = shutil.which("exiftool")
    if not exiftool:
        pytest.skip("no exiftool here (Debian: libimage-exiftool-perl)")
    path = tmp_path / "photo"
    path.write_bytes(render(photo(), 320, format, embedded=GIVEN))

    answer = subprocess.run(  # noqa: S603
        [exiftool, "-json", "-G1", "-struct", "-charset", "exif=utf8", path],
        capture_output=True,
        check=True,
    )

    read = json.loads(answer.stdout)[0]
    assert read["XMP-dc:Creator"] == list(GIVEN.creators)
    assert read["XMP-photoshop:Credit"] == GIVEN.credit_line
    assert read["XMP-dc:Rights"] == read["IFD0:Copyright"] == GIVEN.copyright_notice
    assert read["XMP-xmpRights:UsageTerms"] == GIVEN.usage_terms
    assert read["XMP-dc:Description"] == GIVEN.caption
    assert read["XMP-photoshop:Headline"] == GIVEN.headline
    assert read["XMP-xmpRights:Marked"] is True
    assert read["XMP-xmpRights:WebStatement"] == GIVEN.license_url
    assert read["XMP-plus:Licensor"] == [{"LicensorURL": GIVEN.acquire_url}]
    assert read["XMP-iptcExt:DigitalSourceType"].endswith("/digitalCapture")
    assert read["IFD0:Artist"] == "Bjørn Šimůnek; 李伟"


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
    assert set(opened(data).getexif()) == {0x013B, 0x8298}


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
