#!/bin/sh
# A page called "search" is lost from a Sphinx site, and no strictness says so.
#
# Sphinx's HTML builder writes its own search.html after all pages, over one of the same name; "genindex" fares alike.
# Seen with Sphinx 9.0.4, warnings as errors and nitpicky: exit code 0, nothing on stderr, and the page's words are nowhere.
# The table of contents links to it still, under the title "Search Page".
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q sphinx==9.0.4
mkdir "$folder/docs"
cat >"$folder/docs/conf.py" <<'CONF'
project = "weir"
CONF
printf 'Weir\n====\n\n.. toctree::\n\n   search\n   other\n' >"$folder/docs/index.rst"
printf 'How boats are found\n===================\n\nDivers look below the weir.\n' >"$folder/docs/search.rst"
printf 'Another page\n============\n\nThe sluice is open.\n' >"$folder/docs/other.rst"
"$folder/env/bin/python" -m sphinx --version
"$folder/env/bin/python" -m sphinx -q -n -W -b html "$folder/docs" "$folder/out" 2>"$folder/said"
[ ! -s "$folder/said" ] || { cat "$folder/said"; exit 1; }
grep -q 'The sluice is open' "$folder/out/other.html"
if grep -q 'Divers look below the weir' "$folder/out/search.html"; then
  echo 'the page is there after all'
  exit 1
fi
grep -o '<title>[^<]*</title>' "$folder/out/search.html"
grep -o 'href="search.html">[^<]*<' "$folder/out/index.html" | sort -u
echo 'as described'
