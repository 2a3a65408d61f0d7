"""The web app on a ledger: pages, their ``.json`` twins and ``.csv`` tables, and people's changes.

A page is a module in `renkei.web.pages`: a function that turns the ledger and the pack into a
frozen view, and a `Page` that says where it stands. Its template shows the view, its twin is the
view as JSON. `renkei.web.app.create_app` makes the app; ``renkei serve`` runs it.
"""
