"""A page: HTML that a notebook shows, a browser opens, and a file holds."""

from __future__ import annotations

from pathlib import Path

from mediakit.pages.rendering import css, render


class Page(str):
    """A reading view: HTML that a notebook shows, a browser opens, and `save` writes.

    Examples
    --------
    >>> Page("<div>Taxes rise.</div>", "Taxes")
    <Page 'Taxes', 1 KB: show it in a notebook, or .save("page.html")>
    """

    name: str

    def __new__(cls, html: str, name: str = "") -> Page:
        """Make a page of `html` that goes by `name`."""
        page = super().__new__(cls, html)
        page.name = name
        return page

    def __repr__(self) -> str:
        size = len(self) // 1000 + 1
        return f'<Page {self.name!r}, {size} KB: show it in a notebook, or .save("page.html")>'

    def _repr_html_(self) -> str:
        return str(self)

    def save(self, path: str | Path) -> Path:
        """Write the view to `path` as a web page that needs nothing else, and return the path.

        The folder is made if it is not there.
        """
        from markupsafe import Markup

        path = Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        html = render("page.html", name=self.name, html=Markup(self), css=css("page.css"))
        path.write_bytes(f"{html}\n".encode("utf-8", "xmlcharrefreplace"))
        return path
