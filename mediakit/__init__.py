"""mediakit: how news frames the world, measured so that every number leads back to the text.

The public names stand in ``__init__.pyi``; each is imported when it is first used.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
__version__ = "0.1.0"
