"""What a text is made of in any language: sentences, stems, rarity of words, its language, its dates."""
