"""A quantity while its span and bounds are still growing."""

from decimal import Decimal
from typing import NamedTuple

from pipeline.model import Mention, Quantity, Span


class Draft(NamedTuple):
    """The fields of a quantity with its offsets; a rule fills them one after the other."""

    start: int
    end: int
    kind: str
    value: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    unit: str = ""
    qualifier: str = ""
    per: str = ""

    def mention(self, rule: str) -> Mention[Quantity]:
        """Return the finished mention."""
        quantity = Quantity(
            self.kind, self.value, self.minimum, self.maximum, self.unit, self.per, self.qualifier
        )
        return Mention(Span(self.start, self.end), quantity, rule)
