//! Recall notices and what of ours each may mean: kept when a notice comes or changes, and found again when a lot or a
//! product is new.
//!
//! A notice is matched against all that we know, and what is new against all notices that nobody has decided on. On
//! PostgreSQL the two must not miss each other: whoever keeps a notice makes those wait who name something new
//! (`take_turns`), so that either sees the other.

pub(crate) mod again;
mod known;
mod terms;

use super::Act;
use crate::{
    database,
    error::{Error, Failure},
    rules::recall_notice::{self, NoticeText, Proposal, Reading},
};
use chrono::NaiveDate;
use entity::{
    id::{LotId, RecallNoticeId},
    lot_spelling, product, product_identifier,
    recall_class::RecallClass,
    recall_notice::{self as notice, Model, RecallNoticeStatus},
    recall_notice_match,
};
use known::Catalogue;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};
use serde::Serialize;

/// A notice as it is handed in, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoticeGiven {
    /// Where it comes from.
    pub source: String,
    /// Its number there.
    pub number: String,
    /// Who recalls.
    pub firm: String,
    /// How grave it is.
    pub classification: RecallClass,
    /// What is recalled.
    pub product_description: String,
    /// Which of it: lots, dates, codes.
    pub code_info: String,
    /// Why.
    pub reason: Option<String>,
    /// How far it is, in the source's words.
    pub state_at_source: Option<String>,
    /// When it came.
    pub received_on: NaiveDate,
}

/// What came of keeping a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It was not known.
    New,
    /// It says something else now.
    Updated,
    /// It is known as it is.
    Unchanged,
}

/// A notice that was kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keeping {
    /// The notice.
    pub(super) notice_id: RecallNoticeId,
    /// What came of it.
    pub(super) kept: Kept,
    /// It is new or says something else, and something of ours is proposed for it.
    pub(super) is_proposed: bool,
}

/// Keeps notices, in one transaction: each is matched against the same catalogue.
pub(super) struct Keeper<'a> {
    act: &'a Act<'a>,
    catalogue: Catalogue,
}

impl<'a> Keeper<'a> {
    /// Takes turns with whoever names something new, and reads what we know.
    pub(super) async fn new(act: &'a Act<'a>) -> Result<Self, Error> {
        take_turns(act.transaction).await?;
        Ok(Self { act, catalogue: Catalogue::load(act.transaction).await? })
    }

    /// Keeps a notice under its source and number.
    pub(super) async fn keep(&self, given: NoticeGiven) -> Result<Keeping, Error> {
        let known = notice::Entity::find()
            .filter(notice::COLUMN.source.eq(given.source.as_str()))
            .filter(notice::COLUMN.number.eq(given.number.as_str()))
            .lock_exclusive()
            .one(self.act.transaction)
            .await?;
        match known {
            None => self.add(given).await,
            Some(known) if is_unchanged(&known, &given) => {
                Ok(Keeping { notice_id: known.id, kept: Kept::Unchanged, is_proposed: false })
            }
            Some(known) => self.change(known, given).await,
        }
    }

    async fn add(&self, given: NoticeGiven) -> Result<Keeping, Error> {
        let reading = reading(&given.firm, &given.product_description, &given.code_info);
        let proposals = self.catalogue.propose(self.act.transaction, &reading).await?;
        let row = Model {
            id: RecallNoticeId::new(),
            source: given.source,
            number: given.number,
            firm: given.firm,
            classification: given.classification,
            product_description: given.product_description,
            code_info: given.code_info,
            reason: given.reason,
            state_at_source: given.state_at_source,
            received_on: given.received_on,
            status: undecided(&proposals),
            recall_id: None,
            resolved_by: None,
            resolved_at: None,
            note: None,
            recorded_at: self.act.now(),
            recorded_by: self.act.person().to_owned(),
            updated_at: None,
        };
        let (id, is_proposed) = (row.id, row.status == RecallNoticeStatus::Proposed);
        self.act.insert(row).await?;
        terms::write(self.act.transaction, id, &reading).await?;
        replace_matches(self.act, id, &proposals).await?;
        Ok(Keeping { notice_id: id, kept: Kept::New, is_proposed })
    }

    /// What it says now is matched anew. A notice that somebody had decided on is proposed again when it may mean
    /// something else of ours than it did then.
    async fn change(&self, known: Model, given: NoticeGiven) -> Result<Keeping, Error> {
        let (id, connection) = (known.id, self.act.transaction);
        let reading = reading(&given.firm, &given.product_description, &given.code_info);
        let proposals = self.catalogue.propose(connection, &reading).await?;
        let same = matches_of(connection, id).await? == rows(id, &proposals)?;
        let status = if same { known.status } else { undecided(&proposals) };
        let row = Model {
            firm: given.firm,
            classification: given.classification,
            product_description: given.product_description,
            code_info: given.code_info,
            reason: given.reason,
            state_at_source: given.state_at_source,
            status,
            updated_at: Some(self.act.now()),
            ..known
        };
        self.act.update(row.into_active_model().reset_all()).await?;
        terms::remove(connection, id).await?;
        if status.is_matched_again() {
            terms::write(connection, id, &reading).await?;
        }
        replace_matches(self.act, id, &proposals).await?;
        Ok(Keeping { notice_id: id, kept: Kept::Updated, is_proposed: status == RecallNoticeStatus::Proposed })
    }
}

/// Nobody looks for this notice any more when something new is known.
pub(super) async fn forget_terms(act: &Act<'_>, id: RecallNoticeId) -> Result<(), Error> {
    Ok(terms::remove(act.transaction, id).await?)
}

fn reading(firm: &str, product_description: &str, code_info: &str) -> Reading {
    recall_notice::read(&NoticeText { firm, product_description, code_info })
}

fn undecided(proposals: &[Proposal]) -> RecallNoticeStatus {
    if proposals.is_empty() { RecallNoticeStatus::NoMatch } else { RecallNoticeStatus::Proposed }
}

fn is_unchanged(known: &Model, given: &NoticeGiven) -> bool {
    known.firm == given.firm
        && known.classification == given.classification
        && known.product_description == given.product_description
        && known.code_info == given.code_info
        && known.reason == given.reason
        && known.state_at_source == given.state_at_source
}

/// Whoever keeps a notice goes first or last, never beside one who makes a product, a code of it or a lot.
async fn take_turns(transaction: &sea_orm::DatabaseTransaction) -> Result<(), DbErr> {
    database::take_turns(transaction, &product::Entity).await?;
    database::take_turns(transaction, &product_identifier::Entity).await?;
    database::take_turns(transaction, &lot_spelling::Entity).await
}

async fn matches_of(
    connection: &impl ConnectionTrait,
    id: RecallNoticeId,
) -> Result<Vec<recall_notice_match::Model>, Failure> {
    let own = recall_notice_match::COLUMN.notice_id.eq(id);
    let mut rows = recall_notice_match::Entity::find().filter(own).all(connection).await?;
    rows.sort_by_key(|row| row.product_id);
    Ok(rows)
}

async fn replace_matches(act: &Act<'_>, id: RecallNoticeId, proposals: &[Proposal]) -> Result<(), Error> {
    let own = recall_notice_match::COLUMN.notice_id.eq(id);
    act.delete_many(recall_notice_match::Entity::delete_many().filter(own)).await?;
    Ok(act.insert_all(rows(id, proposals)?).await?)
}

fn rows(notice_id: RecallNoticeId, proposals: &[Proposal]) -> Result<Vec<recall_notice_match::Model>, Failure> {
    let row = |proposal: &Proposal| {
        Ok(recall_notice_match::Model {
            notice_id,
            product_id: proposal.product_id,
            confidence: proposal.confidence,
            lots: to_json::<LotId>(&proposal.lots)?,
            matched_on: to_json(&proposal.matched_on)?,
        })
    };
    let mut rows = proposals.iter().map(row).collect::<Result<Vec<_>, Failure>>()?;
    rows.sort_by_key(|row| row.product_id);
    Ok(rows)
}

fn to_json<T: Serialize>(list: &[T]) -> Result<String, Failure> {
    serde_json::to_string(list).map_err(|cause| Failure::Broken(format!("a match cannot be written down: {cause}")))
}
