//! A request that an act be signed by somebody else. Written by `operations::approvals`, decided by `sign_approval` and
//! `decline_approval`, used once by the act.

use crate::{id::ApprovalId, instant::Instant};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What takes a second person.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ApprovalAct {
    /// A lot's number or expiry is set right, or two lots become one.
    CorrectLot,
    /// Recalled or suspect stock may be used again.
    ReleaseStock,
    /// A recall was opened in error.
    CancelRecall,
    /// Stock is wasted, discarded or destroyed before a witness.
    WitnessWaste,
}

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "approval")]
pub struct Model {
    /// The request.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApprovalId,
    /// The client program that asked, as its idempotency keys are scoped.
    pub client: String,
    /// The idempotency key under which the act was asked for.
    pub key: String,
    /// 1, and one more each time that a request of this key went by unsigned.
    pub round: i32,
    /// The mutation.
    pub operation: String,
    /// SHA-256 of its input: what is signed is this and nothing else.
    pub request_hash: Vec<u8>,
    /// What takes the second person.
    pub act: ApprovalAct,
    /// What is asked for, in words for whoever signs. Names no patient.
    pub summary: String,
    /// Short word for somebody beside you; unique.
    pub code: String,
    /// Whether it reaches every site: whoever signs has the role at all of them.
    pub everywhere: bool,
    /// The roles that may sign: names, space between.
    pub signers: String,
    /// How many signatures.
    pub needed: i32,
    /// Who asked, and alone may use it.
    pub requested_by: String,
    /// When.
    pub requested_at: Instant,
    /// Until when it can be signed; for an act that is done already, when the signature is overdue.
    pub expires_at: Instant,
    /// Until when the signatures hold, once there are enough.
    pub signed_until: Option<Instant>,
    /// When it was declined.
    pub declined_at: Option<Instant>,
    /// When the act was done before anybody signed, where the site's policy lets it.
    pub done_at: Option<Instant>,
    /// When it was used; for what was done before, when it was signed.
    pub used_at: Option<Instant>,
    /// What came of the act: the id, without its prefix, of the posting, correction, hold or recall.
    pub subject: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
