"""Who has a text from whom: evidence of direction, links, the tree, second sources, an absent source."""
