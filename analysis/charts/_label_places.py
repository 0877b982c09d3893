"""Where labels have room: beside their points, or as boxes apart; in inches, y downwards."""

from collections.abc import Sequence

import numpy as np

from ._text import text_width

LINE = 0.15  # inches, of a line of small text
_PUSHES = 400


def place_labels(
    points: np.ndarray,
    texts: Sequence[str],
    size: float,
    room: tuple[float, float, float, float],
    radius: float = 0.06,
) -> list[tuple[float, float] | None]:
    """Return the middle of each label, beside its point, so that none lies on a point or a label;
    None where none fits.

    The first `len(texts)` points have a label, the others are only kept clear; all have the same
    radius. `room` is the left, top, right and bottom edge.
    """
    taken = np.column_stack([points - radius, points + radius])
    found: list[tuple[float, float] | None] = []
    for i, text in enumerate(texts):
        half = np.array([text_width(text, size) / 2 + 0.02, LINE / 2])
        ways = np.array(_beside(half[0], radius))
        at = _find_free(points[i] + ways, half, room, np.delete(taken, i, axis=0))
        found.append(at)
        if at is not None:
            taken = np.vstack([taken, np.concatenate([at - half, at + half])])
    return found


def place_apart(
    points: np.ndarray,
    marks: np.ndarray,
    texts: Sequence[str],
    size: float,
    room: tuple[float, float, float, float],
) -> list[tuple[float, float]]:
    """Return the middle of each label, as near to its point as it covers no mark and no label; where
    all is taken, on its point.

    `marks` are x, y and radius of what must stay in sight, `room` the left, top, right and bottom
    edge.
    """
    reach = np.arange(0.16, np.hypot(room[2] - room[0], room[3] - room[1]), 0.08)
    turns = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    ways = np.column_stack([np.cos(turns), np.sin(turns)])
    offsets = np.round(np.concatenate([r * ways for r in reach]), 6)
    taken = np.column_stack([marks[:, :2] - marks[:, 2:], marks[:, :2] + marks[:, 2:]])
    found: list[tuple[float, float]] = []
    for point, text in zip(points, texts, strict=True):
        half = np.array([text_width(text, size) / 2 + 0.06, LINE / 2 + 0.04])
        at = _find_free(point + offsets, half, room, taken) or tuple(point.tolist())
        taken = np.vstack([taken, np.concatenate([at - half, at + half])])
        found.append(at)
    return found


def _find_free(
    middles: np.ndarray, half: np.ndarray, room: tuple[float, ...], taken: np.ndarray
) -> tuple[float, float] | None:
    """Return the first middle of a box that lies in the room and meets none of those taken."""
    inside = ((middles - half >= room[:2]) & (middles + half <= room[2:])).all(axis=1)
    return next((tuple(m.tolist()) for m in middles[inside] if not _meets(m, half, taken)), None)


def _meets(middle: np.ndarray, half: np.ndarray, taken: np.ndarray) -> bool:
    """Return whether a box meets one of those taken."""
    low, high = middle - half, middle + half
    return bool(((low < taken[:, 2:]) & (high > taken[:, :2])).all(axis=1).any())


def _beside(half: float, radius: float) -> list[tuple[float, float]]:
    """Return how far a label's middle may stand from its point, the best first."""
    side, line = half + radius + 0.02, radius + LINE / 2 + 0.01
    near = [(side, 0), (-side, 0), (0, -line), (0, line)]
    corners = [(dx, dy) for dx in (half, -half) for dy in (-line, line)]
    away = [(dx * 1.1, times * line) for times in (-2, 2, -3, 3) for dx in (0, half, -half)]
    return near + corners + away


def spread_links(a: np.ndarray, b: np.ndarray, weight: np.ndarray, n: int) -> np.ndarray:
    """Return n places in the unit square with linked ones near (Fruchterman and Reingold 1991).

    From a spiral, and every step rounded, so that the places are the same on every machine.
    """
    angle = 2 * np.pi * np.arange(n) / max(n, 1)
    circle = np.column_stack([np.cos(angle), np.sin(angle)])
    places = np.round(circle * np.linspace(0.3, 1, n)[:, None], 6)
    ideal = 1 / np.sqrt(max(n, 1))
    pull = np.zeros((n, n))
    pull[a, b] = pull[b, a] = weight
    for heat in np.linspace(0.2, 0.002, 300):
        gap = places[:, None] - places[None]
        far = np.maximum(np.sqrt((gap**2).sum(axis=2)), 1e-3)
        # a little towards all, so that parts stay in sight
        force = ideal**2 / far**2 - pull * far / ideal - 0.02
        move = (gap * force[:, :, None]).sum(axis=1)
        length = np.maximum(np.sqrt((move**2).sum(axis=1, keepdims=True)), 1e-9)
        places = np.round(places + move / length * np.minimum(length, heat), 6)
    if n < 2:
        return np.full((n, 2), 0.5)
    return (places - places.min(axis=0)) / np.maximum(np.ptp(places, axis=0), 1e-9)


def part_boxes(
    places: np.ndarray, wide: np.ndarray, high: float, room: tuple[float, float, float, float]
) -> np.ndarray:
    """Return middles of boxes within the room, pushed apart until none meets another."""
    places = places.astype(float)
    half = np.column_stack([wide / 2, np.full(len(wide), high / 2)])
    low = np.array(room[:2]) + half
    top = np.maximum(low, np.array(room[2:]) - half)
    before = np.sign(np.arange(len(places))[:, None] - np.arange(len(places))[None])
    places = np.clip(places, low, top)
    for _ in range(_PUSHES):
        gap = places[:, None] - places[None]
        over = half[:, None] + half[None] - np.abs(gap)
        meet = (over > 0).all(axis=2) & (before != 0)
        if not meet.any():
            break
        way = np.where(gap == 0, before[:, :, None], np.sign(gap))
        flat = over[:, :, 0] < over[:, :, 1]  # the shorter way out
        push = way * over * 0.55 * np.stack([meet & flat, meet & ~flat], axis=2)
        places = np.clip(places + push.sum(axis=1), low, top).round(6)
    return places


def find_clear(places: np.ndarray, wide: np.ndarray, high: float) -> list[int]:
    """Return which boxes, the first first, can be drawn without meeting one that is drawn."""
    half = np.column_stack([wide / 2, np.full(len(wide), high / 2)])
    boxes = np.hstack([places - half, places + half])
    kept: list[int] = []
    for i, place in enumerate(places):
        if not _meets(place, half[i], boxes[kept]):
            kept.append(i)
    return kept
