"""What stands around an article and is no part of it: lines of the page, the house, the paper, the form."""
