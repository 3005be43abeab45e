"""Named schemes: campaigns, projects, mechanisms, methods, brands, bodies, documents, awards and concepts."""

from pipeline.initiatives.find import find

__all__ = ["find"]
