//! How the record was kept, person by person: what was entered late, what broke a rule, what the books still lack.

use super::Period;
use crate::error::Failure;
use entity::{deviation, usage, usage_line};
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

/// The report, person by person: whoever recorded a usage that was performed in the period.
///
/// # Errors
/// When the database fails.
pub async fn record_keeping(connection: &impl ConnectionTrait, period: &Period) -> Result<Vec<PersonRow>, Failure> {
    let mut people = People::default();
    let usages = || usage::Entity::find().filter(period.usages());
    people.count(connection, usages(), |person| &mut person.usages).await?;
    let late = usages().filter(usage::COLUMN.late_entry.eq(true));
    people.count(connection, late, |person| &mut person.late_entries).await?;
    let declared = usages().filter(usage::COLUMN.late.is_not_null());
    people.count(connection, declared, |person| &mut person.declared).await?;
    let lines = || usage_line::Entity::find().inner_join(usage::Entity).filter(period.usages());
    people.count(connection, lines().filter(lacking()), |person| &mut person.unbooked).await?;
    people.count(connection, with_deviations(lines()), |person| &mut person.deviations).await?;
    let unreviewed = with_deviations(lines()).filter(deviation::COLUMN.reviewed_at.is_null());
    people.count(connection, unreviewed, |person| &mut person.unreviewed).await?;
    Ok(people.0.into_values().collect())
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
    /// Counts the rows of a selection that stands on usages, by who recorded the usage.
    async fn count<E: EntityTrait>(
        &mut self,
        connection: &impl ConnectionTrait,
        rows: Select<E>,
        of: fn(&mut PersonRow) -> &mut i64,
    ) -> Result<(), Failure> {
        let counts = rows
            .select_only()
            .column(usage::Column::RecordedBy)
            .expr_as(Expr::col((usage::Entity, usage::Column::Id)).count(), "rows")
            .group_by(usage::Column::RecordedBy);
        for (person, count) in counts.into_tuple::<(String, i64)>().all(connection).await? {
            let new = || PersonRow { recorded_by: person.clone(), ..PersonRow::default() };
            *of(self.0.entry(person.clone()).or_insert_with(new)) = count;
        }
        Ok(())
    }
}
