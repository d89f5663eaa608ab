//! Releasing a hold: what was stopped may be used again, with the reason why.

use super::{Act, Operation, approvals, named, recalls};
use crate::{
    error::Error,
    ledger::locking::{self, Reach},
    rules::{
        approval::{Ask, Reach as Reached},
        person,
        refusal::{InputRule, Reason, Refusal, field},
        rights::{Right, Role},
    },
};
use entity::{
    approval::ApprovalAct,
    hold::{self, HoldKind},
    id::{ApprovalId, HoldGroupId, HoldId, LotId, SiteId},
    lot,
    recall::RecallStatus,
    site,
};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A hold to be released, or all holds that one act placed.
#[derive(Clone, Debug, Serialize)]
pub struct ReleaseHold {
    /// Which hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hold_id: Option<HoldId>,
    /// All of this group that were not released yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_id: Option<HoldGroupId>,
    /// Why.
    pub reason: String,
    /// The approval of the second person, for suspect and recalled stock.
    #[serde(skip)]
    pub approval_id: Option<ApprovalId>,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReleaseHoldDone {
    /// The hold; of a group the first.
    pub hold_id: HoldId,
    /// All that were released, where a group was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hold_ids: Vec<HoldId>,
}

impl ReleaseHold {
    /// The release of one hold.
    pub fn one(hold_id: HoldId, reason: &str) -> Self {
        Self { hold_id: Some(hold_id), group_id: None, reason: reason.to_owned(), approval_id: None }
    }

    /// The release of all that one act placed.
    pub fn group(group_id: HoldGroupId, reason: &str) -> Self {
        Self { hold_id: None, group_id: Some(group_id), reason: reason.to_owned(), approval_id: None }
    }
}

impl Operation for ReleaseHold {
    type Done = ReleaseHoldDone;
    const NAME: &'static str = "releaseHold";

    fn approval_id(&self) -> Option<ApprovalId> {
        self.approval_id
    }

    async fn perform(&self, act: &Act<'_>) -> Result<ReleaseHoldDone, Error> {
        let holds = self.holds(act).await?;
        for hold in &holds {
            authorize(act, hold).await?;
        }
        let reason = person::none_in(field("reason"), &self.reason)?;
        locking::lock_all(act.transaction, &reach(act, &holds).await?).await?;

        let standing = self.standing(act).await?;
        for hold in &standing {
            not_of_an_open_recall(act, hold).await?;
        }
        if let Some(ask) = asked(act, &standing, &reason).await? {
            approvals::second_person(act, ask).await?;
        }

        let ids: Vec<HoldId> = standing.iter().map(|hold| hold.id).collect();
        for hold in standing {
            if hold.kind != HoldKind::Quarantine {
                approvals::signed_for(act, hold.id.0);
            }
            release(act, hold, &reason).await?;
        }
        let hold_ids = if self.group_id.is_some() { ids.clone() } else { vec![] };
        let first = ids.first().copied().ok_or_else(|| Refusal::not_found(field("holdId"), "hold"))?;
        Ok(ReleaseHoldDone { hold_id: first, hold_ids })
    }
}

impl ReleaseHold {
    /// The holds that are meant, released ones included, in the order in which they were placed.
    async fn holds(&self, act: &Act<'_>) -> Result<Vec<hold::Model>, Error> {
        let (condition, at, what) = match (self.hold_id, self.group_id) {
            (Some(id), None) => (hold::COLUMN.id.eq(id), "holdId", "hold"),
            (None, Some(id)) => (hold::COLUMN.group_id.eq(id), "groupId", "group of holds"),
            (Some(_), Some(_)) | (None, None) => {
                let message = "Name the hold, or the group of holds: one of them.";
                return Err(Refusal::invalid(field("holdId"), InputRule::Required, message).into());
            }
        };
        let holds = hold::Entity::find().filter(condition).order_by_asc(hold::COLUMN.id);
        let holds = holds.all(act.transaction).await?;
        if holds.is_empty() { Err(Refusal::not_found(field(at), what).into()) } else { Ok(holds) }
    }

    /// Those that stand, read under the lock.
    async fn standing(&self, act: &Act<'_>) -> Result<Vec<hold::Model>, Error> {
        let holds = self.holds(act).await?;
        let (standing, released): (Vec<_>, Vec<_>) = holds.into_iter().partition(|hold| hold.released_at.is_none());
        let at = if self.group_id.is_some() { "groupId" } else { "holdId" };
        match released.last() {
            Some(last) if standing.is_empty() => Err(released_before(last, at).into()),
            _ => Ok(standing),
        }
    }
}

async fn release(act: &Act<'_>, hold: hold::Model, reason: &str) -> Result<(), Error> {
    let mut row = hold.into_active_model();
    row.released_at = Set(Some(act.now()));
    row.released_by = Set(Some(act.person().to_owned()));
    row.release_reason = Set(Some(reason.to_owned()));
    act.update(row).await?;
    Ok(())
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

/// Suspect and recalled stock goes back to the shelf by two; a quarantine by one. One signature stands for all that one
/// act releases.
async fn asked(act: &Act<'_>, holds: &[hold::Model], reason: &str) -> Result<Option<Ask>, Error> {
    let of_two: Vec<&hold::Model> = holds.iter().filter(|hold| hold.kind != HoldKind::Quarantine).collect();
    if of_two.is_empty() {
        return Ok(None);
    }

    let lots = named::lots(act.transaction, &of_two.iter().map(|hold| hold.lot_id).collect()).await?;
    let sites: Option<BTreeSet<SiteId>> = of_two.iter().map(|hold| hold.site_id).collect();
    let (reach, place) = match sites {
        Some(sites) if sites.len() == 1 => (Reached::Sites(sites.into_iter().collect()), "at one site"),
        Some(sites) => (Reached::Sites(sites.into_iter().collect()), "at their sites"),
        None => (Reached::Everywhere, "at every site"),
    };
    let released: Vec<String> = of_two.iter().map(|hold| held_as(hold, &lots)).collect();
    let summary = format!("Release {} {place}. {reason}", released.join("; "));
    Ok(Some(Ask { act: ApprovalAct::ReleaseStock, reach, summary, field: field("approvalId") }))
}

fn held_as(hold: &hold::Model, lots: &BTreeMap<LotId, lot::Model>) -> String {
    let lot_number = lots.get(&hold.lot_id).map_or("", |lot| lot.lot_number.as_str());
    let kind = if hold.kind == HoldKind::Suspect { "suspect" } else { "recalled" };
    format!("lot {lot_number}, which is held as {kind} ({})", hold.reason)
}

async fn reach(act: &Act<'_>, holds: &[hold::Model]) -> Result<Reach, Error> {
    let ids = holds.iter().map(|hold| hold.lot_id).collect();
    let lots = named::lots(act.transaction, &ids).await?;
    let mut reach = Reach::default();
    for hold in holds {
        let Some(lot) = lots.get(&hold.lot_id) else { continue };
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

fn released_before(hold: &hold::Model, at: &str) -> Refusal {
    let by = hold.released_by.as_deref().unwrap_or_default();
    let when = hold.released_at.unwrap_or(hold.placed_at).to_utc().to_rfc3339();
    let why = hold.release_reason.as_deref().unwrap_or_default();
    let message = format!("{by} released it at {when}: {why}");
    Refusal::new(field(at), Reason::AlreadyDone { message })
}
