"""The logistic models in the package's data, fitted: `python -m benchmarks.quality.fit`.

`data/support.json` decides during alignment whether a block is reuse (`block`) and whether a stretch is a
condensed passage (`condensed`). `data/verdict.json` tells derived pairs from independent ones (`whole` for
texts that stand mostly inside passages, `excerpt` for the others; `agreed` for texts worded alike that are
more than one form filled in twice), copies, paraphrases and rewrites apart (`copied`, `rewritten`), reports
of one event from others (`story`), and how often what is stated comes true (`calibration`). What goes into a
model is what the package measures; nothing is measured here in a way of its own. What each set stands for:

- `pan13-train`: reuse planted into articles, verbatim, reshuffled, translated there and back, or summed up,
  with its places known. Cut out, the planted stretches are `pan13-cases`: the same without an article around.
- `clough-stevenson`: short answers made from one article by hand: copied, lightly and heavily revised, or
  written without it.
- `basil`, `newswcl50`: outlets on one event, each in its own words: not derived, however much they agree.
  Pairs that print the same agency text are left out.
- `fnc1`: copies in the wild, known by exact overlap.
- `webis-cpc-sample`: passages paraphrased by people, hardly a run of words left.
- `reuters21578`, `bbc`: a news stream as it comes. Long runs of equal words are labelled derived, weakly, by
  their evidence alone. Reports that name companies, none of them in common, are filled into one form where
  they share passages, and of two events.
- `seeds`: one story made three times from the same article, beside an independent report.
- `corpus`: the project's own articles.
- Of the sets of whole articles also their leads, against whole articles and each other: short reports of one
  event are soon told in the same few words.

All but the last are third-party data, there for measuring only: of their text nothing may get into the
project, and what is learnt from them is these coefficients alone. A model is fitted on what the committed
models before it find: `block`, `condensed`, then the verdicts. When one has changed, those after it are to
be fitted again.
"""
