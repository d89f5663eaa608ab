//! Setting a lot right whose number or expiry was keyed wrong, by two people: renamed, or one with the lot that has the
//! right number already.

mod deviations;
mod merge;
mod moved;
mod rename;

use super::{Act, Operation, lots, named};
use crate::{
    error::Error,
    ledger::locking::{self, Reach},
    rules::{
        external_id,
        lot_correction::{self, Correction},
        lot_label::CheckedLabel,
        person,
        refusal::{Refusal, field, of_first_kind},
        rights::Right,
    },
};
use entity::{
    id::{LotId, PostingId},
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
    /// The second person.
    pub confirmed_by_id: String,
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
    confirmed_by: String,
    label: CheckedLabel,
}

impl Operation for CorrectLot {
    type Done = CorrectLotDone;
    const NAME: &'static str = "correctLot";

    async fn perform(&self, act: &Act<'_>) -> Result<CorrectLotDone, Error> {
        act.require_somewhere(Right::ManageStock)?;
        let (reason, confirmed_by) = self.form(act)?;
        let product = self.product(act, &self.lot(act).await?).await?;
        let reach = Reach { everywhere: [product.id].into(), ..Reach::default() };
        locking::lock_all(act.transaction, &reach).await?;
        let lot = self.lot(act).await?;
        authorize(act, lot.id).await?;
        let label = lot_correction::label(&self.correction, &lot, &product)?;
        let corrected = Corrected { act, correction: &self.correction, reason, confirmed_by, label };
        let done = match corrected.other_lot(&lot).await? {
            Some(other) => merge::merge(&corrected, &lot, &other).await?,
            None => corrected.rename(&lot).await?,
        };
        act.match_again(product.id, done.lot_id);
        Ok(done)
    }
}

impl CorrectLot {
    fn form(&self, act: &Act<'_>) -> Result<(String, String), Error> {
        let reason = person::none_in(field("reason"), &self.reason);
        let confirmed_by = external_id::check(field("confirmedById"), &self.confirmed_by_id);
        match (reason, confirmed_by) {
            (Ok(reason), Ok(confirmed_by)) => {
                lot_correction::second_person(act.person(), &confirmed_by)?;
                Ok((reason, confirmed_by))
            }
            (reason, confirmed_by) => {
                let refusals = [reason.err(), confirmed_by.err()].into_iter().flatten().collect();
                Err(Error::Refused(of_first_kind(refusals)))
            }
        }
    }

    /// The lot as it is known now.
    async fn lot(&self, act: &Act<'_>) -> Result<lot::Model, Error> {
        let lot = named::lots(act.transaction, &[self.lot_id].into()).await?.remove(&self.lot_id);
        Ok(lot.ok_or_else(|| Refusal::not_found(field("lotId"), "lot"))?)
    }

    async fn product(&self, act: &Act<'_>, lot: &lot::Model) -> Result<product::Model, Error> {
        let product = product::Entity::find_by_id(lot.product_id).one(act.transaction).await?;
        Ok(product.ok_or_else(|| Refusal::not_found(field("lotId"), "lot"))?)
    }
}

/// A lot is corrected for every site that ever had it: the corrector manages the stock of all of them.
async fn authorize(act: &Act<'_>, lot: LotId) -> Result<(), Error> {
    let of_lot = stock::COLUMN.lot_id.eq(lot);
    let balances = stock::Entity::find().filter(of_lot).all(act.transaction).await?;
    let here = site::COLUMN.id.is_in(balances.iter().map(|balance| balance.site_id));
    let sites = site::Entity::find().filter(here).all(act.transaction).await?;
    sites.iter().try_for_each(|site| act.require(Right::ManageStock, site))
}

impl Corrected<'_> {
    /// The other lot of the product that has the right number already.
    async fn other_lot(&self, lot: &lot::Model) -> Result<Option<lot::Model>, Error> {
        let (Some(canonical), Some(_)) = (&self.label.canonical, &self.correction.lot_number) else { return Ok(None) };
        let known = lots::find(self.act.transaction, lot.product_id, canonical).await?;
        Ok(known.filter(|known| known.id != lot.id))
    }
}
