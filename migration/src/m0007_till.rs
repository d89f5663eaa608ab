//! Step 7: the till: sales and what came back of them, reservations, bundles, and prices as they were.
//!
//! A line of a sale names the sale before its posting is written, so that two tills with the same sale meet at the
//! sale's own row: its link to the posting is checked when the transaction ends.

use crate::step::Step;

pub(crate) const STEP: Step =
    Step { name: "m0007_till", script: TABLES, append_only: &["former_price", "sale_return", "sale_return_line"] };

const TABLES: &str = "\
CREATE TABLE former_price (
    product_id :id NOT NULL REFERENCES product (id),
    until :number NOT NULL,
    price :number CHECK (price >= 0),
    PRIMARY KEY (product_id, until)
) :keyed;
CREATE TABLE bundle_component (
    bundle_id :id NOT NULL REFERENCES product (id),
    product_id :id NOT NULL REFERENCES product (id) CHECK (product_id <> bundle_id),
    quantity :number NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (bundle_id, product_id)
) :keyed;
CREATE INDEX bundle_component_by_product ON bundle_component (product_id);
CREATE TABLE reservation (
    id :id PRIMARY KEY,
    product_id :id NOT NULL REFERENCES product (id),
    site_id :id NOT NULL REFERENCES site (id),
    quantity :number NOT NULL CHECK (quantity > 0),
    used :number NOT NULL CHECK (used >= 0 AND used <= quantity),
    purpose :text NOT NULL,
    expires_at :number NOT NULL,
    created_at :number NOT NULL,
    created_by :text NOT NULL,
    released_at :number,
    released_by :text,
    CHECK ((released_at IS NULL) = (released_by IS NULL))
) :table;
CREATE INDEX reservation_standing ON reservation (site_id, product_id, expires_at) WHERE released_at IS NULL AND used < quantity;
CREATE INDEX reservation_by_site ON reservation (site_id, id);
CREATE TABLE sale (
    id :id PRIMARY KEY,
    sale_id :text NOT NULL,
    site_id :id NOT NULL REFERENCES site (id),
    customer_id :text,
    sold_at :number NOT NULL,
    sold_on :day NOT NULL,
    recorded_at :number NOT NULL,
    recorded_by :text NOT NULL,
    recorded_through :text,
    late :text CHECK (late IN ('OFFLINE', 'CHARTED_LATE', 'RECEIPT_NOT_ENTERED', 'IMPORTED_HISTORY')),
    late_note :text,
    late_entry :flag NOT NULL,
    lines_hash :bytes NOT NULL,
    posting_id :id REFERENCES posting (id) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (site_id, sale_id)
) :table;
CREATE INDEX sale_by_pos_id ON sale (sale_id);
CREATE INDEX sale_by_customer ON sale (customer_id, sold_at, id) WHERE customer_id IS NOT NULL;
CREATE INDEX sale_by_site ON sale (site_id, sold_at, id);
CREATE INDEX sale_by_day ON sale (site_id, sold_on);
CREATE INDEX sale_by_posting ON sale (posting_id) WHERE posting_id IS NOT NULL;
CREATE TABLE sale_line (
    id :id PRIMARY KEY,
    sale_id :id NOT NULL REFERENCES sale (id),
    line :int NOT NULL CHECK (line >= 0),
    line_key :text,
    bundle_id :id REFERENCES product (id),
    product_id :id NOT NULL REFERENCES product (id),
    lot_id :id REFERENCES lot (id),
    stated_lot_number :text,
    stated_canonical :text,
    evidence :text NOT NULL CHECK (evidence IN ('SCANNED', 'STATED', 'ASSUMED')),
    booked :flag NOT NULL,
    quantity :number NOT NULL CHECK (quantity > 0),
    unit_price :number NOT NULL CHECK (unit_price >= 0),
    discount :number NOT NULL CHECK (discount >= 0),
    revenue :number NOT NULL CHECK (revenue >= 0),
    cost :number,
    reservation_id :id REFERENCES reservation (id),
    prescription_id :text,
    prescriber_id :text,
    returned :number NOT NULL CHECK (returned >= 0 AND returned <= quantity),
    refunded :number NOT NULL CHECK (refunded >= 0 AND refunded <= revenue),
    cost_returned :number,
    settles_id :id REFERENCES sale_line (id),
    settled_at :number,
    CHECK (NOT booked OR lot_id IS NOT NULL),
    CHECK (settled_at IS NULL OR NOT booked)
) :table;
CREATE INDEX sale_line_by_sale ON sale_line (sale_id, line, id);
CREATE INDEX sale_line_by_lot ON sale_line (lot_id, id, sale_id, quantity);
CREATE INDEX sale_line_by_stated_lot ON sale_line (stated_canonical) WHERE stated_canonical IS NOT NULL;
CREATE INDEX sale_line_by_product ON sale_line (product_id, sale_id);
CREATE INDEX sale_line_unbooked ON sale_line (sale_id) WHERE NOT booked;
CREATE INDEX sale_line_by_settled ON sale_line (settles_id) WHERE settles_id IS NOT NULL;
CREATE INDEX sale_line_by_reservation ON sale_line (reservation_id) WHERE reservation_id IS NOT NULL;
CREATE TABLE sale_return (
    id :id PRIMARY KEY,
    site_id :id NOT NULL REFERENCES site (id),
    returned_at :number NOT NULL,
    returned_on :day NOT NULL,
    recorded_at :number NOT NULL,
    recorded_by :text NOT NULL,
    recorded_through :text,
    posting_id :id REFERENCES posting (id)
) :table;
CREATE INDEX sale_return_by_site ON sale_return (site_id, returned_at, id);
CREATE TABLE sale_return_line (
    id :id PRIMARY KEY,
    sale_return_id :id NOT NULL REFERENCES sale_return (id),
    line :int NOT NULL CHECK (line >= 0),
    sale_line_id :id REFERENCES sale_line (id),
    product_id :id NOT NULL REFERENCES product (id),
    lot_id :id REFERENCES lot (id),
    stated_lot_number :text,
    quantity :number NOT NULL CHECK (quantity > 0),
    asked :text NOT NULL CHECK (asked IN ('RESTOCK', 'QUARANTINE', 'DESTROY')),
    disposition :text NOT NULL CHECK (disposition IN ('RESTOCK', 'QUARANTINE', 'DESTROY')),
    booked :flag NOT NULL,
    refund :number CHECK (refund >= 0),
    cost :number,
    reason :text NOT NULL,
    CHECK (sale_line_id IS NOT NULL OR disposition <> 'RESTOCK'),
    CHECK (NOT booked OR lot_id IS NOT NULL)
) :table;
CREATE INDEX sale_return_line_by_return ON sale_return_line (sale_return_id, line);
CREATE INDEX sale_return_line_by_sale_line ON sale_return_line (sale_line_id) WHERE sale_line_id IS NOT NULL;
CREATE INDEX sale_return_line_unlinked ON sale_return_line (sale_return_id) WHERE sale_line_id IS NULL;
";
