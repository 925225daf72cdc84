"""Text around an article that is no part of it: lines of the page, of the outlet, of a form."""
