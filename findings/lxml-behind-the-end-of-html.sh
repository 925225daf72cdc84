#!/bin/sh
# What stands behind </html> is no part of the tree that lxml's HTML parser hands out, and no error says so.
#
# Browsers put it into the body, as the HTML standard says. lxml (5.4 with libxml2 2.13, 6.1 with 2.14) keeps it under
# a second "html" element beside the root: fromstring() gives the first, and text_content(), iter() and find() on
# it, and tostring() of the whole tree, see nothing of the other, while an absolute xpath ("//p") does; the parser's
# error log is empty. So pages whose
# template closes <html> too early, and files that several pages were appended to, lose all that follows, unless
# root.itersiblings() is looked at. What stands behind </body> alone is kept.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/look.py" <<'PYTHON'
from lxml import etree, html

source = "<html><body><p>The gate held.</p></body></html>\n<p>It rained.</p>"
parser = html.HTMLParser()
root = html.fromstring(source, parser=parser)
seen = root.text_content().split()
beside = [element.text_content().split() for element in root.itersiblings()]
print(etree.LXML_VERSION, etree.LIBXML_VERSION, "in the tree:", seen, "beside the root:", beside)
assert (seen, beside) == (["The", "gate", "held."], [["It", "rained."]]), (seen, beside)
assert b"rained" not in etree.tostring(root.getroottree())
assert root.xpath(".//p[contains(., 'rained')]") == []
assert len(root.xpath("//p[contains(., 'rained')]")) == 1
assert not parser.error_log
kept = html.fromstring("<html><body><p>The gate held.</p></body><p>It rained.</p></html>")
assert kept.text_content().split()[-1] == "rained."
PYTHON
for release in 5.4.0 6.1.3; do
    python3 -m venv "$folder/$release"
    "$folder/$release/bin/pip" install -q "lxml==$release"
    "$folder/$release/bin/python" "$folder/look.py"
done
echo "as described"
