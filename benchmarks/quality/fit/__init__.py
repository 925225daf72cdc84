"""The logistic models in the package's data, fitted: `python -m benchmarks.quality.fit`.

`data/support.json` decides during alignment whether a block is reuse (`block`) and whether a stretch is a
condensed passage (`condensed`). `data/verdict.json` tells derived pairs from independent ones (`derived`) and
copies, paraphrases and rewrites apart (`copied`, `rewritten`). What goes into a model is what the package
measures; nothing is measured here in a way of its own. What each set of pairs stands for:

- `pan13-train`: reuse planted into articles, verbatim, reshuffled, translated there and back, or summed up,
  with its places known. Cut out, the planted stretches are `pan13-cases`: the same without an article around.
- `clough-stevenson`: short answers made from one article by hand: copied, lightly and heavily revised, or
  written without it.
- `basil`, `newswcl50`: outlets on one event, each in its own words: not derived, however much they agree.
  Pairs that print the same agency text are left out.
- `fnc1`: copies in the wild, known by exact overlap.
- `webis-cpc-sample`: passages paraphrased by people, hardly a run of words left.
- `reuters21578`, `bbc`: a news stream as it comes. Its pairs are labelled weakly, by their evidence alone:
  reports filled into one form, with other figures and other names, are not derived; long runs of equal
  words are.
- `seeds`: one story made three times from the same article, beside an independent report.
- `corpus`: the project's own articles.

All but the last are third-party data, there for measuring only: of their text nothing may get into the
project, and what is learnt from them is these coefficients alone. A model is fitted on what the committed
models before it find: `block`, `condensed`, then the verdicts. When one has changed, those after it are to
be fitted again.
"""
