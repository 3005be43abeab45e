"""Stated quantities: numerals, units, dates, and what they count."""

from pipeline.numbers.scan import find

__all__ = ["find"]
