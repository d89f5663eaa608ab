//! Step 4: the books: balances, opened containers, postings, entries, and holds.

use crate::step::Step;

pub(crate) const STEP: Step = Step { name: "m0004_ledger", script: TABLES, append_only: &["posting", "entry"] };

const TABLES: &str = "\
CREATE TABLE stock (
    id :id PRIMARY KEY,
    lot_id :id NOT NULL REFERENCES lot (id),
    site_id :id NOT NULL REFERENCES site (id),
    product_id :id NOT NULL REFERENCES product (id),
    on_hand :number NOT NULL CHECK (on_hand >= 0),
    opened :number NOT NULL CHECK (opened >= 0 AND opened <= on_hand),
    value :number CHECK (value >= 0),
    first_received_at :number NOT NULL,
    sequence :number NOT NULL CHECK (sequence >= 0),
    head :bytes NOT NULL,
    last_recorded_at :number NOT NULL,
    UNIQUE (lot_id, site_id),
    FOREIGN KEY (product_id, site_id) REFERENCES product_site (product_id, site_id)
) :table;
CREATE INDEX stock_by_site ON stock (site_id, product_id);
CREATE TABLE container (
    id :id PRIMARY KEY,
    lot_id :id NOT NULL REFERENCES lot (id),
    site_id :id NOT NULL REFERENCES site (id),
    label :text NOT NULL,
    status :text NOT NULL CHECK (status IN ('OPEN', 'EMPTY', 'DISCARDED')),
    opened_at :number NOT NULL,
    opened_by :text NOT NULL,
    in_use_until :number CHECK (in_use_until >= opened_at),
    first_patient_id :text,
    kept_for :text,
    serial :text,
    contents :number NOT NULL CHECK (contents > 0),
    counted :number NOT NULL,
    used :number NOT NULL CHECK (used >= 0),
    wasted :number NOT NULL CHECK (wasted >= 0),
    remaining :number NOT NULL CHECK (remaining >= 0 AND contents + counted = used + wasted + remaining),
    CHECK ((status = 'OPEN') = (remaining > 0)),
    UNIQUE (site_id, label)
) :table;
CREATE INDEX container_by_lot ON container (lot_id, site_id, status);
CREATE INDEX container_open ON container (site_id, in_use_until) WHERE status = 'OPEN';
CREATE TABLE posting (
    id :id PRIMARY KEY,
    kind :text NOT NULL CHECK (kind IN ('RECEIPT', 'OPENING_STOCK', 'USAGE', 'CONSUMPTION', 'WASTE', 'SALE', 'SALE_RETURN', 'ADJUSTMENT', 'COUNT', 'TRANSFER_OUT', 'TRANSFER_IN', 'SUPPLIER_RETURN', 'DESTRUCTION', 'LOT_CORRECTION', 'REVERSAL')),
    site_id :id NOT NULL REFERENCES site (id),
    occurred_at :number NOT NULL,
    recorded_at :number NOT NULL,
    recorded_by :text NOT NULL,
    recorded_through :text,
    document :text,
    reason :text,
    supplier_id :id REFERENCES supplier (id),
    authorization_id :id REFERENCES supplier_authorization (id),
    witness_id :text,
    disposal_route :text,
    certificate :text,
    reverses_id :id REFERENCES posting (id),
    CHECK ((kind = 'REVERSAL') = (reverses_id IS NOT NULL))
) :table;
CREATE INDEX posting_by_supplier ON posting (supplier_id, id) WHERE supplier_id IS NOT NULL;
CREATE INDEX posting_by_reversed ON posting (reverses_id) WHERE reverses_id IS NOT NULL;
CREATE TABLE entry (
    stock_id :id NOT NULL REFERENCES stock (id),
    sequence :number NOT NULL CHECK (sequence > 0),
    posting_id :id NOT NULL REFERENCES posting (id),
    lot_id :id NOT NULL,
    site_id :id NOT NULL,
    container_id :id REFERENCES container (id),
    account :text NOT NULL CHECK (account IN ('SUPPLIER', 'SUPPLIER_RETURN', 'OPENING', 'TREATMENT', 'CONSUMPTION', 'SALE', 'WASTE', 'DESTRUCTION', 'TRANSIT', 'ADJUSTMENT', 'COUNT', 'LOT_CORRECTION')),
    quantity :number NOT NULL CHECK (quantity <> 0),
    balance_after :number NOT NULL CHECK (balance_after >= 0),
    value :number,
    occurred_at :number NOT NULL,
    occurred_on :day NOT NULL,
    recorded_at :number NOT NULL,
    usage_line_id :id,
    component_id :id,
    sale_line_id :id,
    waste_reason :text,
    consumption_reason :text CHECK (consumption_reason IN ('BACK_BAR', 'TESTER', 'DEMONSTRATION', 'SAMPLE_GIVEN', 'STAFF', 'PREPARATION', 'OTHER')),
    note :text,
    receipt_basis :text CHECK (receipt_basis IN ('PURCHASED', 'FREE_GOODS', 'SAMPLE')),
    reverses_stock_id :id,
    reverses_sequence :number,
    hash :bytes NOT NULL,
    PRIMARY KEY (stock_id, sequence),
    UNIQUE (reverses_stock_id, reverses_sequence),
    FOREIGN KEY (reverses_stock_id, reverses_sequence) REFERENCES entry (stock_id, sequence)
) :keyed;
CREATE INDEX entry_by_posting ON entry (posting_id);
CREATE INDEX entry_by_lot ON entry (lot_id, account, site_id, posting_id, quantity);
CREATE INDEX entry_by_time ON entry (recorded_at, stock_id, sequence);
CREATE INDEX entry_by_container ON entry (container_id) WHERE container_id IS NOT NULL;
CREATE INDEX entry_by_usage_line ON entry (usage_line_id) WHERE usage_line_id IS NOT NULL;
CREATE INDEX entry_beside_usages ON entry (site_id, occurred_on) WHERE usage_line_id IS NULL;
CREATE INDEX entry_by_component ON entry (component_id) WHERE component_id IS NOT NULL;
CREATE INDEX entry_by_sale_line ON entry (sale_line_id) WHERE sale_line_id IS NOT NULL;
CREATE INDEX entry_of_samples ON entry (stock_id) WHERE receipt_basis = 'SAMPLE';
CREATE TABLE received_serial (
    id :id PRIMARY KEY,
    product_id :id NOT NULL REFERENCES product (id),
    serial :text NOT NULL,
    lot_id :id NOT NULL REFERENCES lot (id),
    posting_id :id NOT NULL REFERENCES posting (id)
) :table;
CREATE INDEX received_serial_by_serial ON received_serial (product_id, serial);
CREATE INDEX received_serial_by_lot ON received_serial (lot_id);
CREATE TABLE hold (
    id :id PRIMARY KEY,
    kind :text NOT NULL CHECK (kind IN ('QUARANTINE', 'SUSPECT', 'RECALL')),
    lot_id :id NOT NULL REFERENCES lot (id),
    site_id :id REFERENCES site (id),
    container_id :id REFERENCES container (id),
    quantity :number CHECK (quantity > 0),
    reason :text NOT NULL,
    posting_id :id REFERENCES posting (id),
    placed_at :number NOT NULL,
    placed_by :text NOT NULL,
    released_at :number,
    released_by :text,
    release_reason :text,
    CHECK (quantity IS NULL OR site_id IS NOT NULL),
    CHECK (container_id IS NULL OR (site_id IS NOT NULL AND quantity IS NULL)),
    CHECK (kind = 'QUARANTINE' OR (container_id IS NULL AND quantity IS NULL)),
    CHECK ((released_at IS NULL) = (released_by IS NULL) AND (released_at IS NULL) = (release_reason IS NULL))
) :table;
CREATE INDEX hold_active_by_lot ON hold (lot_id) WHERE released_at IS NULL;
CREATE INDEX hold_by_lot ON hold (lot_id);
CREATE INDEX hold_by_posting ON hold (posting_id) WHERE posting_id IS NOT NULL;
";
