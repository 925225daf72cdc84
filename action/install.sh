#!/usr/bin/env bash
# Install syndetect from the action's own checkout, with the releases that were tested, into a place of its own.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
place=${RUNNER_TEMP:-/tmp}/syndetect
python -m venv "$place"
extras=${SYNDETECT_EXTRAS:+[$SYNDETECT_EXTRAS]}
"$place"/bin/python -m pip install --quiet --disable-pip-version-check -c "$here/constraints.txt" "$here$extras"
echo "$place/bin" >>"$GITHUB_PATH"
