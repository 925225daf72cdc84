"""The measures: plain functions from labels and answers to figures; nothing here knows syndetect."""
