"""One module a command; each body turns flags into a call of the library and a report into an exit code."""
