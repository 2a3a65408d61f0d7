"""The room `alliance`: who commands and who coordinates, as of a day, from a pack and a ledger.

It gives arrangements, what differs between them, and dossiers of items; it does not know how an
arrangement will be run.
"""

from renkei.alliance.arrangement import Arrangement, arrangement
from renkei.alliance.difference import Difference, difference

__all__ = ["Arrangement", "Difference", "arrangement", "difference"]
