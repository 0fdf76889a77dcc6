"""How the ten operations fall into the groups that the one rule speaks of."""

from kg.records.things import Operation as Op

#: Take away an effect, or a policy's force, while they are operative over it.
STRIKES = (Op.ERASE, Op.TERMINATE, Op.SUSPEND)

#: Change whom, where or when an effect reaches.
RESHAPES = (Op.EXTEND, Op.RESTRICT)

#: Make what an instrument did fall with the instrument; a termination undoes nothing done.
UNDOES_THE_INSTRUMENT = (Op.ERASE, Op.SUSPEND, Op.POSTPONE, Op.BAR)

#: A policy without force for the time being, though not ended.
HOLDS_BACK = (Op.POSTPONE, Op.SUSPEND)
