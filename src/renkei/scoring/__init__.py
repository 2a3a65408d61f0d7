"""How well a reading agrees with a hand coding, by the codebook's own measures."""
