"""An archive on disk: files of sorted columns that never change, and a manifest of those that count."""
