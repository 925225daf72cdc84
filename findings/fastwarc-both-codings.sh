#!/bin/sh
# fastwarc ends the reading of an archive, without an error, at a response that is both chunked and compressed.
#
# With auto_decode="all" the iterator is documented to undo transfer and content coding of each record. Seen with
# fastwarc 2.0.1: a response with "Transfer-Encoding: chunked" and "Content-Encoding: gzip" gives its text when
# it is read, and no record comes after it, though the archive holds more. With auto_decode="none" all of them
# come. Servers send both codings as a rule, so an archive may seem to hold a single page.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q fastwarc==2.0.1
"$folder/env/bin/python" - <<'PYTHON'
import gzip, io
from importlib.metadata import version
from fastwarc.warc import ArchiveIterator


def record(number):
    body = gzip.compress(b"<p>The tide gate held, page %d.</p>" % number)
    http = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n"
        b"Content-Encoding: gzip\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    )
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2024-03-12T09:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:12345678-0000-4000-8000-00000000000{number}>\r\n"
        "WARC-Target-URI: https://gull.example/\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


archive = b"".join(map(record, range(3)))
seen = {}
for how in ("all", "none"):
    read = (one.reader.read() for one in ArchiveIterator(io.BytesIO(archive), auto_decode=how))
    try:
        seen[how] = len(list(read))
    except Exception as error:
        seen[how] = type(error).__name__
print(seen)
assert version("fastwarc") == "2.0.1"
assert seen == {"all": 1, "none": 3}, seen
print("as described")
PYTHON
