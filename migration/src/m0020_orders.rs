//! Step 20: what is thrown away because something was used must be bought again, and counts as demand.
//!
//! The roll-up of demand counts from now on the rest of single-use containers and what was left when an in-use period
//! ended. What past entries say of it is added to their days, so that `verify` proves old books by the same rule.

use crate::{dialect, triggers::Trigger};
use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0020_orders"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        if backend == DbBackend::Sqlite {
            manager.get_connection().execute_unprepared("DROP TRIGGER entry_is_rolled_up").await?;
        }
        manager.get_connection().execute_unprepared(&roll_up_script(backend)).await?;

        dialect::run(manager, WASTE_WITH_USE_SO_FAR).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// The trigger that this step replaces, as the database shows it.
pub(crate) fn roll_up_trigger(backend: DbBackend) -> Trigger {
    let script = roll_up_script(backend);
    let definition = match backend {
        DbBackend::Sqlite => script,
        _ => {
            let body = script.split("$$").nth(1).unwrap_or_default();
            format!(
                "CREATE TRIGGER entry_is_rolled_up AFTER INSERT ON entry REFERENCING NEW TABLE AS written \
                 FOR EACH STATEMENT EXECUTE FUNCTION roll_up_entries()\n{body}"
            )
        }
    };
    Trigger { table: "entry".to_owned(), name: "entry_is_rolled_up".to_owned(), definition }
}

fn roll_up_script(backend: DbBackend) -> String {
    let (script, entry) = match backend {
        DbBackend::Sqlite => (SQLITE_ROLL_UP, "NEW"),
        _ => (POSTGRES_ROLL_UP, "written"),
    };
    script.replace("{demand}", DEMAND).replace("{entry}", entry)
}

/// What of an entry is demand: what went into patients, was used without one unless it was only shown, was sold, or was
/// thrown away because something was used. What comes back is less demand; what comes back and is destroyed is not, as
/// it cannot be used again.
const DEMAND: &str = "\
CASE WHEN {entry}.account IN ('TREATMENT', 'SALE') THEN -{entry}.quantity \
WHEN {entry}.account = 'CONSUMPTION' AND coalesce({entry}.consumption_reason, '') <> 'DEMONSTRATION' THEN -{entry}.quantity \
WHEN {entry}.account = 'WASTE' AND {entry}.waste_reason IN ('SINGLE_USE_REMAINDER', 'IN_USE_EXPIRED') THEN -{entry}.quantity \
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
CREATE OR REPLACE FUNCTION roll_up_entries() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
INSERT INTO demand_day (site_id, product_id, day, demand, moved)
SELECT written.site_id, stock.product_id, written.occurred_on, sum({demand})::bigint, sum(written.quantity)::bigint
FROM written JOIN stock ON stock.id = written.stock_id
GROUP BY written.site_id, stock.product_id, written.occurred_on
ON CONFLICT (site_id, product_id, day) DO UPDATE
SET demand = demand_day.demand + excluded.demand, moved = demand_day.moved + excluded.moved;
RETURN NULL;
END $$";

/// Added to what is there, and not counted anew: a day that was wrong before stays to be found.
const WASTE_WITH_USE_SO_FAR: &str = "\
INSERT INTO demand_day (site_id, product_id, day, demand, moved)
SELECT entry.site_id, stock.product_id, entry.occurred_on, CAST(sum(-entry.quantity) AS bigint), 0
FROM entry JOIN stock ON stock.id = entry.stock_id
WHERE entry.account = 'WASTE' AND entry.waste_reason IN ('SINGLE_USE_REMAINDER', 'IN_USE_EXPIRED')
GROUP BY entry.site_id, stock.product_id, entry.occurred_on
ON CONFLICT (site_id, product_id, day) DO UPDATE SET demand = demand_day.demand + excluded.demand;
";
