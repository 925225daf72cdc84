"""How well syndetect judges: labelled sets through the public API, one table a set, floors that hold."""
