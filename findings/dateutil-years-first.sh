#!/bin/sh
# dateutil turns a date that begins with its year round when days go before months, and leaves out halves of the day.
#
# Chats of one program have 7/3/2024 in one country and 2024/3/7 in another, so whoever reads both sets
# dayfirst=True. No country writes year, day, month; dateutil 2.9.0 does then, also for "2024. 3. 7." as in Korea
# and Hungary. With fuzzy=True, which lets it pass over words it does not know, the words for afternoon in Chinese
# and Korean are such words: the moment is twelve hours early, without a sign of it. An Arabic date in its own
# digits has the current year, as the year's own is passed over with the marks of direction beside it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q python-dateutil==2.9.0.post0
"$folder/env/bin/python" - <<'PYTHON'
from datetime import datetime
from importlib.metadata import version

from dateutil.parser import parse

day = datetime(2000, 1, 1)
seen = [
    parse("2024/3/7", dayfirst=True),
    parse("2024. 3. 7.", dayfirst=True),
    parse("2024/3/7 下午10:15", fuzzy=True),
    parse("2024. 3. 7. 오후 2:08", fuzzy=True),
    parse("٧\u200f/٣\u200f/٢٠٢٤، ١٠:١٥ م", fuzzy=True, dayfirst=True, default=day),
]
print(*seen, sep="\n")
assert version("python-dateutil") == "2.9.0.post0"
assert seen == [
    datetime(2024, 7, 3),
    datetime(2024, 7, 3),
    datetime(2024, 3, 7, 10, 15),
    datetime(2024, 3, 7, 2, 8),
    datetime(2000, 3, 7, 10, 15),
], seen
print("as described")
PYTHON
