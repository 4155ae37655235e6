"""The demo's photographs, drawn by code: `draw(name)` gives the picture.

To add one, write a scene in `scenes/` and name it in DRAWINGS.
"""

from collections.abc import Callable

from PIL import Image

from .brushes import Canvas
from .scenes import city, country, harbour, indoors

DRAWINGS: dict[str, Callable[[Canvas], None]] = {
    "assembly-hall": city.assembly_hall,
    "boatyard-portrait": indoors.boatyard_portrait,
    "bridge-in-fog": harbour.bridge_in_fog,
    "concert-lights": indoors.concert_lights,
    "container-cranes": harbour.container_cranes,
    "courthouse": city.courthouse,
    "estuary-hills": country.estuary_hills,
    "greenhouse": country.greenhouse,
    "harbour-dusk": harbour.harbour_dusk,
    "harbour-sepia": harbour.harbour_sepia,
    "market-awnings": city.market_awnings,
    "observatory-night": country.observatory_night,
    "skyline-night": city.skyline_night,
    "wind-turbines": country.wind_turbines,
}


def draw(name: str, size: tuple[int, int] = (1920, 1280)) -> Image.Image:
    """The picture called `name`, in RGB, `size` pixels wide and high; the same each time.

    Scenes are composed for 3:2. Raises ValueError where nobody has drawn `name`.
    """
    if name not in DRAWINGS:
        raise ValueError(f"There is no drawing “{name}”; there are {', '.join(DRAWINGS)}.")
    canvas = Canvas(name, size)
    DRAWINGS[name](canvas)
    return canvas.finish()
