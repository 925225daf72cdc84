#!/bin/sh
# Whether pyarrow can hand on a time with nanoseconds depends on whether pandas happens to be installed.
#
# Seen with pyarrow 21.0.0 on Python 3.11: to_pylist() of a timestamp[ns] that is no whole number of microseconds
# raises ValueError ("is not safely convertible to microseconds"), in the middle of whatever table it stands in.
# With pandas in the same environment the same call gives a pandas.Timestamp. pandas writes such columns by
# default, so a Parquet file reads well where it was written and ends a run elsewhere. A cast to
# timestamp("us") with safe=False cuts the time in either environment.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/look.py" <<'PYTHON'
import pyarrow as pa

column = pa.array([1_714_545_000_123_456_789], pa.timestamp("ns"))
try:
    print("given:", type(column.to_pylist()[0]).__name__)
except ValueError as error:
    print("refused:", str(error)[:50])
print("cut:", column.cast(pa.timestamp("us"), safe=False).to_pylist()[0].isoformat())
PYTHON
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q pyarrow==21.0.0
alone=$("$folder/env/bin/python" "$folder/look.py")
"$folder/env/bin/pip" install -q pandas==2.3.3
beside=$("$folder/env/bin/python" "$folder/look.py")
printf 'without pandas:\n%s\nwith pandas:\n%s\n' "$alone" "$beside"
case $alone in refused:*) ;; *) exit 1 ;; esac
case $beside in given:\ Timestamp*) ;; *) exit 1 ;; esac
case "$alone$beside" in *2024-05-01T06:30:00.123456*2024-05-01T06:30:00.123456*) ;; *) exit 1 ;; esac
echo "as described"
