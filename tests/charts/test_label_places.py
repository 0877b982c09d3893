import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples

from analysis.charts._label_places import (
    find_clear,
    part_boxes,
    place_apart,
    place_labels,
    spread_links,
)

ROOM = (0.0, 0.0, 8.0, 4.0)


def test_a_label_stands_right_of_its_point_or_left_at_the_edge():
    right, left = place_labels(np.array([[1.0, 2.0], [7.9, 2.0]]), ["quad", "quad"], 8, ROOM)
    assert right[0] > 1 and left[0] < 7.9 and right[1] == left[1] == 2


def test_what_has_no_room_is_left_out():
    got = place_labels(np.full((40, 2), 2.0), ["a label"] * 40, 8, ROOM)
    assert got[0] is None or len({p for p in got if p}) == sum(p is not None for p in got)
    assert None in got


@settings(max_examples=examples(30))
@given(st.lists(st.tuples(st.floats(0.5, 7.5), st.floats(0.3, 3.7)), min_size=1, max_size=60))
def test_numbers_apart_cover_no_mark_and_no_number(points):
    marks = np.array([(x, y, 0.05) for x, y in points])
    at = np.array(place_apart(marks[:5, :2], marks, ["12"] * len(points[:5]), 9, ROOM))
    for i, (x, y) in enumerate(at):
        covered = (abs(marks[:, 0] - x) < 0.1) & (abs(marks[:, 1] - y) < 0.1)
        near = (abs(at[:i, 0] - x) < 0.16) & (abs(at[:i, 1] - y) < 0.16)
        assert not covered.any() and not near.any() and 0 < x < 8 and 0 < y < 4


def test_a_number_without_room_stands_on_its_point():
    marks = np.array([(x / 4, y / 4, 0.3) for x in range(33) for y in range(17)])
    assert place_apart(np.array([[2.0, 2.0]]), marks, ["1"], 9, ROOM) == [(2.0, 2.0)]


@settings(max_examples=examples(30))
@given(st.lists(st.tuples(st.floats(0.5, 7.5), st.floats(0.3, 3.7)), min_size=1, max_size=12))
def test_what_is_kept_of_boxes_never_meets_and_stays_in_the_room(points):
    wide = np.linspace(0.4, 1.5, len(points))
    places = part_boxes(np.array(points), wide, 0.25, ROOM)
    assert (places[:, 0] - wide / 2 >= -1e-5).all() and (places[:, 0] + wide / 2 <= 8 + 1e-5).all()
    kept = find_clear(places, wide, 0.25)
    assert kept[0] == 0
    for n, i in enumerate(kept):
        for j in kept[:n]:
            apart = abs(places[i] - places[j])
            assert apart[0] >= (wide[i] + wide[j]) / 2 - 1e-9 or apart[1] >= 0.25 - 1e-9


def test_boxes_in_one_place_are_parted():
    wide = np.full(8, 1.0)
    assert len(find_clear(part_boxes(np.full((8, 2), 2.0), wide, 0.25, ROOM), wide, 0.25)) == 8


def test_linked_places_are_nearer():
    """Two pairs without a link between them."""
    places = spread_links(np.array([0, 2]), np.array([1, 3]), np.ones(2), 4)
    far = np.linalg.norm(places[:, None] - places[None], axis=2)
    assert max(far[0, 1], far[2, 3]) < min(far[0, 2], far[0, 3], far[1, 2], far[1, 3])
    assert places.min() >= 0 and places.max() <= 1
