-- Posted by hand: append-only. Each row carries the digest of itself and all rows before it, so that a step that was told
-- one digest reads exactly the rows up to there, and a row that was changed behind the ledger's back is found.
CREATE TABLE business_analysis.hand_transaction (
    project    uuid NOT NULL REFERENCES core.project (id),
    number     bigint NOT NULL CHECK (number > 0),
    id         text NOT NULL,
    type       text NOT NULL
        CHECK (type IN ('cost', 'estimate', 'benefit', 'state', 'reversal', 'closing', 'reconciliation')),
    period     text CHECK (period ~ '^\d{4}-\d{2}$'),
    currency   text,
    document   text NOT NULL,
    posted_by  text NOT NULL,
    as_of      timestamptz NOT NULL,
    chain      text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (project, number),
    UNIQUE (project, id)
);

CREATE INDEX hand_transaction_chain ON business_analysis.hand_transaction (chain);

CREATE TABLE business_analysis.hand_posting (
    project  uuid NOT NULL,
    number   bigint NOT NULL,
    position integer NOT NULL,
    account  text NOT NULL,
    amount   numeric(18, 2) NOT NULL,
    PRIMARY KEY (project, number, position),
    FOREIGN KEY (project, number) REFERENCES business_analysis.hand_transaction (project, number)
);

-- A closed period names the result whose derived lines it keeps; their digest stands in the closing's document.
CREATE TABLE business_analysis.closed_period (
    project   uuid NOT NULL,
    period    text NOT NULL CHECK (period ~ '^\d{4}-\d{2}$'),
    number    bigint NOT NULL,
    result_id uuid,
    digest    text NOT NULL,
    PRIMARY KEY (project, period),
    FOREIGN KEY (project, number) REFERENCES business_analysis.hand_transaction (project, number)
);

CREATE FUNCTION business_analysis.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: % of % refused; post a reversal instead', TG_OP, TG_TABLE_NAME;
END
$$;

CREATE TRIGGER hand_transaction_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON business_analysis.hand_transaction
    FOR EACH STATEMENT EXECUTE FUNCTION business_analysis.refuse_change();
CREATE TRIGGER hand_posting_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON business_analysis.hand_posting
    FOR EACH STATEMENT EXECUTE FUNCTION business_analysis.refuse_change();
CREATE TRIGGER closed_period_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON business_analysis.closed_period
    FOR EACH STATEMENT EXECUTE FUNCTION business_analysis.refuse_change();

CREATE FUNCTION business_analysis.refuse_imbalance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    sides integer;
    total numeric;
BEGIN
    SELECT count(*), sum(p.amount) INTO sides, total
    FROM business_analysis.hand_posting p WHERE p.project = NEW.project AND p.number = NEW.number;
    IF sides < 2 OR total <> 0 THEN
        RAISE EXCEPTION 'transaction % has % postings that add up to %', NEW.number, sides, total;
    END IF;
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER hand_posting_balanced
    AFTER INSERT ON business_analysis.hand_posting DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION business_analysis.refuse_imbalance();

-- What the books of a result come to; a read over all projects ranks by it.
CREATE TABLE business_analysis.standing (
    result_id  uuid PRIMARY KEY,
    currency   text NOT NULL,
    since      text NOT NULL CHECK (since ~ '^\d{4}-\d{2}$'),
    cost       numeric(18, 2) NOT NULL,
    value      numeric(18, 2) NOT NULL,
    net_low    double precision,
    net_high   double precision,
    loss       double precision CHECK (loss BETWEEN 0 AND 1),
    created_at timestamptz NOT NULL DEFAULT now()
);
