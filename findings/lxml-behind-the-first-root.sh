#!/bin/sh
# lxml told to recover ends at the first element that closes: a feed behind a line break of HTML is lost.
#
# A server's program that warns on its page ahead of the feed writes "<br />" first, and readers of feeds that are used to it
# show the feed. With recover=True lxml 5.3.0 returns the <br/> as the whole document, from fromstring and from
# the pull parser, and raises nothing. Who counts entries sees an empty feed and no error.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q lxml==5.3.0
"$folder/env/bin/python" - <<'PYTHON'
from lxml import etree

ITEM = "<item><title>Gate holds</title><description>It held through the storm.</description></item>"
FEED = f'<rss version="2.0"><channel><title>Gull</title>{ITEM}{ITEM}</channel></rss>'
warned = f"<br />\n<b>Warning</b>: x.php on line 3<br />\n{FEED}".encode()

root = etree.fromstring(warned, etree.XMLParser(recover=True))
pull = etree.XMLPullParser(events=("start",), recover=True)
pull.feed(warned)
pulled = [element.tag for _, element in pull.read_events()]
seen = root.tag, len(list(root.iter("item"))), pulled
print(seen)
assert etree.LXML_VERSION[:2] == (5, 3)
assert seen == ("br", 0, ["br"]), seen
plain = etree.fromstring(FEED.encode())
assert len(list(plain.iter("item"))) == 2
print("as described")
PYTHON
