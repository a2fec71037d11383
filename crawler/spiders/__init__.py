"""The spiders: one that crawls the press, one that checks the registry against it."""
