"""Packs: an alliance as data.

A pack is a folder of YAML: names, items with their histories, posts, links, meetings, series and
forecasts, each row with the source that it rests on. `renkei.packs.load` reads one,
`renkei.packs.check` says what is wrong with it, `renkei.packs.names` gives the names by which a
reader knows its items. Nothing here knows of any one alliance.
"""
