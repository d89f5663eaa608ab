//! Step 9: recalls: what was recalled, which lots matched, who is told, what was counted and signed, and every act in order.

use crate::step::Step;

pub(crate) const STEP: Step = Step { name: "m0009_recall", script: TABLES, append_only: &HISTORY };

/// What is history: added, never changed.
const HISTORY: [&str; 8] = [
    "recall_scope",
    "recall_lot",
    "recall_contact_site",
    "recall_attempt",
    "recall_count",
    "recall_explanation",
    "recall_event",
    "recall_disposal",
];

const TABLES: &str = "\
CREATE TABLE recall (
    id :id PRIMARY KEY,
    kind :text NOT NULL CHECK (kind IN ('RECALL', 'MARKET_WITHDRAWAL', 'SUSPECT_PRODUCT', 'MOCK')),
    number :text,
    classification :text NOT NULL CHECK (classification IN ('CLASS_I', 'CLASS_II', 'CLASS_III', 'NOT_YET_CLASSIFIED')),
    firm :text NOT NULL,
    reason :text NOT NULL,
    instructions :text,
    initiated_on :day NOT NULL,
    response_due_on :day,
    status :text NOT NULL CHECK (status IN ('OPEN', 'CLOSED', 'CANCELLED')),
    opened_at :number NOT NULL,
    opened_by :text NOT NULL,
    trace_millis :number NOT NULL CHECK (trace_millis >= 0)
) :table;
CREATE INDEX recall_by_time ON recall (opened_at, id);
CREATE TABLE recall_scope (
    recall_id :id NOT NULL REFERENCES recall (id),
    line :int NOT NULL CHECK (line >= 0),
    product_id :id NOT NULL REFERENCES product (id),
    criteria :text NOT NULL,
    added_at :number NOT NULL,
    added_by :text NOT NULL,
    PRIMARY KEY (recall_id, line)
) :keyed;
CREATE INDEX recall_scope_by_product ON recall_scope (product_id);
CREATE TABLE recall_lot (
    recall_id :id NOT NULL REFERENCES recall (id),
    lot_id :id NOT NULL REFERENCES lot (id),
    line :int NOT NULL,
    matched_at :number NOT NULL,
    PRIMARY KEY (recall_id, lot_id),
    FOREIGN KEY (recall_id, line) REFERENCES recall_scope (recall_id, line)
) :keyed;
CREATE INDEX recall_lot_by_lot ON recall_lot (lot_id);
CREATE TABLE recall_contact (
    id :id PRIMARY KEY,
    recall_id :id NOT NULL REFERENCES recall (id),
    subject :text NOT NULL CHECK (subject IN ('PATIENT', 'CUSTOMER', 'SALE')),
    subject_id :text NOT NULL,
    last_treated_at :number,
    certain :flag NOT NULL,
    assigned_to :text,
    status :text NOT NULL CHECK (status IN ('PENDING', 'CONTACTED', 'ACKNOWLEDGED', 'UNREACHABLE', 'NOT_REQUIRED')),
    UNIQUE (recall_id, subject, subject_id)
) :table;
CREATE INDEX recall_contact_by_status ON recall_contact (recall_id, status, id);
CREATE TABLE recall_contact_site (
    contact_id :id NOT NULL REFERENCES recall_contact (id),
    site_id :id NOT NULL REFERENCES site (id),
    PRIMARY KEY (contact_id, site_id)
) :keyed;
CREATE TABLE recall_attempt (
    id :id PRIMARY KEY,
    contact_id :id NOT NULL REFERENCES recall_contact (id),
    at :number NOT NULL,
    by :text NOT NULL,
    channel :text NOT NULL,
    status :text NOT NULL CHECK (status IN ('PENDING', 'CONTACTED', 'ACKNOWLEDGED', 'UNREACHABLE', 'NOT_REQUIRED')),
    note :text,
    recorded_at :number NOT NULL
) :table;
CREATE INDEX recall_attempt_by_contact ON recall_attempt (contact_id, at, id);
CREATE TABLE recall_count (
    id :id PRIMARY KEY,
    recall_id :id NOT NULL REFERENCES recall (id),
    lot_id :id NOT NULL REFERENCES lot (id),
    site_id :id NOT NULL REFERENCES site (id),
    booked :number NOT NULL CHECK (booked >= 0),
    counted :number NOT NULL CHECK (counted >= 0),
    sequence :number NOT NULL CHECK (sequence >= 0),
    at :number NOT NULL,
    by :text NOT NULL
) :table;
CREATE INDEX recall_count_by_recall ON recall_count (recall_id, id);
CREATE TABLE recall_explanation (
    id :id PRIMARY KEY,
    recall_id :id NOT NULL REFERENCES recall (id),
    lot_id :id NOT NULL REFERENCES lot (id),
    site_id :id NOT NULL REFERENCES site (id),
    quantity :number NOT NULL CHECK (quantity > 0),
    reason :text NOT NULL,
    at :number NOT NULL,
    by :text NOT NULL
) :table;
CREATE INDEX recall_explanation_by_recall ON recall_explanation (recall_id, id);
CREATE TABLE recall_event (
    id :id PRIMARY KEY,
    recall_id :id NOT NULL REFERENCES recall (id),
    at :number NOT NULL,
    by :text NOT NULL,
    what :text NOT NULL
) :table;
CREATE INDEX recall_event_by_recall ON recall_event (recall_id, at, id);
CREATE TABLE recall_disposal (
    posting_id :id PRIMARY KEY REFERENCES posting (id),
    recall_id :id NOT NULL REFERENCES recall (id)
) :keyed;
CREATE INDEX recall_disposal_by_recall ON recall_disposal (recall_id);
ALTER TABLE hold ADD COLUMN recall_id :id REFERENCES recall (id);
CREATE INDEX hold_by_recall ON hold (recall_id) WHERE recall_id IS NOT NULL;
CREATE INDEX usage_line_assumed ON usage_line (product_id, id) WHERE evidence = 'ASSUMED';
CREATE INDEX component_unknown ON component (product_id) WHERE lot_id IS NULL AND stated_canonical IS NULL;
";
