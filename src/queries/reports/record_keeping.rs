//! How the record was kept, person by person: what was entered late, what broke a rule, what the books still lack.

use super::Period;
use crate::error::Failure;
use entity::{deviation, sale, sale_line, usage, usage_line};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, Select,
    sea_query::{Expr, ExprTrait},
};
use std::collections::BTreeMap;

/// How one person kept the record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonRow {
    /// The person.
    pub recorded_by: String,
    /// Usages that were recorded.
    pub usages: i64,
    /// Sales that were recorded.
    pub sales: i64,
    /// Of them, entered later than the site allows.
    pub late_entries: i64,
    /// Of them, declared as already performed.
    pub declared: i64,
    /// Rules of the stockroom that they broke.
    pub deviations: i64,
    /// Of these, not reviewed yet.
    pub unreviewed: i64,
    /// Lines that the books do not have yet.
    pub unbooked: i64,
}

/// The report, person by person: whoever recorded a usage or a sale of the period.
///
/// # Errors
/// When the database fails.
pub async fn record_keeping(connection: &impl ConnectionTrait, period: &Period) -> Result<Vec<PersonRow>, Failure> {
    let mut people = People::default();
    usages(connection, period, &mut people).await?;
    sales(connection, period, &mut people).await?;
    Ok(people.0.into_values().collect())
}

async fn usages(connection: &impl ConnectionTrait, period: &Period, people: &mut People) -> Result<(), Failure> {
    let by = usage::Column::RecordedBy;
    let usages = || usage::Entity::find().filter(period.usages());
    people.count(connection, by, usages(), |person| &mut person.usages).await?;
    let late = usages().filter(usage::COLUMN.late_entry.eq(true));
    people.count(connection, by, late, |person| &mut person.late_entries).await?;
    let declared = usages().filter(usage::COLUMN.late.is_not_null());
    people.count(connection, by, declared, |person| &mut person.declared).await?;
    let lines = || usage_line::Entity::find().inner_join(usage::Entity).filter(period.usages());
    people.count(connection, by, lines().filter(lacking()), |person| &mut person.unbooked).await?;
    people.count(connection, by, with_deviations(lines()), |person| &mut person.deviations).await?;
    let unreviewed = with_deviations(lines()).filter(deviation::COLUMN.reviewed_at.is_null());
    people.count(connection, by, unreviewed, |person| &mut person.unreviewed).await
}

async fn sales(connection: &impl ConnectionTrait, period: &Period, people: &mut People) -> Result<(), Failure> {
    let by = sale::Column::RecordedBy;
    let of_period = || {
        let days = sale::COLUMN.sold_on.between(period.from, period.to);
        Condition::all().add(sale::COLUMN.site_id.eq(period.site_id)).add(days)
    };
    let sales = || sale::Entity::find().filter(of_period());
    people.count(connection, by, sales(), |person| &mut person.sales).await?;
    let late = sales().filter(sale::COLUMN.late_entry.eq(true));
    people.count(connection, by, late, |person| &mut person.late_entries).await?;
    let declared = sales().filter(sale::COLUMN.late.is_not_null());
    people.count(connection, by, declared, |person| &mut person.declared).await?;
    let lines = || sale_line::Entity::find().inner_join(sale::Entity).filter(of_period());
    let unbooked = lines()
        .filter(sale_line::COLUMN.booked.eq(false))
        .filter(sale_line::COLUMN.settled_at.is_null())
        .filter(Expr::col(sale_line::Column::Returned).lt(Expr::col(sale_line::Column::Quantity)));
    people.count(connection, by, unbooked, |person| &mut person.unbooked).await?;
    let of_line = || {
        sale_line::Entity::belongs_to(deviation::Entity).from(sale_line::Column::Id).to(deviation::Column::SaleLineId)
    };
    let deviations = || lines().join(JoinType::InnerJoin, of_line().into());
    people.count(connection, by, deviations(), |person| &mut person.deviations).await?;
    let unreviewed = deviations().filter(deviation::COLUMN.reviewed_at.is_null());
    people.count(connection, by, unreviewed, |person| &mut person.unreviewed).await
}

/// Lines that the books do not have, and that count.
fn lacking() -> Condition {
    Condition::all()
        .add(usage_line::COLUMN.booked.eq(false))
        .add(usage_line::COLUMN.settled_at.is_null())
        .add(usage_line::COLUMN.voided_at.is_null())
}

fn with_deviations(lines: Select<usage_line::Entity>) -> Select<usage_line::Entity> {
    let of_line = usage_line::Entity::belongs_to(deviation::Entity)
        .from(usage_line::Column::Id)
        .to(deviation::Column::UsageLineId);
    lines.join(JoinType::InnerJoin, of_line.into())
}

/// The rows so far, by person.
#[derive(Default)]
struct People(BTreeMap<String, PersonRow>);

impl People {
    /// Adds the rows of a selection, by who recorded what it stands on.
    async fn count<E: EntityTrait>(
        &mut self,
        connection: &impl ConnectionTrait,
        by: impl ColumnTrait,
        rows: Select<E>,
        of: fn(&mut PersonRow) -> &mut i64,
    ) -> Result<(), Failure> {
        let counts = rows.select_only().column_as(by, "recorded_by").expr_as(by.count(), "rows").group_by(by);
        for (person, count) in counts.into_tuple::<(String, i64)>().all(connection).await? {
            let new = || PersonRow { recorded_by: person.clone(), ..PersonRow::default() };
            *of(self.0.entry(person.clone()).or_insert_with(new)) += count;
        }
        Ok(())
    }
}
