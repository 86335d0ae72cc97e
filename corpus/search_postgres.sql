-- Version 2 in PostgreSQL: the full-text index, and what is counted. text and head hold an item's
-- texts cut into overlapping pairs of Chinese characters (corpus/grams.h), each with two spaces in
-- front and the last with one behind it, so that neighbouring phrases share none. tokens finds the
-- items that may have a phrase, text and head tell whether they do. An id is eight times the id of
-- the item's row plus its kind: 0 measure, 1 clause, 2 indicator_row, 3 outline, 4 footnote.

CREATE TABLE search (
    id INTEGER PRIMARY KEY,
    document_row INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    text TEXT NOT NULL, -- what the item says
    head TEXT NOT NULL, -- task, section or table it stands under
    size INTEGER NOT NULL GENERATED ALWAYS AS ( -- tokens
        (octet_length(text) - octet_length(replace(text, '  ', '')) + octet_length(head)
         - octet_length(replace(head, '  ', ''))) / 2) STORED,
    tokens tsvector GENERATED ALWAYS AS ( -- NULL where they are more than one holds
        CASE WHEN octet_length(text) + octet_length(head) < 1000000
                  AND NOT text ~ '[^ ]{255}' AND NOT head ~ '[^ ]{255}'
             THEN array_to_tsvector(string_to_array(trim(text), '  ')
                                    || string_to_array(trim(head), '  ')) END) STORED
);
CREATE INDEX search_document ON search (document_row);
CREATE INDEX search_tokens ON search USING gin (tokens);
CREATE INDEX search_long ON search (id) WHERE tokens IS NULL;

-- One row.
CREATE TABLE state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    changes INTEGER NOT NULL, -- transactions that changed something
    items INTEGER NOT NULL,   -- rows of search
    tokens INTEGER NOT NULL   -- their size
);
INSERT INTO state VALUES (1, 0, 0, 0);
