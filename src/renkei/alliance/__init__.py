"""The room `alliance`: who commands and who coordinates, as of a day, from a pack.

It takes a pack and gives arrangements; it does not know how one will be run.
"""

from renkei.alliance.arrangement import Arrangement, arrangement

__all__ = ["Arrangement", "arrangement"]
