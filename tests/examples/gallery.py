"""The pictures of the README: run the examples, take what they draw, and photograph the studio and a report.

`make gallery` (python tests/examples/gallery.py) writes them into docs/ anew, small enough for a page: 1200 pixels wide, 256 colours. Names
given after it (such as `05_bike_lane studio`) make only those. The last two need chromium and playwright, and are left as they are without.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image
from scipy.spatial import cKDTree

import twin

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
DOCS, WIDTH, MOST, COLOURS = ROOT / "docs", 1200, 250_000, 256  # pixels, bytes
COMMON, OFTEN = 96, 20  # colours taken for being common; pixels from which a colour counts fully
MORE = {"05_bike_lane": "05_bike_lane_ledger", "12_to_2100": "12_to_2100_lines"}  # of several pictures the one that is shown
ALSO = {"13_would_the_winner_still_win": ("13_how_sure",)}


def in_palette(image: Image.Image) -> Image.Image:
    """The commonest colours, which keep flat ground as it is, and those furthest from all chosen, which keep thin lines."""
    colours, place, counts = np.unique(np.asarray(image).reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    colours = colours.astype(float)
    chosen = [int(i) for i in np.argsort(-counts, kind="stable")[:COMMON]]
    away = np.min([((colours - colours[i]) ** 2).sum(axis=1) for i in chosen], axis=0)
    while len(chosen) < min(COLOURS, len(colours)):
        chosen.append(int(np.argmax(away * np.minimum(counts, OFTEN))))
        away = np.minimum(away, ((colours - colours[chosen[-1]]) ** 2).sum(axis=1))
    nearest = cKDTree(colours[chosen]).query(colours)[1].astype(np.uint8)
    flat = Image.fromarray(nearest[place.reshape(-1)].reshape(image.height, image.width), "P")
    flat.putpalette(colours[chosen].astype(np.uint8).ravel().tolist())
    return flat


def shrunk(picture: Path, target: Path) -> None:
    """The picture no wider than `WIDTH`, in a palette, as `target`."""
    image = Image.open(picture).convert("RGB")
    width = WIDTH
    while True:
        small = (
            image if image.width <= width else image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
        )
        in_palette(small).save(held := BytesIO(), "png", optimize=True)
        content = held.getvalue()
        if len(content) <= MOST or width < 700:
            break
        width -= 100
    target.write_bytes(content)
    print(f"written  docs/{target.name}  {len(content) // 1000} kB", flush=True)


def of_example(script: Path, folder: Path) -> Iterable[Path]:
    """What an example draws into `folder`, of several pictures those of the page."""
    subprocess.run([sys.executable, str(script)], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    names = [MORE.get(script.stem, script.stem), *ALSO.get(script.stem, ())]
    return [path for name in names if (path := folder / "out" / f"{name}.png").exists()]


def photographed(wanted: set[str], folder: Path) -> Iterable[Path]:
    """The studio with a plan drawn, and the top of a report, as a browser shows them."""
    from playwright.sync_api import sync_playwright

    from tests.studio.browser import ARGUMENTS, browser_path, served, wait_for_numbers
    from twin.studio.server import app_of

    city = twin.saint_jumeau()
    lane = twin.BikeLane(along="Boulevard de la République", replaces="car lane", style="two-way track", width=1.4)
    plan = twin.Plan("Lane and meadow", [lane, twin.Depave(where="Parking de la Gare", to="meadow")])
    plan.write(folder / "plan.geojson", city)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        if "report" in wanted:
            twin.compare(city, plan).report(folder / "report.html")
            page.set_viewport_size({"width": 1280, "height": 1400})
            page.goto((folder / "report.html").as_uri())
            page.screenshot(path=folder / "report.png")
            yield folder / "report.png"
        if "studio" in wanted:
            with served(app_of(city, "gallery")) as home:
                page.set_viewport_size({"width": 1400, "height": 900})
                page.goto(f"{home}/?token=gallery")
                wait_for_numbers(page)
                page.locator("input[type=file]").first.set_input_files(folder / "plan.geojson")
                page.wait_for_timeout(500)
                wait_for_numbers(page)
                page.wait_for_timeout(1500)
                page.screenshot(path=folder / "studio.png")
                yield folder / "studio.png"
        browser.close()


def main() -> None:
    """Make the pictures named on the command line, or all."""
    wanted = set(sys.argv[1:])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for script in sorted((ROOT / "examples").glob("*.py")):
            if not wanted or script.stem in wanted:
                for picture in of_example(script, folder):
                    shrunk(picture, DOCS / picture.name)
        if not wanted or "demo" in wanted:
            subprocess.run([sys.executable, "-m", "twin", "demo"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
            shrunk(folder / "out" / "demo.png", DOCS / "demo.png")
        for picture in photographed(wanted or {"studio", "report"}, folder) if not wanted or wanted & {"studio", "report"} else ():
            shrunk(picture, DOCS / picture.name)


if __name__ == "__main__":
    main()
