//! Step 5: treatments, usages and their lines, what was mixed in, deviations, corrections, and patients that the EHR merged.

use crate::step::Step;

pub(crate) const STEP: Step =
    Step { name: "m0005_usage", script: TABLES, append_only: &["component", "usage_correction", "patient_link"] };

const TABLES: &str = "\
CREATE TABLE treatment (
    id :text PRIMARY KEY,
    patient_id :text NOT NULL
) :keyed;
CREATE TABLE usage (
    id :id PRIMARY KEY,
    treatment_id :text NOT NULL REFERENCES treatment (id),
    patient_id :text NOT NULL,
    practitioner_id :text NOT NULL,
    site_id :id NOT NULL REFERENCES site (id),
    performed_at :number NOT NULL,
    recorded_at :number NOT NULL,
    recorded_by :text NOT NULL,
    recorded_through :text,
    late :text CHECK (late IN ('OFFLINE', 'CHARTED_LATE', 'RECEIPT_NOT_ENTERED', 'IMPORTED_HISTORY')),
    late_note :text,
    late_entry :flag NOT NULL,
    posting_id :id REFERENCES posting (id)
) :table;
CREATE INDEX usage_by_treatment ON usage (treatment_id);
CREATE INDEX usage_by_patient ON usage (patient_id);
CREATE INDEX usage_by_time ON usage (performed_at, id, site_id);
CREATE INDEX usage_by_posting ON usage (posting_id) WHERE posting_id IS NOT NULL;
CREATE TABLE usage_line (
    id :id PRIMARY KEY,
    usage_id :id NOT NULL REFERENCES usage (id),
    line :int NOT NULL CHECK (line >= 0),
    line_key :text,
    product_id :id NOT NULL REFERENCES product (id),
    lot_id :id REFERENCES lot (id),
    stated_lot_number :text,
    stated_canonical :text,
    evidence :text NOT NULL CHECK (evidence IN ('SCANNED', 'STATED', 'ASSUMED')),
    booked :flag NOT NULL,
    container_id :id REFERENCES container (id),
    serial :text,
    body_sites :text,
    in_use_override_reason :text,
    reservation_id :id,
    quantity :number NOT NULL CHECK (quantity >= 0),
    wasted :number NOT NULL CHECK (wasted >= 0 AND quantity + wasted > 0),
    cost :number,
    settles_id :id REFERENCES usage_line (id),
    settled_at :number,
    voided_at :number,
    voided_by :text,
    void_reason :text,
    voided_product :text CHECK (voided_product IN ('NEVER_DRAWN', 'GONE')),
    CHECK (NOT booked OR lot_id IS NOT NULL),
    CHECK (settled_at IS NULL OR NOT booked)
) :table;
CREATE INDEX usage_line_by_usage ON usage_line (usage_id, line, id);
CREATE INDEX usage_line_by_lot ON usage_line (lot_id, id, usage_id, quantity);
CREATE INDEX usage_line_by_stated_lot ON usage_line (stated_canonical) WHERE stated_canonical IS NOT NULL;
CREATE INDEX usage_line_by_container ON usage_line (container_id) WHERE container_id IS NOT NULL;
CREATE INDEX usage_line_by_settled ON usage_line (settles_id) WHERE settles_id IS NOT NULL;
CREATE INDEX usage_line_by_serial ON usage_line (serial) WHERE serial IS NOT NULL;
CREATE INDEX usage_line_by_reservation ON usage_line (reservation_id) WHERE reservation_id IS NOT NULL;
CREATE INDEX usage_line_unbooked ON usage_line (lot_id, usage_id) WHERE NOT booked;
CREATE TABLE component (
    id :id PRIMARY KEY,
    container_id :id REFERENCES container (id),
    usage_line_id :id REFERENCES usage_line (id),
    product_id :id NOT NULL REFERENCES product (id),
    lot_id :id REFERENCES lot (id),
    stated_lot_number :text,
    stated_canonical :text,
    from_container_id :id REFERENCES container (id),
    quantity :number NOT NULL CHECK (quantity > 0),
    posting_id :id REFERENCES posting (id),
    CHECK ((container_id IS NULL) <> (usage_line_id IS NULL)),
    CHECK (posting_id IS NULL OR lot_id IS NOT NULL)
) :table;
CREATE INDEX component_by_container ON component (container_id) WHERE container_id IS NOT NULL;
CREATE INDEX component_by_usage_line ON component (usage_line_id) WHERE usage_line_id IS NOT NULL;
CREATE INDEX component_by_lot ON component (lot_id) WHERE lot_id IS NOT NULL;
CREATE INDEX component_by_stated_lot ON component (stated_canonical) WHERE stated_canonical IS NOT NULL;
CREATE INDEX component_by_source ON component (from_container_id) WHERE from_container_id IS NOT NULL;
CREATE INDEX component_by_posting ON component (posting_id) WHERE posting_id IS NOT NULL;
CREATE TABLE usage_correction (
    id :id PRIMARY KEY,
    usage_id :id NOT NULL REFERENCES usage (id),
    at :number NOT NULL,
    by :text NOT NULL,
    reason :text NOT NULL,
    what :text NOT NULL,
    patient_id_before :text
) :table;
CREATE INDEX usage_correction_by_usage ON usage_correction (usage_id);
CREATE TABLE deviation (
    id :id PRIMARY KEY,
    usage_line_id :id REFERENCES usage_line (id),
    sale_line_id :id,
    site_id :id NOT NULL REFERENCES site (id),
    code :text NOT NULL,
    reasons :text NOT NULL,
    message :text NOT NULL,
    recorded_at :number NOT NULL,
    reviewed_by :text,
    reviewed_at :number,
    review_note :text,
    CHECK ((usage_line_id IS NULL) <> (sale_line_id IS NULL))
) :table;
CREATE INDEX deviation_by_line ON deviation (usage_line_id) WHERE usage_line_id IS NOT NULL;
CREATE INDEX deviation_by_sale_line ON deviation (sale_line_id) WHERE sale_line_id IS NOT NULL;
CREATE INDEX deviation_to_review ON deviation (site_id, recorded_at) WHERE reviewed_at IS NULL;
CREATE TABLE patient_link (
    from_id :text NOT NULL,
    sequence :int NOT NULL CHECK (sequence > 0),
    into_id :text NOT NULL CHECK (into_id <> from_id),
    undone :flag NOT NULL,
    at :number NOT NULL,
    by :text NOT NULL,
    PRIMARY KEY (from_id, sequence)
) :keyed;
CREATE INDEX patient_link_into ON patient_link (into_id);
";
