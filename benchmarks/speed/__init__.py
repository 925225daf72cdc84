"""How fast syndetect is, and beside whom: a generated corpus, peers run in turn, ratios."""
