//! The roll-up of demand: what a product did at a site on a day, as the sum of its entries.
//!
//! The database keeps it as entries are written (migration step 20). Here it is said a second time what counts, so that
//! the roll-up can be proved against the entries, and made anew from them.

use crate::{
    database::{self, Database, Reader},
    error::{Error, Failure},
};
use chrono::NaiveDate;
use entity::{
    entry,
    fixed_point::Quantity,
    id::{ProductId, SiteId},
};
use futures_util::FutureExt;
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult, Statement};

/// What of an entry is asked for: used in treatments, used without a patient unless it was only shown, sold, and thrown
/// away because something was used (the rest of a single-use container, what an in-use period left); what came back is
/// less of it, and what came back and was destroyed counts as asked for.
const ASKED_FOR: &str = "\
CASE entry.account WHEN 'TREATMENT' THEN -entry.quantity WHEN 'SALE' THEN -entry.quantity \
WHEN 'CONSUMPTION' THEN CASE entry.consumption_reason WHEN 'DEMONSTRATION' THEN 0 ELSE -entry.quantity END \
WHEN 'WASTE' THEN CASE WHEN entry.waste_reason IN ('SINGLE_USE_REMAINDER', 'IN_USE_EXPIRED') THEN -entry.quantity ELSE 0 END \
WHEN 'DESTRUCTION' THEN CASE posting.kind WHEN 'SALE_RETURN' THEN -entry.quantity ELSE 0 END ELSE 0 END";

/// Entries with the product of their balance and the kind of their act.
const ENTRIES: &str = "\
FROM entry JOIN stock ON stock.id = entry.stock_id LEFT JOIN posting ON posting.id = entry.posting_id";

/// Most days that a proof names.
const MOST_NAMED: u32 = 500;

/// A day of the roll-up that is not what the entries give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Differs {
    pub site_id: SiteId,
    pub product_id: ProductId,
    pub day: NaiveDate,
    /// Demand as rolled up, and as the entries give it.
    pub demand: (Quantity, Quantity),
    /// The change of the balance, likewise.
    pub moved: (Quantity, Quantity),
}

/// The days that differ, in order, at most five hundred.
pub(super) async fn differences(books: &Reader) -> Result<Vec<Differs>, Failure> {
    let sums = ["rolled_demand", "demand", "rolled_moved", "moved"];
    let sums = sums.map(|sum| format!("CAST(sum({sum}) AS bigint) AS {sum}")).join(", ");
    let sql = format!(
        "SELECT site_id, product_id, day, {sums} FROM (\
         SELECT site_id, product_id, day, demand AS rolled_demand, 0 AS demand, moved AS rolled_moved, 0 AS moved \
         FROM demand_day UNION ALL \
         SELECT entry.site_id, stock.product_id, entry.occurred_on, 0, {ASKED_FOR}, 0, entry.quantity {ENTRIES}\
         ) AS days GROUP BY site_id, product_id, day \
         HAVING sum(rolled_demand) <> sum(demand) OR sum(rolled_moved) <> sum(moved) \
         ORDER BY site_id, product_id, day LIMIT {MOST_NAMED}"
    );
    let rows = books.query_all_raw(Statement::from_string(books.get_database_backend(), sql)).await?;
    rows.iter().map(differs).collect::<Result<_, _>>()
}

fn differs(row: &QueryResult) -> Result<Differs, Failure> {
    Ok(Differs {
        site_id: row.try_get("", "site_id")?,
        product_id: row.try_get("", "product_id")?,
        day: row.try_get("", "day")?,
        demand: (row.try_get("", "rolled_demand")?, row.try_get("", "demand")?),
        moved: (row.try_get("", "rolled_moved")?, row.try_get("", "moved")?),
    })
}

/// Makes the roll-up anew from the entries; nothing is posted meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn rebuild(database: &Database) -> Result<(), Error> {
    database.write(|transaction| rebuild_in(transaction).boxed()).await
}

async fn rebuild_in(transaction: &DatabaseTransaction) -> Result<(), Error> {
    database::take_turns(transaction, &entry::Entity).await?;
    transaction.execute_unprepared("DELETE FROM demand_day").await?;
    let sql = format!(
        "INSERT INTO demand_day (site_id, product_id, day, demand, moved) \
         SELECT entry.site_id, stock.product_id, entry.occurred_on, \
         CAST(sum({ASKED_FOR}) AS bigint), CAST(sum(entry.quantity) AS bigint) {ENTRIES} \
         GROUP BY entry.site_id, stock.product_id, entry.occurred_on"
    );
    transaction.execute_unprepared(&sql).await?;
    Ok(())
}
