//! Step 3: lots, every spelling they were known by, and what was corrected.

use crate::step::Step;

pub(crate) const STEP: Step = Step { name: "m0003_lots", script: TABLES, append_only: &["lot_correction"] };

const TABLES: &str = "\
CREATE TABLE lot (
    id :id PRIMARY KEY,
    product_id :id NOT NULL REFERENCES product (id),
    lot_number :text NOT NULL,
    lot_unknown :flag NOT NULL,
    expires_on :day,
    expiry_sort :day NOT NULL,
    expiry_basis :text NOT NULL CHECK (expiry_basis IN ('LABELLED_EXPIRY', 'BEST_BEFORE', 'BEYOND_USE_DATE', 'NONE_DECLARED')),
    merged_into_id :id REFERENCES lot (id),
    created_at :number NOT NULL,
    CHECK (expiry_sort = coalesce(expires_on, '9999-12-31')),
    CHECK ((expires_on IS NULL) = (expiry_basis = 'NONE_DECLARED'))
) :table;
CREATE INDEX lot_by_expiry ON lot (expiry_sort, id);
CREATE INDEX lot_by_product ON lot (product_id, expiry_sort, id);
CREATE INDEX lot_by_survivor ON lot (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE TABLE lot_spelling (
    product_id :id NOT NULL REFERENCES product (id),
    canonical :text NOT NULL,
    lot_id :id NOT NULL REFERENCES lot (id),
    PRIMARY KEY (product_id, canonical)
) :keyed;
CREATE INDEX lot_spelling_by_number ON lot_spelling (canonical);
CREATE INDEX lot_spelling_by_lot ON lot_spelling (lot_id);
CREATE TABLE lot_correction (
    id :id PRIMARY KEY,
    lot_id :id NOT NULL REFERENCES lot (id),
    at :number NOT NULL,
    by :text NOT NULL,
    confirmed_by :text NOT NULL CHECK (confirmed_by <> by),
    reason :text NOT NULL,
    lot_number_before :text,
    expires_on_before :day,
    expiry_changed :flag NOT NULL,
    merged_from_id :id REFERENCES lot (id)
) :table;
CREATE INDEX lot_correction_by_lot ON lot_correction (lot_id);
";
