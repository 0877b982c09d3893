"""The controls of an explorer; the only module that knows ipywidgets and itables."""

import base64
import html
from dataclasses import replace
from typing import Any

from ..charts.hover import STYLE, locate_values, show_values
from ..core.safe_text import escape_html
from .choice import ALL, Choice, as_cells

_MOST = 1000  # sentences that go to the browser; the caption says of how many
_NAMES = {"theme": "Theme", "period": "Period", "who": "Who", "term": "Term"}
_TABLE: dict[str, Any] = {
    "allow_html": True,  # the cells are escaped, and marked
    "maxBytes": 0,
    "paging": True,
    "pageLength": 8,
    "lengthMenu": [8, 25, 100],
    "showIndex": False,
    "classes": "display compact wrap",
    "style": "table-layout:auto;width:100%;margin:0",
    "autoWidth": False,  # else columns keep the width that they had when the table was hidden
    "order": [[0, "asc"]],
    "columnDefs": [{"className": "dt-body-left", "targets": "_all"}],
}
# The sentences have what width there is; on a phone the menus fold, and each row is a paragraph.
_LOOK = """
.explorer { container-type: inline-size; }
.explorer td { vertical-align: top; overflow-wrap: anywhere; }
.explorer td:has(mark) { width: 60%; overflow-wrap: break-word; }
.explorer .fold { display: none; }
.explorer .widget-html-content { overflow: visible; }
[data-jp-theme-light="false"] .explorer .plot img { filter: brightness(0.9); }
@container (max-width: 40rem) {
  .explorer .fold { display: block; width: 100%; margin: 0 0 4px; }
  .explorer:not(:has(.fold.mod-active)) .menus { display: none; }
  .explorer thead { position: absolute; width: 1px; overflow: hidden; clip-path: inset(50%); }
  .explorer :is(table, tbody, tr) { display: block; }
  .explorer tbody tr { padding: 8px 0; }
  .explorer table.dataTable tbody td { display: inline; border: 0; padding: 0 8px 0 0; }
  .explorer table.dataTable tbody td:has(mark) { display: block; width: auto; }
}
"""


def show_controls(explorer, name: str) -> dict:
    """Make the controls under a name, closing those of an earlier run; return how to show them."""
    from ipywidgets import HTML, Box, Dropdown, Layout, ToggleButton, VBox

    # what stands under a name; no public way leads to it
    from ipywidgets.widgets.widget import _instances
    from itables.widget import ITable

    if (old := _instances.get(name)) is not None:
        old.close()
    now = explorer.first
    menus = {}
    for key, pairs in explorer.options(now).items():
        own = getattr(now, key)
        if own not in [value for _, value in pairs]:  # however seldom it is
            pairs.append((own, own))
        look = {"description": _NAMES[key], "layout": Layout(width="230px")}
        menus[key] = Dropdown(options=pairs, value=own, **look)
    chart = HTML(layout=Layout(flex="1 1 420px", max_width="760px", overflow="visible"))
    said = HTML()
    table = ITable(as_cells(explorer.find(now).head(_MOST)), **_TABLE)
    right = VBox([said, table], layout=Layout(flex="2 1 820px", min_width="0", overflow="auto"))
    busy = []

    def update(change=None) -> None:
        if busy:
            return
        choice = Choice(**{key: menu.value for key, menu in menus.items()})
        if change is not None and change["owner"] is menus["theme"]:
            busy.append(True)  # new terms are no choice of the reader's
            menus["term"].options = explorer.options(choice)["term"]
            menus["term"].value, choice = ALL, replace(choice, term=ALL)
            busy.clear()
        found = explorer.find(choice)
        shown = found.head(_MOST)
        chart.value = _draw(explorer, choice, name)
        caption = explorer.caption(choice, len(found), len(shown))
        said.value = f"<strong>{escape_html(caption)}</strong>"
        if change is not None:
            table.update(as_cells(shown), **_TABLE)

    update()
    for menu in menus.values():
        menu.observe(update, "value")
    wrap = Layout(flex_flow="row wrap", width="100%", overflow="visible")
    fold = ToggleButton(description="Choose theme, period, speaker, term").add_class("fold")
    choices = Box(list(menus.values()), layout=wrap).add_class("menus")
    look = HTML(f"<style>{STYLE}{_LOOK}</style>", layout=Layout(display="none"))
    parts = [look, fold, choices, Box([chart, right], layout=wrap)]
    page = VBox(parts, model_id=name, layout=Layout(overflow="visible")).add_class("explorer")
    return page.get_view_spec()


def _draw(explorer, choice: Choice, name: str) -> str:
    """Return the trend as a picture with its alt text and its values."""
    chart = explorer.chart(choice)
    data = base64.b64encode(chart.to_png()).decode()
    image = f'<img alt="{html.escape(chart.alt)}" src="data:image/png;base64,{data}">'
    return show_values(image, locate_values(chart.figure), name)
