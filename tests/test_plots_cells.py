import pytest

from analysis.plots.cells import _ink_on


@pytest.mark.parametrize(("shade", "ink"), [((1, 1, 1), "#222222"), ((0.07, 0.23, 0.4), "#FFFFFF")])
def test_figures_in_cells_can_be_read(shade, ink):
    assert _ink_on(shade) == ink
