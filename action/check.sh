#!/usr/bin/env bash
# Run the check once, write every report of it, and tell the steps behind what came of it.
#
# Annotations and the summary of the step come from the format that is GitHub's. The exit code is an output: the
# steps that upload and comment come first, and the last one ends with it.
set -euo pipefail

place=${RUNNER_TEMP:-/tmp}/syndetect-reports
mkdir -p "$place"
rm -f "$place"/report.*

arguments=()
[ -z "${SYNDETECT_AGAINST:-}" ] || arguments+=(--against "$SYNDETECT_AGAINST")
[ -z "${SYNDETECT_CHANGED_SINCE:-}" ] || arguments+=(--changed-since "$SYNDETECT_CHANGED_SINCE")
[ -z "${SYNDETECT_FAIL_ON:-}" ] || arguments+=(--fail-on "$SYNDETECT_FAIL_ON")
# These two hold several words each, and patterns in them are for syndetect to read.
set -f
# shellcheck disable=SC2206
arguments+=(${SYNDETECT_ARGUMENTS:-} ${SYNDETECT_SUBMISSIONS:-})
set +f

code=0
syndetect check "${arguments[@]}" --no-progress --format github \
  -o - -o "$place/report.json" -o "$place/report.sarif" -o "$place/report.md" || code=$?

tell() { printf '%s=%s\n' "$1" "$2" >>"${GITHUB_OUTPUT:-/dev/stdout}"; }
tell exit-code "$code"
if [ -s "$place/report.json" ]; then
  tell report "$place/report.json"
  tell sarif "$place/report.sarif"
  tell comment "$place/report.md"
  counted=$(python -c '
import json, sys
found = json.load(open(sys.argv[1], encoding="utf-8"))["findings"]
print(len(found), sum(one["fails"] for one in found))
' "$place/report.json")
  tell findings "${counted% *}"
  tell failing "${counted#* }"
fi
