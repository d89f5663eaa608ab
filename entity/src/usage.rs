//! A usage: what was used in a treatment. Written by `operations::record_usage`; who it was for may be set right later.

use crate::{
    id::{PostingId, SiteId, UsageId},
    instant::Instant,
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Why a usage is entered after it was performed.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LateReason {
    /// There was no connection.
    Offline,
    /// It was charted later.
    ChartedLate,
    /// The delivery was not yet in the books.
    ReceiptNotEntered,
    /// It comes from another system.
    ImportedHistory,
}

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "usage")]
pub struct Model {
    /// The usage.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UsageId,
    /// The EHR's id of the treatment.
    pub treatment_id: String,
    /// The EHR's id of the patient.
    pub patient_id: String,
    /// Who treated.
    pub practitioner_id: String,
    /// Where.
    pub site_id: SiteId,
    /// When it was done.
    pub performed_at: Instant,
    /// When it was written.
    pub recorded_at: Instant,
    /// The person who recorded it.
    pub recorded_by: String,
    /// The client program.
    pub recorded_through: Option<String>,
    /// Why it was declared as already performed; `None` when it was not.
    pub late: Option<LateReason>,
    /// What was said about it.
    pub late_note: Option<String>,
    /// Entered later than the site allows.
    pub late_entry: bool,
    /// The posting; `None` where nothing could be booked.
    pub posting_id: Option<PostingId>,
}

impl ActiveModelBehavior for ActiveModel {}
