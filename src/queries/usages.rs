//! Usages as they are looked for: of a treatment, of a practitioner, late ones, those that broke a rule.

use super::page::{self, Order, Page, PageRequest};
use crate::error::{Error, Failure};
use entity::{
    deviation,
    id::{ProductId, SiteId, UsageId},
    instant::Instant,
    usage, usage_line,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, Order as Direction, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
    sea_query::{Expr, SelectStatement},
};

/// Which usages are asked for; nothing named asks for all.
#[derive(Clone, Debug, Default)]
pub struct UsageFilter {
    /// Usages at these sites; `None` for all of them.
    pub sites: Option<Vec<SiteId>>,
    /// Usages of this treatment.
    pub treatment_id: Option<String>,
    /// Usages of this practitioner.
    pub practitioner_id: Option<String>,
    /// Usages with a line of this product.
    pub product_id: Option<ProductId>,
    /// Performed from then on.
    pub performed_from: Option<Instant>,
    /// Performed before then.
    pub performed_to: Option<Instant>,
    /// Recorded from then on.
    pub recorded_from: Option<Instant>,
    /// Recorded before then.
    pub recorded_to: Option<Instant>,
    /// Late entries, or the others.
    pub late: Option<bool>,
    /// Usages with a voided line, or those without.
    pub voided: Option<bool>,
    /// Usages with a deviation, or those without.
    pub deviation: Option<bool>,
    /// Usages that are booked in full, or those with a line that is still to be settled.
    pub booked: Option<bool>,
}

/// A page of usages, by when they were performed, newest first.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn page(
    connection: &impl ConnectionTrait,
    filter: &UsageFilter,
    asked: &PageRequest,
) -> Result<Page<usage::Model>, Error> {
    let order: Order<usage::Model, (Instant, UsageId)> = Order {
        columns: vec![usage::Column::PerformedAt.into_expr(), usage::Column::Id.into_expr()],
        direction: Direction::Desc,
        key: |usage| (usage.performed_at, usage.id),
    };
    let list = usage::Entity::find().filter(facts(filter)).filter(lines(filter));
    page::load(connection, list, &order, asked).await
}

/// The usages of these treatments, in the order in which they were performed.
///
/// # Errors
/// When the database fails.
pub async fn of_treatments(
    connection: &impl ConnectionTrait,
    treatments: impl IntoIterator<Item = &str>,
) -> Result<Vec<usage::Model>, Failure> {
    let rows = usage::Entity::find().filter(usage::COLUMN.treatment_id.is_in(treatments));
    let rows = rows.order_by_asc(usage::COLUMN.performed_at).order_by_asc(usage::COLUMN.id);
    Ok(rows.all(connection).await?)
}

fn facts(filter: &UsageFilter) -> Condition {
    let text = |wanted: &Option<String>| wanted.clone();
    Condition::all()
        .add_option(filter.sites.as_ref().map(|sites| usage::COLUMN.site_id.is_in(sites.iter().copied())))
        .add_option(text(&filter.treatment_id).map(|id| usage::COLUMN.treatment_id.eq(id)))
        .add_option(text(&filter.practitioner_id).map(|id| usage::COLUMN.practitioner_id.eq(id)))
        .add_option(filter.performed_from.map(|from| usage::COLUMN.performed_at.gte(from)))
        .add_option(filter.performed_to.map(|to| usage::COLUMN.performed_at.lt(to)))
        .add_option(filter.recorded_from.map(|from| usage::COLUMN.recorded_at.gte(from)))
        .add_option(filter.recorded_to.map(|to| usage::COLUMN.recorded_at.lt(to)))
        .add_option(filter.late.map(|late| usage::COLUMN.late_entry.eq(late)))
}

fn lines(filter: &UsageFilter) -> Condition {
    let unsettled = Condition::all()
        .add(usage_line::Column::Booked.into_expr().not())
        .add(usage_line::COLUMN.settled_at.is_null())
        .add(usage_line::COLUMN.voided_at.is_null());
    let voided = Condition::all().add(usage_line::COLUMN.voided_at.is_not_null());
    let of_product = |product| Condition::all().add(usage_line::COLUMN.product_id.eq(product));
    Condition::all()
        .add_option(filter.product_id.map(|product| are_among(true, usages_with(of_product(product)))))
        .add_option(filter.voided.map(|wanted| are_among(wanted, usages_with(voided))))
        .add_option(filter.booked.map(|wanted| are_among(!wanted, usages_with(unsettled))))
        .add_option(filter.deviation.map(|wanted| are_among(wanted, usages_with(Condition::all().add(deviates())))))
}

fn are_among(wanted: bool, usages: SelectStatement) -> Expr {
    if wanted { usage::Column::Id.in_subquery(usages) } else { usage::Column::Id.not_in_subquery(usages) }
}

fn usages_with(line: Condition) -> SelectStatement {
    usage_line::Entity::find().select_only().column(usage_line::Column::UsageId).filter(line).into_query()
}

fn deviates() -> Expr {
    let lines = deviation::Entity::find()
        .select_only()
        .column(deviation::Column::UsageLineId)
        .filter(deviation::COLUMN.usage_line_id.is_not_null());
    usage_line::Column::Id.in_subquery(lines.into_query())
}
