//! Somebody who is to be told of a recall: a patient, a customer, or a sale where nobody is named. Ids only, no addresses.

use crate::{
    id::{ContactId, RecallId},
    instant::Instant,
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Who is to be told.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ContactSubject {
    /// A patient who was treated with it.
    Patient,
    /// A customer who bought it.
    Customer,
    /// A sale that names no customer.
    Sale,
}

/// How far it is with telling somebody.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ContactStatus {
    /// Still to be told.
    Pending,
    /// Told.
    Contacted,
    /// Told, and has answered.
    Acknowledged,
    /// Could not be reached.
    Unreachable,
    /// Need not be told.
    NotRequired,
}

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recall_contact")]
pub struct Model {
    /// The contact.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ContactId,
    /// The recall.
    pub recall_id: RecallId,
    /// Who, in a word.
    pub subject: ContactSubject,
    /// Id of the patient, the customer or the sale, as another system issued it.
    pub subject_id: String,
    /// When they were last treated with it, or bought it.
    pub last_treated_at: Option<Instant>,
    /// Whether the lot is known; `false` where it was assumed or unknown.
    pub certain: bool,
    /// Who is to tell them.
    pub assigned_to: Option<String>,
    /// How far it is.
    pub status: ContactStatus,
}

impl ActiveModelBehavior for ActiveModel {}
