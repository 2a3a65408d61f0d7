"""The room `outlook`: what falls due and what is overdue, and what became of what was expected."""
