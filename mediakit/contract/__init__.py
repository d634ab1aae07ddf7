"""What travels between the floors: tables, their words and colours, data files and hashes."""
