"""What we keep and give: the words, the normaliser, the only SQL, the exports."""
