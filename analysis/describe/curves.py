"""The specifications of a claim by event, with the dates of the events permuted."""

import zlib
from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from ..core.periods import bound_period
from ..stats.composition import name_events
from ..stats.curve_tests import Curve, Slots, Specification, permute_curve
from ..stats.shape_orders import draw_orders
from ..stats.shape_tests import find_excess, infer_spread
from ..stats.trend_tests import arrange_shapes, arrange_units
from .readings import Readings

_N_ORDERS = 1_000
_BINS = 24


def judge_curve(
    claim: Mapping[str, str], readings: Readings, choices: list[dict], base: dict, since: str
) -> Curve:
    """Return the curve of all specifications under permuted dates of the events.

    `base` is the choice by which the claim is graded, `since` the period from which on a contrast
    takes documents as late.
    """
    slots = dict(_list_slots(readings, base, since, {choice["dates"] for choice in choices}))
    events = next(iter(slots.values()))[0]
    if len(events) < 2:
        return Curve(np.full(len(choices), np.nan), np.nan, np.nan)
    way = 1 if claim["says"] in ("rose", "peaked") else -1
    shape = "trend" if claim["says"] in ("rose", "fell") else "pulse"
    specifications = []
    for choice in choices:
        kind = shape if choice["test"] == "shape" else "contrast"
        sums = _sum_events(claim["theme"], readings, choice, events)
        specifications.append(Specification(*sums, slots[choice["dates"]][1], kind, way))
    tests = readings.test(base | {"test": "shape"})
    block = int(tests["block"].max())
    orders = draw_orders(len(events), zlib.crc32(claim["text"].encode()), block)
    # of few events all orders are there, and each counts
    return permute_curve(specifications, orders if len(events) < 9 else orders[:_N_ORDERS])


def _list_slots(
    readings: Readings, base: dict, since: str, dates: set[str]
) -> Iterator[tuple[str, tuple[pd.Index, Slots]]]:
    """Yield for each reading of dates the events that all readings date, in order of time, and where
    they are.
    """
    start = np.datetime64((bound_period(since) or ["1970-01-01"])[0], "D").astype("int64")
    names = [base["dates"], *sorted(dates - {base["dates"]})]
    placed = {}
    for name in names:
        choice = base | {"dates": name, "unit": "event", "left_out": ""}
        placed[name], _ = arrange_units(*readings.choose(choice), "share", 0)
    events = placed[names[0]].index
    for units in placed.values():
        events = events[events.isin(units.index)]
    for name, found in placed.items():
        units = found.reindex(events)
        parts = arrange_shapes(units, _BINS).bins.parts
        late = np.where(units["low"] >= start, 1, np.where(units["high"] < start, 0, -1))
        yield name, (events, Slots(units["rank"].to_numpy("float64"), parts, late))


def _sum_events(
    theme: str, readings: Readings, choice: dict, events: pd.Index
) -> tuple[np.ndarray, np.ndarray, float]:
    """Return the excess and the number of units of each event, and the sum of squares."""
    counts, _ = readings.choose(choice)
    rows = counts[(counts["theme"] == theme) & (counts["measure"] == choice["measure"])]
    named = name_events(readings.documents).set_axis(readings.documents["doc_id"].astype("str"))
    event = events.get_indexer(rows["group"].map(named))
    y, x = rows["sum_y"].to_numpy("float64"), rows["sum_x"].to_numpy("float64")
    kept = (event >= 0) & (x > 0)
    event, y, x = event[kept], y[kept], x[kept]
    if choice["unit"] == "event":
        event, at = np.unique(event, return_inverse=True)
        y, x = np.bincount(at, y), np.bincount(at, x)
    y = y[:, None]
    excess = find_excess(y, x, choice["measure"], infer_spread(y, x, choice["measure"]))[:, 0]
    n = len(events)
    sizes = np.bincount(event, minlength=n).astype(float)
    return np.bincount(event, excess, n), sizes, float((excess**2).sum())
