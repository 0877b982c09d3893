"""The widget in which sentences are labelled; the only module here that knows anywidget."""

from pathlib import Path

import anywidget
import traitlets

from ..core.guards import say_error

_FOLDER = Path(__file__).with_name("templates")


class LabelWidget(anywidget.AnyWidget):
    """Shows what `Labelling.show` gives, and does what the keys ask for."""

    _esm = (_FOLDER / "label.mjs").read_text(encoding="utf-8")
    _css = (_FOLDER / "label.css").read_text(encoding="utf-8")
    seen = traitlets.Dict().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)

    def __init__(self, labelling, **options) -> None:
        super().__init__(seen=labelling.show(), said="", **options)
        self._labelling = labelling
        self.on_msg(self._answer)

    def _answer(self, _widget, content, _buffers) -> None:
        """Do what was asked for the sentence at hand; a key pressed for another one is late."""
        if isinstance(content, dict) and content.get("at") == self.seen["at"]:
            self.said = self._do(content)
            self.seen = self._labelling.show()
        self.send({"answered": True})

    def _do(self, content: dict) -> str:
        """Return what was done, or why it was not."""
        try:
            if content.get("undo"):
                self._labelling.undo()
                return "Last label taken back."
            label = str(content.get("label"))
            self._labelling.decide(label)
            return f"Saved: {label}."
        except (OSError, ValueError) as error:
            return f"Not saved: {say_error(error, done='saved')[0]}."


def show_widget(labelling, name: str) -> dict:
    """Make the widget under a name, and return how a notebook shows it.

    What stands under the name already is closed: the cell was run again.
    """
    # what stands under a name; no public way leads to it
    from ipywidgets.widgets.widget import _instances

    old = _instances.get(name)
    if old is not None:
        old.close()
    return LabelWidget(labelling, model_id=name).get_view_spec()
