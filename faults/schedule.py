"""Which faults happen when: a function of the seed alone."""

import random
from collections.abc import Collection, Sequence

from faults.faulting import FAULTS, Blow


def plan(world: str, seed: int, seconds: float, only: Collection[str] = ()) -> Sequence[Blow]:
    """Blows one after the other that fill so many seconds; ``only``: of these faults."""
    dice = random.Random(f"{world} {seed}")
    usual = [name for name, fault in FAULTS.items() if world in fault.worlds]
    names = [name for name in FAULTS if name in only] or usual
    weights = [FAULTS[name].weight for name in names]
    blows, filled = list[Blow](), 0.0
    while names and filled < seconds:
        [name] = dice.choices(names, weights)
        fault = FAULTS[name]
        lasts = round(dice.uniform(fault.shortest, fault.longest), 2)
        pause = round(dice.uniform(0.2, 1.2), 2)
        blows.append(Blow(fault=name, seed=dice.random(), lasts=lasts, pause=pause))
        filled += lasts + pause + (1.0 if "kill" in name or name == "restart" else 0.0)
    return blows
