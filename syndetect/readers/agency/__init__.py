"""What news agencies send: ninjs, NewsML and NITF, all turned into the same fields."""
