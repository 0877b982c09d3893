"""The house style: one context for how charts look, one function that finishes a figure."""

from __future__ import annotations

import textwrap

BLUE, RED = "#1F5FA8", "#C1440E"
INK, GREY, PALE = "#222222", "#6B6B6B", "#D9D9D9"
WIDTH = 8.0  # inches, of every chart

STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "text.color": INK,
    "axes.labelcolor": GREY,
    "axes.edgecolor": PALE,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": "#EBEBEB",
    "axes.axisbelow": True,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "axes.titlesize": 9.5,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "figure.facecolor": "white",
}
_WIDE, _SMALL = 84, 112  # characters of the headline's and the other lines' width


def finish(figure, headline: str, subtitle: str, source: str) -> None:
    """Put headline, subtitle and source line on a figure, and make room for them around the plot."""
    height = figure.get_size_inches()[1]
    head, sub = textwrap.wrap(headline, _WIDE), textwrap.wrap(subtitle, _SMALL)
    foot = textwrap.wrap(source, _SMALL + 8)
    y = 1 - 0.1 / height
    for lines, size, weight, colour in ((head, 12, "bold", INK), (sub, 9, "normal", GREY)):
        for line in lines:
            figure.text(
                0.1 / WIDTH, y, line, fontsize=size, fontweight=weight, color=colour, va="top", parse_math=False
            )
            y -= size * 1.45 / 72 / height
    for i, line in enumerate(reversed(foot)):
        figure.text(
            0.1 / WIDTH, (0.08 + i * 0.15) / height, line, fontsize=7.5, color=GREY, va="bottom", parse_math=False
        )
    figure.get_layout_engine().set(
        rect=(0, (0.12 + 0.15 * len(foot)) / height, 1, y - 0.06 / height - (0.12 + 0.15 * len(foot)) / height)
    )
