-- Derived from the stored outputs of business-analysis.ledger; the book is the rows of its current result.
CREATE SCHEMA IF NOT EXISTS business_analysis;

CREATE TABLE business_analysis.transaction (
    result_id  uuid NOT NULL,
    id         text NOT NULL,
    month      text NOT NULL CHECK (month ~ '^\d{4}-\d{2}$'),
    kind       text NOT NULL,
    grade      text NOT NULL CHECK (grade IN ('', 'A', 'B', 'C', 'D')),
    text       text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (result_id, id)
);

CREATE TABLE business_analysis.posting (
    result_id      uuid NOT NULL,
    transaction_id text NOT NULL,
    position       integer NOT NULL,
    account        text NOT NULL,
    amount         numeric(16, 2) NOT NULL,
    PRIMARY KEY (result_id, transaction_id, position),
    FOREIGN KEY (result_id, transaction_id) REFERENCES business_analysis.transaction (result_id, id)
);

CREATE VIEW business_analysis.account_month AS
SELECT p.result_id, t.month, p.account, sum(p.amount) AS amount
FROM business_analysis.posting p
JOIN business_analysis.transaction t ON t.result_id = p.result_id AND t.id = p.transaction_id
GROUP BY p.result_id, t.month, p.account;
