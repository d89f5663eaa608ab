//! The roll-up of demand, product by product: one row each, with its days written one after another, so that a year of
//! thousands of products does not arrive as a million rows.

use crate::{error::Failure, rules::demand::DemandDay};
use chrono::NaiveDate;
use entity::{
    demand_day,
    fixed_point::Quantity,
    id::{ProductId, SiteId},
    product_site,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationDef,
    sea_query::{Expr, ExprTrait, IntoCondition},
};
use std::collections::{BTreeMap, BTreeSet};

/// What a product did, day by day.
#[derive(Clone, Debug, Default)]
pub(super) struct Rolled {
    /// The first day on which anything happened, ever.
    pub first_on: Option<NaiveDate>,
    /// The days since the one asked for on which anything happened.
    pub days: BTreeMap<NaiveDate, DemandDay>,
}

/// `2026-03-01 30000 -30000,2026-03-02 …`: day, demand and change of the balance.
const DAYS: &str = "string_agg(demand_day.day || ' ' || demand_day.demand || ' ' || demand_day.moved, ',')";

const FIRST: &str = "(SELECT CAST(min(first.day) AS text) FROM demand_day AS first \
                     WHERE first.site_id = product_site.site_id AND first.product_id = product_site.product_id)";

/// The days since `since` of every product that the site ever had, or of some of them.
pub(super) async fn load(
    connection: &impl ConnectionTrait,
    site: SiteId,
    since: NaiveDate,
    products: Option<&BTreeSet<ProductId>>,
) -> Result<BTreeMap<ProductId, Rolled>, Failure> {
    let select = product_site::Entity::find()
        .select_only()
        .column(product_site::Column::ProductId)
        .expr_as(Expr::cust(DAYS), "days")
        .expr_as(Expr::cust(FIRST), "first_on")
        .join(JoinType::LeftJoin, since_day(since))
        .filter(product_site::COLUMN.site_id.eq(site))
        .filter(super::only(product_site::Column::ProductId, products))
        .group_by(product_site::Column::ProductId)
        .group_by(product_site::Column::SiteId);
    let rows: Vec<(ProductId, Option<String>, Option<String>)> = select.into_tuple().all(connection).await?;
    rows.into_iter()
        .map(|(product, days, first_on)| Ok((product, rolled(days.as_deref(), first_on.as_deref())?)))
        .collect()
}

fn since_day(since: NaiveDate) -> RelationDef {
    let days: RelationDef = product_site::Entity::belongs_to(demand_day::Entity)
        .from((product_site::Column::ProductId, product_site::Column::SiteId))
        .to((demand_day::Column::ProductId, demand_day::Column::SiteId))
        .into();
    days.on_condition(move |_, days| Expr::col((days, demand_day::Column::Day)).gte(since).into_condition())
}

fn rolled(days: Option<&str>, first_on: Option<&str>) -> Result<Rolled, Failure> {
    let days = days.unwrap_or_default().split(',').filter(|day| !day.is_empty());
    let days = days.map(|day| read(day).ok_or_else(|| unreadable(day))).collect::<Result<_, _>>()?;
    let first_on = first_on.map(|day| date(day).ok_or_else(|| unreadable(day))).transpose()?;
    Ok(Rolled { first_on, days })
}

fn read(day: &str) -> Option<(NaiveDate, DemandDay)> {
    let mut parts = day.split(' ');
    let on = date(parts.next()?)?;
    let mut amount = || Some(Quantity(parts.next()?.parse().ok()?));
    Some((on, DemandDay { demand: amount()?, moved: amount()? }))
}

/// A day as both databases write it: `2026-03-01`.
fn date(text: &str) -> Option<NaiveDate> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn unreadable(day: &str) -> Failure {
    Failure::Broken(format!("the roll-up of demand has a day that reads {day:?}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn days_are_read_as_they_are_written() {
        let rolled = rolled(Some("2026-03-02 0 -5,2026-03-01 30000 -30000"), Some("2025-01-31")).unwrap();
        let first = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        assert_eq!(rolled.days[&first], DemandDay { demand: Quantity(30_000), moved: Quantity(-30_000) });
        assert_eq!((rolled.days.len(), rolled.first_on.unwrap().to_string()), (2, "2025-01-31".to_owned()));
    }

    #[test]
    fn a_day_that_cannot_be_read_is_never_left_out() {
        assert!(rolled(Some("2026-03-01 3"), None).is_err());
    }
}
