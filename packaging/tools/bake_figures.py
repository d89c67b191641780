"""Build step: give the bundled Atkinson Hyperlegible Next a plain zero, and tables figures of one width.

The font has one zero, with a slash, and no OpenType feature that takes it off; ReportLab cannot switch
features on either. So the plain zero is drawn into the files themselves: the counter of the zero becomes
the outer shape, scaled to the box of the two halves that the slash left. ``tnum`` is baked into a copy of
the regular weight. The OFL allows this: the font has no Reserved Font Name.

Needs fontTools, which the program itself does not use: ``pip install fonttools``, then
``python packaging/tools/bake_figures.py resources/fonts``. A file that has its plain zero is left alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.pens.ttGlyphPen import TTGlyphPointPen
from fontTools.ttLib import TTFont

FAMILY = "AtkinsonHyperlegibleNext"
TABULAR = f"{FAMILY}_400Regular_tnum.ttf"
REGULAR = f"{FAMILY}_400Regular.ttf"
_SLASHED = 3  # contours: the outside and the two halves of the counter


def plain_zero(font: TTFont) -> bool:
    """Take the slash out of the zero; false when there is none."""
    glyf = font["glyf"]
    zero = glyf["zero"]
    if zero.numberOfContours != _SLASHED:
        return False
    points, ends, flags = zero.getCoordinates(glyf)
    outside = list(points[: ends[0] + 1])
    halves = list(points[ends[0] + 1 :])
    inside = [_onto(point, outside, halves) for point in outside]
    kinds = ["qcurve" if on_curve & 1 else None for on_curve in flags[: ends[0] + 1]]
    pen = TTGlyphPointPen(None)
    # The counter runs the other way round, or it would be filled.
    for contour, segments in ((outside, kinds), (inside[::-1], kinds[::-1])):
        pen.beginPath()
        for point, segment in zip(contour, segments, strict=True):
            pen.addPoint(point, segmentType=segment)
        pen.endPath()
    glyf["zero"] = pen.glyph()
    return True


def _onto(
    point: tuple[float, float], source: list[tuple[float, float]], target: list[tuple[float, float]]
) -> tuple[int, int]:
    """``point`` moved by the map that takes the box of ``source`` onto the box of ``target``."""
    moved = []
    for axis in (0, 1):
        low, high = min(p[axis] for p in source), max(p[axis] for p in source)
        to_low, to_high = min(p[axis] for p in target), max(p[axis] for p in target)
        moved.append(round(to_low + (point[axis] - low) * (to_high - to_low) / (high - low)))
    return moved[0], moved[1]


def tabular_figures(font: TTFont) -> None:
    """Let the character map point at the glyphs that the feature ``tnum`` would choose."""
    table = font["GSUB"].table
    swaps: dict[str, str] = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for subtable in table.LookupList.Lookup[index].SubTable:
                    swaps.update(getattr(getattr(subtable, "ExtSubTable", subtable), "mapping", {}))
    for cmap in font["cmap"].tables:
        cmap.cmap.update({code: swaps[name] for code, name in cmap.cmap.items() if name in swaps})


def main(folder: Path) -> None:
    """Bake every Atkinson file in ``folder``."""
    for path in sorted(folder.glob(f"{FAMILY}_*.ttf")):
        if path.name == TABULAR:
            continue
        font = TTFont(path)
        if plain_zero(font):
            font.save(path)
            print(f"plain zero: {path.name}")
    font = TTFont(folder / REGULAR)
    tabular_figures(font)
    font.save(folder / TABULAR)
    print(f"figures of one width: {TABULAR}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
