"""Where a viewer of notebooks would set text as mathematics: what it looks for in Markdown, and in
a page that is drawn.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

#: Texts as articles, sources and lexicons hold them, in which a viewer would find mathematics,
# mark-up or escapes.
TEXTS = [
    "$5 million and $6 million", "A$AP $x^2$", r"\(a\)", r"\[a\]", r"\begin{equation}x\end{equation}", "US$10bn–US$20bn",
    "$$x$$", "`$x$`", r"C:\new\table \\ \$5 and \$6", "cost $1 *and* $2 _x_", "50 % & <b>", r"\ref{x} \eqref{y}", "@@0@@ @@1@@",
    r"\\(a\\) \\[b\\]", "{$}{$}", "$ 5", "$", "\\", "$$", "5$", r"\begin{align*}", "&#36;x&#36;", "&dollar;x&bsol;", "<span>$</span>x$",
    "$`x`$", "```math", "- $1\\", "# $1$", "1. $2$", "| $a | b$ |", "**$x$**", "[$x$](y$z$)", "![$](y)", "<!-- $ --> $", "$x_1$ $y_2$",
    "http://x.y/$a$", "\\`$x$\\`", "~~$x$~~", "<a href='$'>$</a>", "नमस्ते $५$ और $६$", "$一$和$二$", "💰$1$💰", "tail\\", "\\$",
]  # fmt: skip

# What JupyterLab takes out of Markdown before it reads it, and what MathJax opens mathematics with.
_IN_MARKDOWN = re.compile(r"\$|\\\\[()\[\]]|\\(?:begin|end)\{")
_IN_PAGE = re.compile(r"\$\$?|\\[()\[\]$\\]|\\(?:begin|end)\s*\{|\\(?:eq)?ref\s*\{")
_JOINED, _SKIPPED = {"br", "wbr"}, {"pre", "code", "script", "style", "textarea"}


class Strings(HTMLParser):
    """The strings that MathJax sees in HTML: text runs on over line breaks and comments, not over
    the edge of an element.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.strings, self.text, self._skipped = [""], "", 0
        self.feed(str(page))
        self.close()

    def handle_starttag(self, tag, attrs) -> None:
        self._skipped += tag in _SKIPPED
        if tag not in _JOINED:
            self.strings.append("")

    def handle_endtag(self, tag) -> None:
        self._skipped -= tag in _SKIPPED
        self.strings.append("")

    def handle_data(self, data) -> None:
        self.text += data
        if not self._skipped:
            self.strings[-1] += data


def find_maths(page: str) -> list[str]:
    """Return the strings of a page in which mathematics could open and end; a lone `$` or backslash
    is none.
    """
    return [
        string for string in Strings(page).strings if len(string) > 1 and _IN_PAGE.search(string)
    ]


def find_maths_in_markdown(source: str) -> list[str]:
    """Return what opens mathematics in Markdown, and then what does in the page that it becomes."""
    return _IN_MARKDOWN.findall(source) + [
        found for page in draw_pages(source) for found in find_maths(page)
    ]


def draw_pages(source: str) -> list[str]:
    """Return Markdown as HTML: as nbconvert draws it, and as a plain reader does, with and without
    mathematics.
    """
    import mistune
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    notebook = MarkdownWithMath(
        renderer=IPythonRenderer(escape=False, allow_harmful_protocols=False)
    )
    plugins = ["url", "table", "strikethrough", "math"]
    return [
        notebook.render(source),
        mistune.html(source),
        mistune.create_markdown(escape=False, plugins=plugins)(source),
    ]
