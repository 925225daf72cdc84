"""Other libraries, each from one JSONL file to candidate pairs in the fastest way its documentation shows.

One module a library, run as a process of its own by whatever Python has the library: nothing in here imports
syndetect. Each takes DOCS and `--pairs FILE`, and writes a JSON list of two ids a line.
"""
