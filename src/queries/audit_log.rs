//! The audit log: who did or read what, when, and with what outcome.

use super::page::{self, Order, Page, PageRequest};
use crate::error::Error;
use entity::{audit_event, id::AuditEventId, instant::Instant};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order as Direction, QueryFilter};

/// Which events are asked for; nothing named asks for all.
#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    /// What this person did.
    pub subject: Option<String>,
    /// Events of this mutation or read.
    pub operation: Option<String>,
    /// Events with this outcome.
    pub outcome: Option<String>,
    /// From then on.
    pub from: Option<Instant>,
    /// Before then.
    pub to: Option<Instant>,
}

/// A page of events, newest first.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn page(
    connection: &impl ConnectionTrait,
    filter: &AuditFilter,
    asked: &PageRequest,
) -> Result<Page<audit_event::Model>, Error> {
    let wanted = Condition::all()
        .add_option(filter.subject.as_deref().map(|subject| audit_event::COLUMN.subject.eq(subject)))
        .add_option(filter.operation.as_deref().map(|operation| audit_event::COLUMN.operation.eq(operation)))
        .add_option(filter.outcome.as_deref().map(|outcome| audit_event::COLUMN.outcome.eq(outcome)))
        .add_option(filter.from.map(|from| audit_event::COLUMN.at.gte(from)))
        .add_option(filter.to.map(|to| audit_event::COLUMN.at.lt(to)));
    let order: Order<audit_event::Model, (Instant, AuditEventId)> = Order {
        columns: vec![audit_event::Column::At.into_expr(), audit_event::Column::Id.into_expr()],
        direction: Direction::Desc,
        key: |event| (event.at, event.id),
    };
    page::load(connection, audit_event::Entity::find().filter(wanted), &order, asked).await
}
