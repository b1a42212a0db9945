"""Pictures as telephones take them."""

import io

from PIL import Image

GPS_LATITUDE = {1: "N", 2: (48.0, 12.0, 0.0)}
ORIENTATION, GPS, TURNED_RIGHT = 0x0112, 0x8825, 6


def photograph(kind: str = "JPEG", size: tuple[int, int] = (80, 40)) -> bytes:
    """A picture lying on its side, that says where it was taken."""
    exif = Image.Exif()
    exif[ORIENTATION] = TURNED_RIGHT
    exif[GPS] = GPS_LATITUDE
    stream = io.BytesIO()
    Image.new("RGB", size, "#1f4dbf").save(stream, kind, exif=exif)
    return stream.getvalue()
