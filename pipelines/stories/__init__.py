"""Which articles tell of one event, across outlets, scripts and languages. Pure: no clock, no network, no SQL."""
