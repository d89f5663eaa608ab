//! Step 8: demand by day, reorder policies, what suppliers sell, purchase orders and what came against them.
//!
//! Demand is rolled up by the database itself as entries are written, in the transaction of their posting: no writer can
//! forget it, and it costs no round trip. What counts as demand stood here until step 20, which replaces the trigger;
//! `ledger::demand` proves it.

use crate::dialect;
use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, TABLES).await?;
        for statement in roll_up_script(manager.get_database_backend()).split("\n\n") {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn roll_up_script(backend: DbBackend) -> String {
    let sqlite = backend == DbBackend::Sqlite;
    let (script, entry) = if sqlite { (SQLITE_ROLL_UP, "NEW") } else { (POSTGRES_ROLL_UP, "written") };
    script.replace("{demand}", DEMAND).replace("{entry}", entry)
}

const TABLES: &str = "\
CREATE TABLE demand_day (
    site_id :id NOT NULL REFERENCES site (id),
    product_id :id NOT NULL REFERENCES product (id),
    day :day NOT NULL,
    demand :number NOT NULL,
    moved :number NOT NULL,
    PRIMARY KEY (site_id, product_id, day)
) :keyed;
CREATE TABLE reorder_policy (
    id :id PRIMARY KEY,
    site_id :id NOT NULL REFERENCES site (id),
    product_id :id REFERENCES product (id),
    category :text CHECK (category IN ('NEUROTOXIN', 'DERMAL_FILLER', 'BIOSTIMULATOR', 'INJECTABLE_DRUG', 'RETAIL_SKINCARE', 'CONSUMABLE', 'DEVICE')),
    reorder_point :number CHECK (reorder_point >= 0),
    order_up_to :number CHECK (order_up_to > 0 AND order_up_to >= reorder_point),
    service_level :number CHECK (service_level > 0 AND service_level < 10000),
    review_days :int CHECK (review_days >= 0),
    demand_window_days :int CHECK (demand_window_days > 0),
    set_at :number NOT NULL,
    set_by :text NOT NULL,
    UNIQUE (site_id, product_id),
    UNIQUE (site_id, category),
    CHECK ((product_id IS NULL) <> (category IS NULL)),
    CHECK ((reorder_point IS NULL) = (order_up_to IS NULL)),
    CHECK ((reorder_point IS NULL) <> (service_level IS NULL)),
    CHECK ((service_level IS NULL) = (review_days IS NULL) AND (service_level IS NULL) = (demand_window_days IS NULL))
) :table;
CREATE TABLE supplier_item (
    supplier_id :id NOT NULL REFERENCES supplier (id),
    product_id :id NOT NULL REFERENCES product (id),
    supplier_sku :text,
    containers_per_package :int NOT NULL CHECK (containers_per_package > 0),
    package_price :number NOT NULL CHECK (package_price >= 0),
    minimum_packages :int NOT NULL CHECK (minimum_packages > 0),
    preferred :flag NOT NULL,
    PRIMARY KEY (supplier_id, product_id)
) :keyed;
CREATE UNIQUE INDEX supplier_item_preferred ON supplier_item (product_id) WHERE preferred;
CREATE INDEX supplier_item_by_product ON supplier_item (product_id, supplier_id);
CREATE TABLE purchase_order (
    id :id PRIMARY KEY,
    number :number NOT NULL UNIQUE,
    supplier_id :id NOT NULL REFERENCES supplier (id),
    site_id :id NOT NULL REFERENCES site (id),
    status :text NOT NULL CHECK (status IN ('DRAFT', 'SUBMITTED', 'PARTIALLY_RECEIVED', 'RECEIVED', 'CLOSED', 'CANCELLED')),
    expected_on :day,
    created_at :number NOT NULL,
    created_by :text NOT NULL,
    submitted_at :number,
    submitted_on :day,
    submitted_by :text,
    ended_at :number,
    ended_by :text,
    end_reason :text,
    CHECK ((submitted_at IS NULL) = (submitted_on IS NULL) AND (submitted_at IS NULL) = (submitted_by IS NULL)),
    CHECK (status NOT IN ('SUBMITTED', 'PARTIALLY_RECEIVED', 'RECEIVED') OR submitted_at IS NOT NULL),
    CHECK ((status IN ('CLOSED', 'CANCELLED')) = (ended_at IS NOT NULL) AND (ended_at IS NULL) = (ended_by IS NULL))
) :table;
CREATE INDEX purchase_order_by_site ON purchase_order (site_id, number);
CREATE INDEX purchase_order_open ON purchase_order (site_id) WHERE status IN ('DRAFT', 'SUBMITTED', 'PARTIALLY_RECEIVED');
CREATE TABLE purchase_order_line (
    id :id PRIMARY KEY,
    purchase_order_id :id NOT NULL REFERENCES purchase_order (id),
    line :int NOT NULL CHECK (line >= 0),
    product_id :id NOT NULL REFERENCES product (id),
    supplier_sku :text,
    packages :int NOT NULL CHECK (packages > 0),
    containers_per_package :int NOT NULL CHECK (containers_per_package > 0),
    package_price :number NOT NULL CHECK (package_price >= 0),
    UNIQUE (purchase_order_id, line),
    UNIQUE (purchase_order_id, product_id)
) :table;
CREATE INDEX purchase_order_line_by_product ON purchase_order_line (product_id);
CREATE TABLE purchase_receipt (
    posting_id :id NOT NULL REFERENCES posting (id),
    purchase_order_line_id :id NOT NULL REFERENCES purchase_order_line (id),
    containers :int NOT NULL CHECK (containers > 0),
    received_on :day NOT NULL,
    lead_days :int NOT NULL CHECK (lead_days >= 0),
    taken_back :flag NOT NULL,
    PRIMARY KEY (posting_id, purchase_order_line_id)
) :keyed;
CREATE INDEX purchase_receipt_by_line ON purchase_receipt (purchase_order_line_id);
CREATE INDEX purchase_receipt_by_day ON purchase_receipt (received_on, taken_back, lead_days);
";

/// What of an entry is demand, as an amount asked for: used with a patient, used without one unless it was only shown,
/// sold. What comes back is less demand; what comes back and is destroyed is not, as it cannot be used again.
const DEMAND: &str = "\
CASE WHEN {entry}.account IN ('TREATMENT', 'SALE') THEN -{entry}.quantity \
WHEN {entry}.account = 'CONSUMPTION' AND coalesce({entry}.consumption_reason, '') <> 'DEMONSTRATION' THEN -{entry}.quantity \
WHEN {entry}.account = 'DESTRUCTION' AND EXISTS (SELECT 1 FROM posting WHERE posting.id = {entry}.posting_id AND posting.kind = 'SALE_RETURN') THEN -{entry}.quantity \
ELSE 0 END";

const SQLITE_ROLL_UP: &str = "\
CREATE TRIGGER entry_is_rolled_up AFTER INSERT ON entry
BEGIN
INSERT INTO demand_day (site_id, product_id, day, demand, moved)
SELECT NEW.site_id, stock.product_id, NEW.occurred_on, {demand}, NEW.quantity
FROM stock WHERE stock.id = NEW.stock_id
ON CONFLICT (site_id, product_id, day) DO UPDATE
SET demand = demand_day.demand + excluded.demand, moved = demand_day.moved + excluded.moved;
END";

const POSTGRES_ROLL_UP: &str = "\
CREATE FUNCTION roll_up_entries() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
INSERT INTO demand_day (site_id, product_id, day, demand, moved)
SELECT written.site_id, stock.product_id, written.occurred_on, sum({demand})::bigint, sum(written.quantity)::bigint
FROM written JOIN stock ON stock.id = written.stock_id
GROUP BY written.site_id, stock.product_id, written.occurred_on
ON CONFLICT (site_id, product_id, day) DO UPDATE
SET demand = demand_day.demand + excluded.demand, moved = demand_day.moved + excluded.moved;
RETURN NULL;
END $$

CREATE TRIGGER entry_is_rolled_up AFTER INSERT ON entry
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION roll_up_entries()";
