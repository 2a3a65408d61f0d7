"""The room `simulation`: an arrangement and a contingency in, distributions of times out.

It models organisations, not weapons: who learns of a matter, who may decide it, who must agree, how
long each takes, where things queue.
"""
