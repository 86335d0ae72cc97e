-- Version 2: the full-text index. Its texts are those of the items, cut into overlapping pairs of
-- Chinese characters (corpus/grams.h) that SQLite's simplest tokenizer keeps apart, so that any
-- SQLite with FTS5 reads it: SELECT rowid FROM search WHERE search MATCH '"大气 气污 污染"'. A rowid
-- is eight times the id of the item's row plus its kind: 0 measure, 1 clause, 2 indicator_row,
-- 3 outline, 4 footnote. (Of databases of the first releases the tokenizer is unicode61, which
-- parts these texts alike.)

CREATE VIRTUAL TABLE search USING fts5 (
    text, -- what the item says
    head, -- task, section or table it stands under
    content = '',
    tokenize = 'ascii'
);
