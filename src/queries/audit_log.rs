//! The audit log: who did or read what, when, and with what outcome.

use super::page::{self, Order, Page, PageRequest};
use crate::{error::Error, rules::people::People};
use entity::{
    audit_event,
    audit_person::{self, PersonKind},
    id::AuditEventId,
    instant::Instant,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order as Direction, QueryFilter, QuerySelect, QueryTrait,
};

/// Which events are asked for; nothing named asks for all.
#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    /// What this person did.
    pub subject: Option<String>,
    /// Events of this mutation or read.
    pub operation: Option<String>,
    /// Events with this outcome.
    pub outcome: Option<String>,
    /// Reads that showed this patient, by any of these ids.
    pub patient_ids: Option<Vec<String>>,
    /// Reads that showed this customer.
    pub customer_id: Option<String>,
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
    let customers = filter.customer_id.as_ref().map(std::slice::from_ref);
    let wanted = Condition::all()
        .add_option(filter.patient_ids.as_deref().map(|ids| shows(PersonKind::Patient, ids)))
        .add_option(customers.map(|ids| shows(PersonKind::Customer, ids)))
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

/// Events that show somebody of these ids.
fn shows(kind: PersonKind, ids: &[String]) -> Condition {
    let shown = audit_person::Entity::find()
        .select_only()
        .column(audit_person::Column::EventId)
        .filter(audit_person::COLUMN.kind.eq(kind))
        .filter(audit_person::COLUMN.person_id.is_in(ids.iter().map(String::as_str)));
    Condition::all().add(audit_event::Column::Id.in_subquery(shown.into_query()))
}

/// Reads of releases before 0.2 that say in `what` whom they were about, and keep it nowhere else.
const NAMED_IN_WHAT: [(&str, PersonKind); 3] = [
    ("patient", PersonKind::Patient),
    ("patient.exposures", PersonKind::Patient),
    ("sales.customer", PersonKind::Customer),
];

/// Whose links an event shows.
pub fn people_shown(event: &audit_event::Model) -> People {
    if let Some(people) = &event.people {
        return serde_json::from_str(people).unwrap_or_default();
    }
    let named = NAMED_IN_WHAT.iter().find(|(operation, _)| *operation == event.operation);
    match named {
        Some((_, PersonKind::Patient)) => People::patient(&event.what),
        Some((_, PersonKind::Customer)) => People::customer(&event.what),
        None => People::default(),
    }
}
