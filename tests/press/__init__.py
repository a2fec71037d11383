"""A small press on loopback that the project carries: invented outlets, with what must come out beside each article."""
