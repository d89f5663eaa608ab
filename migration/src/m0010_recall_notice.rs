//! Step 10: recall notices, what of ours each may mean, and the words and numbers that each is found by.

use crate::step::Step;

pub(crate) const STEP: Step = Step { name: "m0010_recall_notice", script: TABLES, append_only: &[] };

const TABLES: &str = "\
CREATE TABLE recall_notice (
    id :id PRIMARY KEY,
    source :text NOT NULL,
    number :text NOT NULL,
    firm :text NOT NULL,
    classification :text NOT NULL CHECK (classification IN ('CLASS_I', 'CLASS_II', 'CLASS_III', 'NOT_YET_CLASSIFIED')),
    product_description :text NOT NULL,
    code_info :text NOT NULL,
    reason :text,
    state_at_source :text,
    received_on :day NOT NULL,
    status :text NOT NULL CHECK (status IN ('PROPOSED', 'DISMISSED', 'OPENED', 'NO_MATCH')),
    recall_id :id REFERENCES recall (id),
    resolved_by :text,
    resolved_at :number,
    note :text,
    recorded_at :number NOT NULL,
    recorded_by :text NOT NULL,
    updated_at :number,
    UNIQUE (source, number),
    CHECK ((resolved_at IS NULL) = (resolved_by IS NULL)),
    CHECK (status NOT IN ('DISMISSED', 'OPENED') OR resolved_at IS NOT NULL)
) :table;
CREATE INDEX recall_notice_by_status ON recall_notice (status, id);
CREATE TABLE recall_notice_match (
    notice_id :id NOT NULL REFERENCES recall_notice (id),
    product_id :id NOT NULL REFERENCES product (id),
    confidence :text NOT NULL CHECK (confidence IN ('LOT_AND_PRODUCT', 'LOT_ONLY', 'PRODUCT_ONLY')),
    lots :text NOT NULL,
    matched_on :text NOT NULL,
    PRIMARY KEY (notice_id, product_id)
) :keyed;
CREATE INDEX recall_notice_match_by_product ON recall_notice_match (product_id);
CREATE TABLE recall_notice_term (
    term :text NOT NULL,
    notice_id :id NOT NULL REFERENCES recall_notice (id),
    PRIMARY KEY (term, notice_id)
) :keyed;
CREATE INDEX recall_notice_term_by_notice ON recall_notice_term (notice_id);
CREATE TABLE recall_notice_range (
    characters :int NOT NULL CHECK (characters > 0),
    first :text NOT NULL,
    last :text NOT NULL CHECK (last >= first),
    notice_id :id NOT NULL REFERENCES recall_notice (id),
    PRIMARY KEY (characters, first, last, notice_id)
) :keyed;
CREATE INDEX recall_notice_range_by_notice ON recall_notice_range (notice_id);
";
