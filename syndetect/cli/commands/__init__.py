"""One module for each command, which calls the library with the flags and returns the exit code."""
