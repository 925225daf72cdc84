"""One module for each format; each turns a report into text, as `syndetect.plugins.Reporter` asks."""
