//! Step 16: acts are judged at their instant. What a container's clock was told to be at first, so that it can be given
//! back, and deviations of postings that are neither a usage nor a sale.

use crate::dialect;
use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0016_judged_then"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, CLOCKS).await?;
        let deviations = if manager.get_database_backend() == DbBackend::Sqlite { REBUILT } else { WIDENED };
        dialect::run(manager, deviations).await?;
        dialect::run(manager, INDEX).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const CLOCKS: &str = "\
ALTER TABLE container ADD COLUMN opened_at_first :number;
ALTER TABLE container ADD COLUMN opening_recorded_at :number;
";

const WIDENED: &str = "\
ALTER TABLE deviation ADD COLUMN posting_id :id REFERENCES posting (id);
ALTER TABLE deviation DROP CONSTRAINT deviation_check;
ALTER TABLE deviation ADD CONSTRAINT deviation_check CHECK (num_nonnulls(usage_line_id, sale_line_id, posting_id) = 1);
";

/// SQLite cannot change a CHECK: the table is written again. Nothing refers to it.
const REBUILT: &str = "\
CREATE TABLE deviation_of_all (
    id :id PRIMARY KEY,
    usage_line_id :id REFERENCES usage_line (id),
    sale_line_id :id,
    posting_id :id REFERENCES posting (id),
    site_id :id NOT NULL REFERENCES site (id),
    code :text NOT NULL,
    reasons :text NOT NULL,
    message :text NOT NULL,
    recorded_at :number NOT NULL,
    reviewed_by :text,
    reviewed_at :number,
    review_note :text,
    CHECK ((usage_line_id IS NOT NULL) + (sale_line_id IS NOT NULL) + (posting_id IS NOT NULL) = 1)
) :table;
INSERT INTO deviation_of_all (id, usage_line_id, sale_line_id, site_id, code, reasons, message, recorded_at,
    reviewed_by, reviewed_at, review_note)
SELECT id, usage_line_id, sale_line_id, site_id, code, reasons, message, recorded_at,
    reviewed_by, reviewed_at, review_note FROM deviation;
DROP TABLE deviation;
ALTER TABLE deviation_of_all RENAME TO deviation;
CREATE INDEX deviation_by_line ON deviation (usage_line_id) WHERE usage_line_id IS NOT NULL;
CREATE INDEX deviation_by_sale_line ON deviation (sale_line_id) WHERE sale_line_id IS NOT NULL;
CREATE INDEX deviation_to_review ON deviation (site_id, recorded_at) WHERE reviewed_at IS NULL;
";

const INDEX: &str = "\
CREATE INDEX deviation_by_posting ON deviation (posting_id) WHERE posting_id IS NOT NULL;
";
