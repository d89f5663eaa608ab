//! A site says what it has of recalled lots, counted by hand; 0 is an answer.

use super::{Act, Operation, named, recalls};
use crate::{
    error::Error,
    ledger,
    queries::recalls::{Affected, balances},
    rules::{
        quantity,
        refusal::{Field, InputRule, Refusal, field, of_first_kind},
        rights::Right,
    },
};
use entity::{
    fixed_point::Quantity,
    id::{LotId, ProductId, RecallCountId, RecallId, SiteId},
    recall::RecallStatus,
    recall_count, site,
};
use rust_decimal::Decimal;
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a site counted.
#[derive(Clone, Debug, Serialize)]
pub struct ConfirmRecallSite {
    /// The recall.
    pub recall_id: RecallId,
    /// The site.
    pub site_id: SiteId,
    /// Lot by lot.
    pub lots: Vec<CountedLot>,
}

/// What there is of a lot.
#[derive(Clone, Debug, Serialize)]
pub struct CountedLot {
    /// The lot.
    pub lot_id: LotId,
    /// Base units, opened and sealed; 0 is an answer.
    pub counted: Decimal,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ConfirmRecallSiteDone {
    /// The recall.
    pub recall_id: RecallId,
}

impl Operation for ConfirmRecallSite {
    type Done = ConfirmRecallSiteDone;
    const NAME: &'static str = "confirmRecallSite";

    async fn perform(&self, act: &Act<'_>) -> Result<ConfirmRecallSiteDone, Error> {
        let site = site_of(act, self.site_id).await?;
        let counted = self.counted()?;
        recalls::find(act, self.recall_id).await?;
        let lots = named::lots(act.transaction, &counted.iter().map(|(lot, _)| *lot).collect()).await?;
        let products: BTreeSet<ProductId> = lots.values().map(|lot| lot.product_id).collect();
        let measures = named::products(act.transaction, &products).await?;
        ledger::lock(act.transaction, site.id, products).await?;
        let recall = recalls::locked(act, self.recall_id, RecallStatus::Open).await?;
        let affected = Affected::of_recall(act.transaction, recall.id).await?;
        let places = balances::of(act.transaction, &affected, Some(recall.id)).await?;
        let stock = named::balances(act.transaction, site.id, &lots.values().map(|lot| lot.id).collect()).await?;
        let (mut rows, mut said) = (Vec::new(), Vec::new());
        for (number, (lot_id, counted)) in counted.into_iter().enumerate() {
            let lot = lots
                .get(&lot_id)
                .filter(|lot| places.iter().any(|place| place.lot.id == lot.id && place.accounting.site_id == site.id));
            let lot = lot.ok_or_else(|| Refusal::not_found(at(number, "lotId"), "lot of this recall at this site"))?;
            if let Some(product) = measures.get(&lot.product_id) {
                quantity::in_steps(at(number, "counted"), counted, product)?;
            }
            let balance = stock.get(&lot.id);
            let booked = balance.map_or(Quantity::ZERO, |balance| balance.on_hand);
            said.push(format!("lot {} {counted} of {booked}", lot.lot_number));
            rows.push(recall_count::Model {
                id: RecallCountId::new(),
                recall_id: recall.id,
                lot_id: lot.id,
                site_id: site.id,
                booked,
                counted,
                sequence: balance.map_or(0, |balance| balance.sequence),
                at: act.now(),
                by: act.person().to_owned(),
            });
        }
        act.insert_all(rows).await?;
        recalls::event(act, recall.id, format!("{} counted {}.", site.code, said.join(", "))).await?;
        Ok(ConfirmRecallSiteDone { recall_id: recall.id })
    }
}

impl ConfirmRecallSite {
    fn counted(&self) -> Result<Vec<(LotId, Quantity)>, Error> {
        if self.lots.is_empty() {
            let message = "Say of each lot what is there; 0 is an answer.";
            return Err(Refusal::invalid(field("lots"), InputRule::Required, message).into());
        }
        let (mut counted, mut refusals, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
        for (number, lot) in self.lots.iter().enumerate() {
            if !seen.insert(lot.lot_id) {
                let message = "An earlier line counts the same lot.";
                refusals.push(Refusal::invalid(at(number, "lotId"), InputRule::Other, message));
            }
            match quantity::not_negative(at(number, "counted"), lot.counted) {
                Ok(quantity) => counted.push((lot.lot_id, quantity)),
                Err(refusal) => refusals.push(refusal),
            }
        }
        if refusals.is_empty() { Ok(counted) } else { Err(Error::Refused(of_first_kind(refusals))) }
    }
}

/// The site, for whoever directs recalls or manages its stock.
pub(super) async fn site_of(act: &Act<'_>, id: SiteId) -> Result<site::Model, Error> {
    if act.require_everywhere(Right::DirectRecalls).is_err() {
        return act.site(id, Right::ManageStock).await;
    }
    let site = site::Entity::find_by_id(id).one(act.transaction).await?;
    Ok(site.ok_or_else(|| Refusal::not_found(field("siteId"), "site"))?)
}

fn at(number: usize, name: &str) -> Field {
    vec!["lots".to_owned(), number.to_string(), name.to_owned()]
}
