//! Acts are judged at their own instant: by what was there, what was open, and what was held then; whatever is promised
//! is weighed now.

mod clocks;
mod dates;
mod holds_then;
mod presence;
mod without_stock;

use crate::clinic::Clinic;
use chrono::TimeDelta;
use entity::{deviation, usage::LateReason};
use lotwise::operations::{
    record_sale::RecordSale,
    record_usage::{AlreadyPerformed, RecordUsage},
};
use sea_orm::EntityTrait;

/// A usage that was performed so long before now.
fn hours_ago(clinic: &Clinic, hours: i64, mut usage: RecordUsage) -> RecordUsage {
    usage.performed_at = (clinic.now - TimeDelta::hours(hours)).into();
    usage
}

/// The same, declared as a fact.
fn fact(mut usage: RecordUsage) -> RecordUsage {
    usage.already_performed = Some(AlreadyPerformed { why: LateReason::Offline, note: None });
    usage
}

/// A sale that was made so long before now.
fn sold_hours_ago(clinic: &Clinic, hours: i64, mut sale: RecordSale) -> RecordSale {
    sale.sold_at = (clinic.now - TimeDelta::hours(hours)).into();
    sale
}

async fn deviations(clinic: &Clinic) -> Vec<deviation::Model> {
    deviation::Entity::find().all(clinic.deployment.database.reader()).await.unwrap()
}
