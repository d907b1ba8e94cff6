"""`twin town`: a generated town as a map file."""

from pathlib import Path

from twin.cli.failing import typed
from twin.cli.outputs import checked_picture, checked_target, save_figure
from twin.cli.places import block_count
from twin.tags.assemble import assemble
from twin.towns.grid import grid_features
from twin.towns.stored import to_geojson
from twin.words import Words, checked
from twin.writing import write_text


def run(blocks: str, seed: int, out: Path, figure: Path | None, lang: str) -> None:
    """Write the town, and its picture when asked; say in one line what it is."""
    picture, target = checked_picture(figure), checked_target(out, "--out", (".geojson", ".json"))
    with typed():
        features = grid_features(blocks=block_count(blocks), seed=seed)
    city = assemble(features)
    written = [str(write_text(target or out, to_geojson(features)))]
    if picture:
        from twin.plots.sheet import draw_city

        written.append(str(save_figure(draw_city(city, checked(lang)), picture)))
    minx, miny, maxx, maxy = city.bounds
    size = f"{(maxx - minx) / 1000:.2f} × {(maxy - miny) / 1000:.2f} km"
    sentence = Words(
        f"{features.name}: {size}, {len(city.buildings)} buildings, {city.people.total:.0f} residents.\nWritten: {', '.join(written)}",
        f"{features.name} : {size}, {len(city.buildings)} bâtiments, {city.people.total:.0f} habitants.\nÉcrit : {', '.join(written)}",
    )
    print(sentence.to(lang))
