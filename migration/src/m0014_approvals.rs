//! Step 14: acts that take two people: requests, who signed them, and what sites and products ask a witness for.

use crate::step::Step;

pub(crate) const STEP: Step =
    Step { name: "m0014_approvals", script: TABLES, append_only: &["approval_site", "approval_decision"] };

const TABLES: &str = "\
CREATE TABLE approval (
    id :id PRIMARY KEY,
    client :text NOT NULL,
    key :text NOT NULL,
    round :int NOT NULL CHECK (round > 0),
    operation :text NOT NULL,
    request_hash :bytes NOT NULL,
    act :text NOT NULL,
    summary :text NOT NULL,
    code :text NOT NULL UNIQUE,
    everywhere :flag NOT NULL,
    signers :text NOT NULL,
    needed :int NOT NULL CHECK (needed > 0),
    requested_by :text NOT NULL,
    requested_at :number NOT NULL,
    expires_at :number NOT NULL CHECK (expires_at > requested_at),
    signed_until :number,
    declined_at :number,
    done_at :number,
    used_at :number,
    subject :id,
    CHECK (declined_at IS NULL OR used_at IS NULL),
    UNIQUE (client, key, requested_by, round)
) :table;
CREATE INDEX approval_by_subject ON approval (subject) WHERE subject IS NOT NULL;
CREATE INDEX approval_open ON approval (id) WHERE used_at IS NULL AND declined_at IS NULL;
CREATE TABLE approval_site (
    approval_id :id NOT NULL REFERENCES approval (id),
    site_id :id NOT NULL REFERENCES site (id),
    PRIMARY KEY (approval_id, site_id)
) :keyed;
CREATE TABLE approval_decision (
    id :id PRIMARY KEY,
    approval_id :id NOT NULL REFERENCES approval (id),
    by :text NOT NULL,
    at :number NOT NULL,
    signed :flag NOT NULL,
    reason :text
) :table;
CREATE INDEX approval_decision_by_approval ON approval_decision (approval_id, id);
ALTER TABLE site ADD COLUMN second_signature_within_days :int CHECK (second_signature_within_days > 0);
ALTER TABLE site ADD COLUMN waste_witness :flag NOT NULL DEFAULT FALSE;
ALTER TABLE product ADD COLUMN waste_witness :flag NOT NULL DEFAULT FALSE;
ALTER TABLE container ADD COLUMN witness_awaited_since :number;
";
