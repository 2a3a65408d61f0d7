"""The room `export`: what other rooms hold, drawn or written for other tools."""
