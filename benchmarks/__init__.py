"""Measurements of syndetect: how well it judges, and how fast."""
