"""Pictures of charts compared by their pixels: what is written in a file beside them is not seen."""

import io

from PIL import Image, ImageChops

_FADED = 0.25  # of what did not change, in a picture of the difference
_STRONGER = 4  # times that a difference is shown
_RED = (200, 30, 30)


def is_same_picture(old: bytes | None, new: bytes | None) -> bool:
    """Tell whether two pictures have the same pixels; one that cannot be read is like itself alone."""
    if old is None or new is None or old == new:
        return old == new
    images = _read(old), _read(new)
    if images[0] is None or images[1] is None or images[0].size != images[1].size:
        return False
    return ImageChops.difference(images[0], images[1]).getbbox() is None


def draw_difference(old: bytes, new: bytes) -> bytes | None:
    """Return a PNG of the new picture, faded, with what differs from the old one in red; None where
    one cannot be read.
    """
    first, second = _read(old), _read(new)
    if first is None or second is None:
        return None
    size = max(first.width, second.width), max(first.height, second.height)
    pages = []
    for image in (first, second):
        page = Image.new("RGB", size, "white")
        page.paste(image)
        pages.append(page)
    white = Image.new("RGB", size, "white")
    # a shade that nobody sees apart is shown as pale as it is
    grey = (
        ImageChops.difference(*pages).convert("L").point(lambda value: min(255, value * _STRONGER))
    )
    shown = Image.blend(white, pages[1], _FADED)
    shown.paste(_RED, mask=grey)
    out = io.BytesIO()
    shown.save(out, "png")
    return out.getvalue()


def _read(data: bytes) -> Image.Image | None:
    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
            return image.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
