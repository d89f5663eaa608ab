//! Two years of demand: rolled up day by day, as the ledger would have done, without the entries. What reports cost must
//! not depend on these.

use chrono::{Days, NaiveDate, Utc};
use entity::{
    demand_day,
    fixed_point::Quantity,
    id::{ProductId, SiteId},
};
use futures_util::FutureExt;
use lotwise::operations::Deployment;
use sea_orm::{EntityTrait, IntoActiveModel};

use crate::Failure;

/// Rows in one statement: SQLite takes 32,766 values at most.
const ROWS: usize = 5_000;

/// Demand of `days` days before today, on two days of three.
pub(super) async fn fill(
    deployment: &Deployment,
    site: SiteId,
    products: &[ProductId],
    days: u64,
) -> Result<(), Failure> {
    let today = Utc::now().date_naive();
    let days = (1..=days).filter_map(|back| Some((back, today.checked_sub_days(Days::new(back))?)));
    let days: Vec<(u64, NaiveDate)> = days.collect();
    let rows = products.iter().enumerate().flat_map(|(number, product)| {
        let asked = days.iter().filter(move |(back, _)| !(number as u64 + back).is_multiple_of(3));
        asked.map(move |(back, day)| row(site, *product, *day, 1 + (number as u64 + back * 7) % 5))
    });
    let rows: Vec<_> = rows.collect();
    for chunk in rows.chunks(ROWS) {
        let chunk = chunk.to_vec();
        let write = deployment.database.write(move |transaction| {
            let rows = chunk.clone().into_iter().map(IntoActiveModel::into_active_model);
            let insert = demand_day::Entity::insert_many(rows).on_conflict_do_nothing();
            let fill = async move {
                insert.exec_without_returning(transaction).await?;
                Ok(())
            };
            fill.boxed()
        });
        write.await?;
    }
    Ok(())
}

fn row(site_id: SiteId, product_id: ProductId, day: NaiveDate, units: u64) -> demand_day::Model {
    let demand = Quantity::whole(i32::try_from(units).unwrap_or(1));
    demand_day::Model { site_id, product_id, day, demand, moved: demand.negated() }
}
