#!/bin/sh
# Unpacking Zstandard frames that stand behind each other in one piece takes the square of their number.
#
# Seen with backports.zstd 1.8.0 on Python 3.11, the code of Python 3.14's compression.zstd: decompress() is documented
# to take several frames, and makes a decompressor for each, which copies all that is left behind its frame. 20,000
# frames of 1.8 kB, which are 36 MB, took 190 seconds where each by itself takes half a second in all. Whoever keeps
# small records as frames in one column should cut it by their lengths, and not hand over a stretch of it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/look.py" <<'PYTHON'
import random
import time

from backports import zstd

chance = random.Random(1)


def seconds(work):
    begun = time.process_time()
    work()
    return time.process_time() - begun


def both(count):
    frames = [zstd.compress(chance.randbytes(1_500)) for _ in range(count)]
    joined = b"".join(frames)
    assert zstd.decompress(joined) == b"".join(map(zstd.decompress, frames))
    return seconds(lambda: zstd.decompress(joined)), seconds(lambda: [zstd.decompress(one) for one in frames])


few, many = both(1_000), both(8_000)
print(f"eight times as many frames: joined {many[0] / few[0]:.0f} times as long, one by one {many[1] / few[1]:.0f}")
print("square" if many[0] / few[0] > 20 and many[1] / few[1] < 20 else "not square")
PYTHON
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q backports.zstd==1.8.0
told=$("$folder/env/bin/python" "$folder/look.py")
echo "$told"
case $told in *"not square"*) exit 1 ;; esac
echo "as described"
