//! Setting a lot right whose number or expiry was keyed wrong, by two people: renamed, or one with the lot that has the
//! right number already.

mod deviations;
mod merge;
mod moved;
mod rename;

use super::{
    Act, Operation,
    approvals::{self, SecondPerson},
    lots, named,
};
use crate::{
    error::Error,
    ledger::locking::{self, Reach},
    rules::{
        approval::{Ask, Reach as Reached},
        lot_correction::{self, Correction},
        lot_label::CheckedLabel,
        person,
        refusal::{Refusal, field},
        rights::Right,
    },
};
use chrono::NaiveDate;
use entity::{
    approval::ApprovalAct,
    id::{ApprovalId, LotId, PostingId},
    lot, product, site, stock,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};

/// A correction.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectLot {
    /// Which lot.
    pub lot_id: LotId,
    /// What is right.
    #[serde(flatten)]
    pub correction: Correction,
    /// Why.
    pub reason: String,
    /// The second person by name, as programs of release 0.1.0 said it: it counts for nothing any more, and stands here
    /// so that what they asked before is known again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed_by_id: Option<String>,
    /// The approval of the second person.
    #[serde(skip)]
    pub approval_id: Option<ApprovalId>,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CorrectLotDone {
    /// The lot as it is known now.
    pub lot_id: LotId,
    /// What moved to it from the lot that it turned out to be, a posting a site.
    pub posting_ids: Vec<PostingId>,
}

/// A correction that is right in form, with who and why.
struct Corrected<'a> {
    act: &'a Act<'a>,
    correction: &'a Correction,
    reason: String,
    second: SecondPerson,
    label: CheckedLabel,
}

impl Operation for CorrectLot {
    type Done = CorrectLotDone;
    const NAME: &'static str = "correctLot";

    fn approval_id(&self) -> Option<ApprovalId> {
        self.approval_id
    }

    async fn perform(&self, act: &Act<'_>) -> Result<CorrectLotDone, Error> {
        act.require_somewhere(Right::ManageStock)?;
        let reason = person::none_in(field("reason"), &self.reason)?;
        let product = self.product(act, &self.lot(act).await?).await?;
        let reach = Reach { everywhere: [product.id].into(), ..Reach::default() };
        locking::lock_all(act.transaction, &reach).await?;
        let lot = self.lot(act).await?;
        authorize(act, lot.id).await?;
        let label = lot_correction::label(&self.correction, &lot, &product)?;
        let other = other_lot(act, &self.correction, &label, &lot).await?;

        let ask = Ask {
            act: ApprovalAct::CorrectLot,
            reach: reached(act, [Some(lot.id), other.as_ref().map(|other| other.id)]).await?,
            summary: self.summary(&product, &lot, other.as_ref(), &label, &reason),
            field: field("approvalId"),
        };
        let second = approvals::second_person(act, ask).await?;

        let corrected = Corrected { act, correction: &self.correction, reason, second, label };
        let done = match other {
            Some(other) => merge::merge(&corrected, &lot, &other).await?,
            None => corrected.rename(&lot).await?,
        };
        act.match_again(product.id, done.lot_id);
        Ok(done)
    }
}

impl CorrectLot {
    /// The lot as it is known now.
    async fn lot(&self, act: &Act<'_>) -> Result<lot::Model, Error> {
        let lot = named::lots(act.transaction, &[self.lot_id].into()).await?.remove(&self.lot_id);
        Ok(lot.ok_or_else(|| Refusal::not_found(field("lotId"), "lot"))?)
    }

    /// What is corrected, for whoever signs.
    fn summary(
        &self,
        product: &product::Model,
        lot: &lot::Model,
        other: Option<&lot::Model>,
        label: &CheckedLabel,
        reason: &str,
    ) -> String {
        let day = |day: Option<NaiveDate>| day.map_or("no date".to_owned(), |day| day.to_string());
        let mut changes = Vec::new();
        match other {
            Some(other) => changes.push(format!("it becomes one with lot {}", other.lot_number)),
            None if label.lot_number != lot.lot_number => changes.push(format!("its number is {}", label.lot_number)),
            None => {}
        }
        if self.correction.is_of_expiry() && label.expires_on != lot.expires_on {
            let (before, after) = (day(lot.expires_on), day(label.expires_on));
            changes.push(format!("its last day of use is {after}, not {before}"));
        }
        format!("Correct lot {} of {}: {}. {reason}", lot.lot_number, product.name, changes.join("; "))
    }

    async fn product(&self, act: &Act<'_>, lot: &lot::Model) -> Result<product::Model, Error> {
        let product = product::Entity::find_by_id(lot.product_id).one(act.transaction).await?;
        Ok(product.ok_or_else(|| Refusal::not_found(field("lotId"), "lot"))?)
    }
}

/// A lot is corrected for every site that ever had it: the corrector manages the stock of all of them.
async fn authorize(act: &Act<'_>, lot: LotId) -> Result<(), Error> {
    let sites = sites_of(act, &[lot]).await?;
    sites.iter().try_for_each(|site| act.require(Right::ManageStock, site))
}

/// The sites that ever had one of the lots: whoever signs works at all of them.
async fn reached(act: &Act<'_>, lots: [Option<LotId>; 2]) -> Result<Reached, Error> {
    let lots: Vec<LotId> = lots.into_iter().flatten().collect();
    Ok(Reached::Sites(sites_of(act, &lots).await?.iter().map(|site| site.id).collect()))
}

async fn sites_of(act: &Act<'_>, lots: &[LotId]) -> Result<Vec<site::Model>, Error> {
    let of_lots = stock::COLUMN.lot_id.is_in(lots.iter().copied());
    let balances = stock::Entity::find().filter(of_lots).all(act.transaction).await?;
    let here = site::COLUMN.id.is_in(balances.iter().map(|balance| balance.site_id));
    Ok(site::Entity::find().filter(here).all(act.transaction).await?)
}

/// The other lot of the product that has the right number already.
async fn other_lot(
    act: &Act<'_>,
    correction: &Correction,
    label: &CheckedLabel,
    lot: &lot::Model,
) -> Result<Option<lot::Model>, Error> {
    let (Some(canonical), Some(_)) = (&label.canonical, &correction.lot_number) else { return Ok(None) };
    let known = lots::find(act.transaction, lot.product_id, canonical).await?;
    Ok(known.filter(|known| known.id != lot.id))
}
