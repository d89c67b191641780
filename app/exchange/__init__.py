"""Other people's files, in and out: bytes become frozen rows with findings, and rows become bytes.

Nothing here knows the database. The caller fills ``Known`` with what the school has already, and
compares, shows and stores what comes back.
"""
