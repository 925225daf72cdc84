"""One module a format; each turns a report into text behind `syndetect.plugins.Reporter`."""
