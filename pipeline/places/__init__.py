"""Places: the gazetteer, the mentions in a text, and what each stands for."""

from pipeline.places.find import RULES, find

__all__ = ["RULES", "find"]
