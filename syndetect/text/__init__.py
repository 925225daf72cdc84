"""What a text consists of, in any language: sentences, stems, how rare its words are, its language, dates."""
