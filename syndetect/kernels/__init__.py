"""Arrays in, arrays out: numpy only. Nothing here knows a document, a setting or a library of ours."""
