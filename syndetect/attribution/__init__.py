"""What one text says of itself: whom it credits, what it left standing of others, how it is written."""
