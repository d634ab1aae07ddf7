"""The document under the name by which signals of one's own import it."""

from mediakit.text.document import Document, Span
from mediakit.text.quotations import Quotation

__all__ = ["Document", "Quotation", "Span"]
