"""What an outlet lists: feeds, sitemaps and section pages, read from bytes to links."""
