"""Places: the gazetteer, the mentions in a text, and what each stands for."""

from pipeline.places.find import RULES, find
from pipeline.places.focus import focus

__all__ = ["RULES", "find", "focus"]
