"""The page: one figure measured in inches from its top left corner, on which panels put text, lines and boxes."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import withStroke

from twin.plots import style

Box = tuple[float, float, float, float]  # left, top, right, bottom [in]


class Page:
    """A figure of `width` by `height` [in]; x runs to the right and y down, both in inches."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width, height), dpi=style.DPI, facecolor=style.PAPER)
        FigureCanvasAgg(self.figure)
        self.axes = self.panel((0, 0, width, height))
        self.axes.set(xlim=(0, width), ylim=(height, 0), zorder=10)

    def panel(self, box: Box) -> Axes:
        """Axes without ticks or frame over `box`."""
        left, top, right, bottom = box
        size = (left / self.width, 1 - bottom / self.height, (right - left) / self.width, (bottom - top) / self.height)
        axes = self.figure.add_axes(size)
        axes.set_axis_off()
        return axes

    def text(
        self, x: float, y: float, text: str, size: float = style.BODY, colour: str = style.INK, bold: bool = False,
        ha: str = "left", va: str = "center_baseline", halo: float = 0.0, zorder: float = 5, angle: float = 0.0,
    ) -> Box:  # fmt: skip
        """Write one line; returns the box it takes.

        halo    width of a paper-coloured rim [pt]
        angle   turn to the left about the text's middle [°]; for centred text
        """
        effects = [withStroke(linewidth=halo, foreground=style.PAPER)] if halo else None
        self.axes.text(
            x, y, text, fontproperties=style.font(size, bold), color=colour, ha=ha, va=va, path_effects=effects,
            parse_math=False, usetex=False, zorder=zorder, rotation=angle, rotation_mode="anchor",
        )  # fmt: skip
        wide, high = style.text_width(text, size, bold), style.text_height(size)
        left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[ha] * wide
        return left, y - high / 2, left + wide, y + high / 2

    def line(
        self, xs: Sequence[float], ys: Sequence[float], colour: str = style.RULE, width: float = 1.0, dashed: bool = False,
        zorder: float = 2, rounded: bool = False, alpha: float = 1.0,
    ) -> None:  # fmt: skip
        self.axes.add_line(
            Line2D(
                xs, ys, color=colour, linewidth=width, linestyle=(0, (4, 2.5)) if dashed else "-", zorder=zorder, alpha=alpha,
                solid_capstyle="round" if rounded else "butt", clip_on=False,
            )
        )  # fmt: skip

    def box(
        self, box: Box, fill: str = "none", edge: str = "none", width: float = 0.8, alpha: float = 1.0, zorder: float = 2,
        dashed: bool = False,
    ) -> None:  # fmt: skip
        left, top, right, bottom = box
        self.axes.add_patch(
            Rectangle(
                (left, top), right - left, bottom - top, facecolor=fill, edgecolor=edge, linewidth=width, alpha=alpha, zorder=zorder,
                linestyle=(0, (3, 2)) if dashed else "-",
            )
        )  # fmt: skip

    def circle(self, x: float, y: float, radius: float, fill: str, edge: str, width: float = 1.5, zorder: float = 4) -> None:
        self.axes.add_patch(Circle((x, y), radius, facecolor=fill, edgecolor=edge, linewidth=width, zorder=zorder))

    def diamond(self, x: float, y: float, radius: float, fill: str, zorder: float = 4) -> None:
        corners = [(x - radius, y), (x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
        self.shape(Path(corners, closed=True), fill, zorder=zorder)

    def shape(self, path: Path, fill: str, alpha: float = 1.0, zorder: float = 2) -> None:
        self.axes.add_patch(PathPatch(path, facecolor=fill, edgecolor="none", linewidth=0, alpha=alpha, zorder=zorder))


def overlap(a: Box, b: Box, margin: float = 0.0) -> bool:
    """Whether two boxes touch, or come nearer than `margin` [in]."""
    return a[0] < b[2] + margin and b[0] < a[2] + margin and a[1] < b[3] + margin and b[1] < a[3] + margin


def inside(box: Box, outer: Box, margin: float = 0.0) -> bool:
    return box[0] >= outer[0] + margin and box[1] >= outer[1] + margin and box[2] <= outer[2] - margin and box[3] <= outer[3] - margin
