//! What was used with patients and without, by practitioner and product.

use super::{Moved, Period, plus};
use crate::error::Failure;
use entity::{
    cost::Cost,
    entry,
    entry::LedgerAccount,
    fixed_point::{Money, Quantity},
    id::ProductId,
    stock, usage, usage_line,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, Select,
    sea_query::{Expr, ExprTrait},
};
use std::collections::BTreeMap;

/// What a practitioner used of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageRow {
    /// The practitioner; `None` for what no treatment used: consumption, rests that were discarded, differences found.
    pub practitioner_id: Option<String>,
    /// The product.
    pub product_id: ProductId,
    /// In how many treatments.
    pub treatments: i64,
    /// How much.
    pub sums: UsageSums,
}

/// Amounts of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsageSums {
    /// Base units used.
    pub used: Quantity,
    /// Base units wasted on the way.
    pub wasted: Quantity,
    /// Signed: base units found by measuring.
    pub counted: Quantity,
    /// What used and wasted cost, as far as that is known.
    pub cost: Cost,
}

type Rows = BTreeMap<(Option<String>, ProductId), (i64, UsageSums)>;

impl UsageSums {
    const NOTHING: Self =
        Self { used: Quantity::ZERO, wasted: Quantity::ZERO, counted: Quantity::ZERO, cost: Cost::ZERO };

    fn add(&mut self, account: LedgerAccount, moved: &Moved) {
        match account {
            LedgerAccount::Treatment | LedgerAccount::Consumption => self.used.0 += moved.left().0,
            LedgerAccount::Waste => self.wasted.0 += moved.left().0,
            LedgerAccount::Count => self.counted.0 += moved.quantity.0,
            _ => return,
        }
        if account != LedgerAccount::Count {
            self.cost = plus(self.cost, moved.cost());
        }
    }
}

/// The report, by practitioner, what belongs to none last. With `practitioner`, that practitioner's rows alone.
///
/// # Errors
/// When the database fails.
pub async fn usage(
    connection: &impl ConnectionTrait,
    period: &Period,
    practitioner: Option<&str>,
) -> Result<Vec<UsageRow>, Failure> {
    let own = |practitioner: &str| usage::COLUMN.practitioner_id.eq(practitioner);
    let usages = period.usages().add_option(practitioner.map(own));
    let mut rows = Rows::new();
    booked(connection, &usages, &mut rows).await?;
    unbooked(connection, &usages, &mut rows).await?;
    treatments(connection, &usages, &mut rows).await?;
    if practitioner.is_none() {
        beside_usages(connection, period, &mut rows).await?;
    }
    let row = |((practitioner_id, product_id), (treatments, sums))| UsageRow {
        practitioner_id,
        product_id,
        treatments,
        sums,
    };
    let mut rows: Vec<UsageRow> = rows.into_iter().map(row).collect();
    rows.sort_by_key(|row| row.practitioner_id.is_none());
    Ok(rows)
}

fn sums(rows: &mut Rows, practitioner: Option<String>, product: ProductId) -> &mut (i64, UsageSums) {
    rows.entry((practitioner, product)).or_insert((0, UsageSums::NOTHING))
}

fn lines(usages: &Condition) -> Select<usage_line::Entity> {
    let lines = usage_line::Entity::find().select_only().inner_join(usage::Entity).filter(usages.clone());
    let lines = lines.column(usage::Column::PractitionerId).column(usage_line::Column::ProductId);
    lines.group_by(usage::Column::PractitionerId).group_by(usage_line::Column::ProductId)
}

/// What lines took off the books. What was voided and never drawn is taken back by entries of the same line.
async fn booked(connection: &impl ConnectionTrait, usages: &Condition, rows: &mut Rows) -> Result<(), Failure> {
    let of_line =
        usage_line::Entity::belongs_to(entry::Entity).from(usage_line::Column::Id).to(entry::Column::UsageLineId);
    let sums_of = lines(usages)
        .join(JoinType::InnerJoin, of_line.into())
        .column(entry::Column::Account)
        .group_by(entry::Column::Account);
    let sums_of = Moved::columns().into_iter().fold(sums_of, |select, (sum, name)| select.expr_as(sum, name));
    type Row = (String, ProductId, LedgerAccount, Quantity, Option<Money>, Quantity);
    for (practitioner, product, account, quantity, value, unknown) in
        sums_of.into_tuple::<Row>().all(connection).await?
    {
        sums(rows, Some(practitioner), product).1.add(account, &Moved { quantity, value, unknown });
    }
    Ok(())
}

/// What was used and the books do not have: of unknown cost.
async fn unbooked(connection: &impl ConnectionTrait, usages: &Condition, rows: &mut Rows) -> Result<(), Failure> {
    let sum = |column: usage_line::Column| Expr::col((usage_line::Entity, column)).sum().cast_as("bigint");
    let stated = lines(usages)
        .expr_as(sum(usage_line::Column::Quantity), "used")
        .expr_as(sum(usage_line::Column::Wasted), "wasted")
        .filter(usage_line::COLUMN.booked.eq(false))
        .filter(stands());
    for (practitioner, product, used, wasted) in
        stated.into_tuple::<(String, ProductId, Quantity, Quantity)>().all(connection).await?
    {
        let sums = &mut sums(rows, Some(practitioner), product).1;
        sums.used.0 += used.0;
        sums.wasted.0 += wasted.0;
        sums.cost.unknown.0 += used.0 + wasted.0;
    }
    Ok(())
}

async fn treatments(connection: &impl ConnectionTrait, usages: &Condition, rows: &mut Rows) -> Result<(), Failure> {
    let treatments = Expr::col((usage::Entity, usage::Column::TreatmentId)).count_distinct();
    let counts = lines(usages).expr_as(treatments, "treatments").filter(stands());
    for (practitioner, product, treatments) in counts.into_tuple::<(String, ProductId, i64)>().all(connection).await? {
        sums(rows, Some(practitioner), product).0 = treatments;
    }
    Ok(())
}

/// Lines that count: neither voided nor settled by others.
fn stands() -> Condition {
    Condition::all().add(usage_line::COLUMN.voided_at.is_null()).add(usage_line::COLUMN.settled_at.is_null())
}

/// What no treatment used.
async fn beside_usages(connection: &impl ConnectionTrait, period: &Period, rows: &mut Rows) -> Result<(), Failure> {
    let accounts = [LedgerAccount::Consumption, LedgerAccount::Waste];
    let counted = Condition::all()
        .add(entry::COLUMN.account.eq(LedgerAccount::Count))
        .add(entry::COLUMN.container_id.is_not_null());
    let sums_of = entry::Entity::find()
        .select_only()
        .join(JoinType::InnerJoin, of_balance())
        .column(stock::Column::ProductId)
        .column(entry::Column::Account)
        .filter(period.entries_beside_usages())
        .filter(Condition::any().add(entry::COLUMN.account.is_in(accounts)).add(counted))
        .group_by(stock::Column::ProductId)
        .group_by(entry::Column::Account);
    let sums_of = Moved::columns().into_iter().fold(sums_of, |select, (sum, name)| select.expr_as(sum, name));
    type Row = (ProductId, LedgerAccount, Quantity, Option<Money>, Quantity);
    for (product, account, quantity, value, unknown) in sums_of.into_tuple::<Row>().all(connection).await? {
        sums(rows, None, product).1.add(account, &Moved { quantity, value, unknown });
    }
    Ok(())
}

/// The balance of an entry.
pub(super) fn of_balance() -> sea_orm::RelationDef {
    entry::Entity::belongs_to(stock::Entity).from(entry::Column::StockId).to(stock::Column::Id).into()
}
