import struct
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

from articles.photos import checking, metadata
from articles.photos.checking import Refused, open_checked

RED = (200, 30, 30)


def file_of(image, format, **options):
    file = BytesIO()
    image.save(file, format, **options)
    return file


def refusal(file) -> str:
    with pytest.raises(Refused) as refused:
        open_checked(file)
    return str(refused.value)


def png_claiming(width, height, *, bits=8, colours=2):
    """A PNG whose header promises a size and which holds next to nothing."""

    def chunk(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, bits, colours, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    signature = b"\x89PNG\r\n\x1a\n"
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return BytesIO(signature + chunks)


HEIC = Path(__file__).with_name("upright.heic").read_bytes()


@pytest.mark.parametrize("format", [f for f in checking.FORMATS if f != "HEIF"])
def test_each_format_is_opened_and_named_by_its_bytes(format):
    photo = open_checked(file_of(Image.new("RGB", (40, 30), RED), format))

    assert (photo.format, photo.mode, photo.size) == (format, "RGB", (40, 30))
    assert photo.getpixel((20, 15)) == pytest.approx(RED, abs=6)


def test_a_phones_heic_is_opened_and_its_credit_read():
    photo = open_checked(BytesIO(HEIC))

    assert (photo.format, photo.mode, photo.size) == ("HEIF", "RGB", (64, 48))
    assert metadata.read(HEIC).creators == ("Jane Doe",)


@pytest.mark.parametrize("kept", range(20, len(HEIC) - 20, 40))
def test_a_heic_cut_short_is_refused(kept):
    assert refusal(BytesIO(HEIC[:kept]))


def test_a_single_pixel_is_enough():
    assert open_checked(file_of(Image.new("RGB", (1, 1), RED), "PNG")).size == (1, 1)


def test_a_file_that_was_read_before_is_read_from_its_start():
    file = file_of(Image.new("RGB", (40, 30), RED), "PNG")
    file.read()

    assert open_checked(file).size == (40, 30)


def test_a_photo_lying_on_its_side_is_turned_upright():
    lying = Image.new("RGB", (40, 20), "white")
    lying.paste("black", (0, 0, 10, 20))
    exif = Image.Exif()
    exif[0x0112] = 6

    photo = open_checked(file_of(lying, "PNG", exif=exif))

    assert photo.size == (20, 40)
    assert photo.getpixel((10, 2)) == (0, 0, 0)
    assert photo.getpixel((10, 37)) == (255, 255, 255)


def test_broken_exif_does_not_cost_the_photo():
    file = file_of(Image.new("RGB", (40, 30), RED), "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff")

    assert open_checked(file).size == (40, 30)


@pytest.mark.parametrize("format", ["WEBP", "PNG", "AVIF", "TIFF"])
def test_of_several_pictures_the_first_is_used(format):
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("black", "white", "white")]

    photo = open_checked(file_of(frames[0], format, save_all=True, append_images=frames[1:]))

    assert photo.getpixel((20, 15))[:3] == pytest.approx((0, 0, 0), abs=3)


def test_a_phones_jpeg_with_a_second_picture_inside_is_a_jpeg():
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("black", "white")]

    photo = open_checked(file_of(frames[0], "MPO", save_all=True, append_images=frames[1:]))

    assert photo.format == "JPEG"
    assert photo.getpixel((20, 15)) == (0, 0, 0)


@pytest.mark.parametrize(
    ("mode", "becomes"),
    [
        ("1", "RGB"),
        ("L", "RGB"),
        ("LA", "RGBA"),
        ("P", "RGB"),
        ("RGBA", "RGBA"),
        ("I;16", "RGB"),
    ],
)
def test_other_kinds_of_pixels_become_rgb_and_keep_their_transparency(mode, becomes):
    assert open_checked(file_of(Image.new(mode, (4, 4)), "PNG")).mode == becomes


def test_a_palette_with_a_transparent_colour_becomes_rgba():
    palette = Image.new("P", (4, 4))

    photo = open_checked(file_of(palette, "PNG", transparency=0))

    assert photo.getpixel((0, 0))[3] == 0


def test_sixteen_bits_of_grey_keep_their_tones():
    grey = Image.new("I;16", (3, 1))
    for x, tone in enumerate((0, 32768, 65535)):
        grey.putpixel((x, 0), tone)

    photo = open_checked(file_of(grey, "PNG"))

    assert [photo.getpixel((x, 0))[0] for x in range(3)] == [0, 127, 255]


def test_inks_become_light():
    photo = open_checked(file_of(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG"))

    red, green, blue = photo.getpixel((4, 4))
    assert red > 200
    assert max(green, blue) < 60


def test_a_broken_profile_of_inks_is_left_behind():
    inks = Image.new("CMYK", (8, 8), (0, 255, 255, 0))

    photo = open_checked(file_of(inks, "JPEG", icc_profile=b"no profile" * 20))

    assert photo.mode == "RGB"
    assert "icc_profile" not in photo.info


def test_an_rgb_profile_is_kept():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    photo = open_checked(file_of(Image.new("RGB", (8, 8)), "JPEG", icc_profile=profile))

    assert photo.info["icc_profile"] == profile


def test_a_profile_for_other_than_rgb_is_dropped_with_its_pixels():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()

    photo = open_checked(file_of(Image.new("L", (8, 8)), "JPEG", icc_profile=profile))

    assert "icc_profile" not in photo.info


def test_an_empty_file_is_refused():
    assert refusal(BytesIO()).startswith("The file is empty.")


def test_a_file_over_the_limit_is_refused():
    assert "larger than 40 MB" in refusal(BytesIO(b"\xff" * (checking.MAX_BYTES + 1)))


@pytest.mark.parametrize(("side", "said"), [(9_000, "81 megapixels"), (30_000, "far too large")])
def test_more_pixels_than_allowed_are_refused_before_decoding(side, said):
    message = refusal(png_claiming(side, side))

    assert said in message
    assert "60 megapixels is the most" in message


def test_grey_of_16_bits_may_have_fewer_for_it_takes_more_memory():
    message = refusal(png_claiming(7_000, 6_000, bits=16, colours=0))

    assert message.startswith("The photo has 42 megapixels of 16 bits of grey. 40 megapixels is")
    assert "damaged" in refusal(png_claiming(7_000, 6_000))


def test_the_limit_for_other_users_of_pillow_is_left_alone():
    before = Image.MAX_IMAGE_PIXELS

    refusal(png_claiming(9_000, 9_000))

    assert before == Image.MAX_IMAGE_PIXELS


def test_a_ribbon_too_tall_for_any_page_is_refused():
    assert "Crop it" in refusal(file_of(Image.new("RGB", (10, 101)), "PNG"))


def test_a_size_of_nothing_is_refused():
    assert refusal(png_claiming(0, 10))


def test_pixels_of_decimal_numbers_are_refused():
    assert "decimal numbers" in refusal(file_of(Image.new("F", (4, 4)), "TIFF"))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"GIF89a" + bytes(40), "a GIF"),
        (b"BM" + bytes(60), "a BMP"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"hello", "not a photo we can read"),
    ],
)
def test_what_is_no_photo_is_refused_by_name_and_told_what_to_send(data, name):
    message = refusal(BytesIO(data))

    assert name in message
    assert "JPEG, PNG, WebP, AVIF, TIFF or HEIC" in message


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize("kept", [0.05, 0.5, 0.9])
def test_a_file_cut_short_is_refused(format, kept):
    whole = file_of(Image.effect_noise((120, 90), 80).convert("RGB"), format).getvalue()

    assert refusal(BytesIO(whole[: int(len(whole) * kept)]))


def test_a_png_whose_pixels_are_not_there_is_refused():
    assert "damaged" in refusal(png_claiming(100, 100))


@pytest.mark.parametrize("format", checking.FORMATS)
def test_damage_anywhere_is_answered_with_a_photo_or_a_refusal(format):
    noise = Image.effect_noise((40, 30), 80).convert("RGB")
    whole = HEIC if format == "HEIF" else file_of(noise, format).getvalue()
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        damaged = whole[:at] + b"\xff\x00\xff\xff" + whole[at + 4 :]
        with suppress(Refused):
            assert open_checked(BytesIO(damaged)).mode in ("RGB", "RGBA")


def test_every_broken_sample_is_refused_or_opened(samples):
    refused = set()
    for path in sorted((samples / "photos/broken").iterdir()):
        with path.open("rb") as file:
            try:
                open_checked(file)
            except Refused:
                refused.add(path.name)

    assert refused == {
        "badwidth.bmp",
        "broken.png",
        "broken_data_stream.png",
        "decompression_bomb.gif",
        "dispose_bgnd.gif",
        "png_decompression_dos.png",
        "truncated_end_chunk.png",
        "truncated_image.png",
        "truncated_jpeg.jpg",
        "zero_width.gif",
    }


def test_the_same_picture_stored_in_seven_orientations_comes_out_the_same(samples):
    upright = []
    for path in sorted((samples / "photos/orientation").iterdir()):
        with path.open("rb") as file:
            upright.append(open_checked(file))

    assert len(upright) == 7
    for photo in upright[1:]:
        difference = ImageStat.Stat(ImageChops.difference(photo, upright[0]))
        assert max(difference.mean) < 8
