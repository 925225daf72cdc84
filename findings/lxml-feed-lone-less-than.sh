#!/bin/sh
# lxml's feed parser, told to recover, stops for good at a "<" that begins no element, and says nothing.
#
# With recover=True both ways of parsing read "5 < 6" in a text when the document is given in one piece to
# fromstring(). Given in pieces to XMLPullParser.feed() no event comes any more from there on: the parser waits
# for the end of an element that never comes, and what follows is lost even when it is well-formed. Seen with
# lxml 6.1.3 (libxml2 as in its wheel). So a feed that is read as a stream must have such signs escaped first.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q lxml==6.1.3
"$folder/env/bin/python" - <<'PYTHON'
from lxml import etree

source = b"<r><i><d>It is 5 < 6 here.</d></i><i><d>The gate held.</d></i><i><d>It rained.</d></i></r>"
whole = etree.fromstring(source, etree.XMLParser(recover=True))
at_once = len(whole.findall("i"))
parser = etree.XMLPullParser(events=("end",), recover=True)
parser.feed(source)
in_pieces = sum(element.tag == "i" for _, element in parser.read_events())
print("whole:", at_once, "as a stream:", in_pieces)
assert etree.LXML_VERSION[:3] == (6, 1, 3), etree.LXML_VERSION
assert (at_once, in_pieces) == (3, 0), (at_once, in_pieces)
print("as described")
PYTHON
