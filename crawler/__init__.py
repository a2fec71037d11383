"""How we reach the press: the registry of outlets, discovery, the spiders, the commands."""
