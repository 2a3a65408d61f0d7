"""Renkei (連携): what allies say, as a model of the alliance that can be checked and run."""
