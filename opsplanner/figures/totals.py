"""What key figures rest on, measure by measure: totals of the whole operation hold cases that no chart holds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from opsplanner.figures.disclosure import is_small
from opsplanner.figures.frame import Selection
from opsplanner.figures.frame.columns import Bools
from opsplanner.figures.measures import Evidence, offered
from opsplanner.figures.publication import Publication


@dataclass(frozen=True)
class Totals:
    """`charted`: what charts are drawn from; `everything`: the same with `red`, cases of others that are marked RED."""

    charted: Evidence
    everything: Evidence
    red: Bools
    told: Publication | None = None

    def behind(self, measure: str) -> Evidence:
        """What the total of a measure rests on.

        What a total holds more than its chart tells of the cases marked RED: how many there are is told, to whom small
        numbers are not told if they are not small; what one or two of them amount to is told to nobody.
        """
        if self.everything is self.charted:
            return self.charted
        if self.told is None:
            return self.charted if self.charted.is_amount(measure) and self._few(measure) else self.everything
        if offered(self.charted.own)[measure].level == "effort":
            return self.charted
        told = self.told.tells_red_amount(measure) if self.charted.is_amount(measure) else self.told.tells_red
        return self.everything if told else self.charted

    def holds_back(self, measure: str) -> bool:
        """Whether the reader may not see the total of a measure."""
        return self.told is not None and self.told.holds(measure)

    def _few(self, measure: str) -> bool:
        """Whether one or two cases marked RED state an amount (of money: in one of the currencies)."""
        stated = self.everything.only(Selection(self.red)).behind(measure).cases
        if measure != "value":
            return is_small(int(np.count_nonzero(stated)))
        return any(map(is_small, np.bincount(self.everything.frame.by("value_currency").codes[stated])))
