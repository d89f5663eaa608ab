//! Releasing a hold: what was stopped may be used again, with the reason why.

use super::{Act, Operation, approvals, named, recalls};
use crate::{
    error::Error,
    ledger::locking::{self, Reach},
    rules::{
        approval::{Ask, Reach as Reached},
        person,
        refusal::{Reason, Refusal, field},
        rights::{Right, Role},
    },
};
use entity::{
    approval::ApprovalAct,
    hold::{self, HoldKind},
    id::{ApprovalId, HoldId},
    recall::RecallStatus,
    site,
};
use sea_orm::{EntityTrait, IntoActiveModel, Set};
use serde::{Deserialize, Serialize};

/// A hold to be released.
#[derive(Clone, Debug, Serialize)]
pub struct ReleaseHold {
    /// Which.
    pub hold_id: HoldId,
    /// Why.
    pub reason: String,
    /// The approval of the second person, for suspect and recalled stock.
    #[serde(skip)]
    pub approval_id: Option<ApprovalId>,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReleaseHoldDone {
    /// The hold.
    pub hold_id: HoldId,
}

impl Operation for ReleaseHold {
    type Done = ReleaseHoldDone;
    const NAME: &'static str = "releaseHold";

    fn approval_id(&self) -> Option<ApprovalId> {
        self.approval_id
    }

    async fn perform(&self, act: &Act<'_>) -> Result<ReleaseHoldDone, Error> {
        let hold = self.hold(act).await?;
        authorize(act, &hold).await?;
        let reason = person::none_in(field("reason"), &self.reason)?;
        locking::lock_all(act.transaction, &reach(act, &hold).await?).await?;
        let hold = self.hold(act).await?;
        not_released(&hold)?;
        not_of_an_open_recall(act, &hold).await?;
        if hold.kind != HoldKind::Quarantine {
            approvals::second_person(act, ask(act, &hold, &reason).await?).await?;
            approvals::signed_for(act, hold.id.0);
        }

        let mut row = hold.into_active_model();
        row.released_at = Set(Some(act.now()));
        row.released_by = Set(Some(act.person().to_owned()));
        row.release_reason = Set(Some(reason));
        act.update(row).await?;
        Ok(ReleaseHoldDone { hold_id: self.hold_id })
    }
}

impl ReleaseHold {
    async fn hold(&self, act: &Act<'_>) -> Result<hold::Model, Error> {
        let hold = hold::Entity::find_by_id(self.hold_id).one(act.transaction).await?;
        Ok(hold.ok_or_else(|| Refusal::not_found(field("holdId"), "hold"))?)
    }
}

/// A quarantine is released by who manages or directs there; suspect and recalled stock by who directs recalls.
async fn authorize(act: &Act<'_>, hold: &hold::Model) -> Result<(), Error> {
    match (hold.kind, hold.site_id) {
        (HoldKind::Suspect | HoldKind::Recall, _) => act.require_everywhere(Right::DirectRecalls),
        (HoldKind::Quarantine, None) => act.require_everywhere(Right::ReleaseQuarantine),
        (HoldKind::Quarantine, Some(id)) => {
            let site = site::Entity::find_by_id(id).one(act.transaction).await?;
            let site = site.ok_or_else(|| Refusal::not_found(field("holdId"), "hold"))?;
            act.require(Right::ReleaseQuarantine, &site)
        }
    }
}

/// Suspect and recalled stock goes back to the shelf by two.
async fn ask(act: &Act<'_>, hold: &hold::Model, reason: &str) -> Result<Ask, Error> {
    let lots = named::lots(act.transaction, &[hold.lot_id].into()).await?;
    let lot = lots.into_values().next().map(|lot| lot.lot_number).unwrap_or_default();
    let kind = if hold.kind == HoldKind::Suspect { "suspect" } else { "recalled" };
    let (reach, place) = match hold.site_id {
        Some(site) => (Reached::Sites(vec![site]), "at one site"),
        None => (Reached::Everywhere, "at every site"),
    };
    let summary = format!("Release lot {lot}, which is held as {kind} {place} ({}). {reason}", hold.reason);
    Ok(Ask { act: ApprovalAct::ReleaseStock, reach, summary, field: field("approvalId") })
}

async fn reach(act: &Act<'_>, hold: &hold::Model) -> Result<Reach, Error> {
    let mut reach = Reach::default();
    for lot in named::lots(act.transaction, &[hold.lot_id].into()).await?.into_values() {
        match hold.site_id {
            Some(site) => drop(reach.at_sites.insert((lot.product_id, site))),
            None => drop(reach.everywhere.insert(lot.product_id)),
        }
    }
    Ok(reach)
}

/// Stock under an open recall is released by two people, as the recall's disposal.
async fn not_of_an_open_recall(act: &Act<'_>, hold: &hold::Model) -> Result<(), Error> {
    let Some(id) = hold.recall_id else { return Ok(()) };
    let recall = recalls::find(act, id).await?;
    if recall.status != RecallStatus::Open {
        return Ok(());
    }
    let message =
        format!("{} is open: release its stock by disposeRecalledStock, which takes two.", recalls::name(&recall));
    Err(Refusal::new(field("holdId"), Reason::NotAllowed { needs: vec![Role::MedicalDirector], message }).into())
}

fn not_released(hold: &hold::Model) -> Result<(), Refusal> {
    let Some(at) = hold.released_at else { return Ok(()) };
    let by = hold.released_by.as_deref().unwrap_or_default();
    let why = hold.release_reason.as_deref().unwrap_or_default();
    let message = format!("{by} released it at {}: {why}", at.to_utc().to_rfc3339());
    Err(Refusal::new(field("holdId"), Reason::AlreadyDone { message }))
}
