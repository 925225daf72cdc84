"""Exports of chats: each message of some length is an article, and the others are counted."""
