"""What the commands show on a terminal: from the ledger's records to lines and tables."""
