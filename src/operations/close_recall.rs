//! Closing a recall: refused while anything keeps it open, naming each lot, amount and site, and the contacts. Closing
//! releases nothing.

use super::{Act, Operation, named, recalls};
use crate::{
    error::{Error, Failure},
    queries::recalls::{Affected, balances, contacts, prepared, progress},
    rules::{
        person,
        recall::closing::{self, LotAtSite, Matter, Prepared},
        refusal::{Reason, Refusal, field},
        rights::Right,
    },
};
use entity::{
    id::{LotId, ProductId, RecallId, SiteId},
    product, recall,
    recall::RecallStatus,
    recall_contact::ContactStatus,
    site,
};
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Most contacts that a refusal names.
const MOST_NAMED: u64 = 10;

/// A recall to be closed.
#[derive(Clone, Debug, Serialize)]
pub struct CloseRecall {
    /// The recall.
    pub recall_id: RecallId,
    /// What is to be said at the end.
    pub note: String,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CloseRecallDone {
    /// The recall.
    pub recall_id: RecallId,
}

impl Operation for CloseRecall {
    type Done = CloseRecallDone;
    const NAME: &'static str = "closeRecall";

    async fn perform(&self, act: &Act<'_>) -> Result<CloseRecallDone, Error> {
        act.require_everywhere(Right::DirectRecalls)?;
        let note = person::none_in(field("note"), &self.note)?;
        let recall = recalls::locked(act, self.recall_id, RecallStatus::Open).await?;
        let matters = open_matters(act, &recall).await?;
        if !matters.is_empty() {
            let refusal = |matter| Refusal::new(field("recallId"), Reason::NotBalanced { matter });
            return Err(Error::Refused(matters.into_iter().map(refusal).collect()));
        }
        let recall_id = recall.id;
        recalls::set_status(act, recall, RecallStatus::Closed).await?;
        recalls::event(act, recall_id, format!("Closed. {note}")).await?;
        Ok(CloseRecallDone { recall_id })
    }
}

async fn open_matters(act: &Act<'_>, recall: &recall::Model) -> Result<Vec<Matter>, Error> {
    let affected = Affected::of_recall(act.transaction, recall.id).await?;
    let words = Words::of(act, &affected).await?;
    let held = progress::holds_of(act.transaction, recall.id).await?;
    let is_held = |lot: LotId, site: SiteId| held.contains(&(lot, None)) || held.contains(&(lot, Some(site)));
    let places = balances::of(act.transaction, &affected, Some(recall.id)).await?;
    let lots: Vec<LotAtSite> = places
        .into_iter()
        .map(|place| LotAtSite {
            lot_number: place.lot.lot_number.clone(),
            site: words.site(place.accounting.site_id),
            unit: words.unit(place.lot.product_id),
            released: !is_held(place.lot.id, place.accounting.site_id),
            confirmed: place.confirmed,
            signed_for: place.explanation.map(|explanation| explanation.quantity),
            accounting: place.accounting,
        })
        .collect();
    let containers = still_open(act, &affected, &is_held, &words).await?;
    let tally = contacts::tally(act.transaction, recall.id).await?;
    let pending = tally.iter().filter(|(_, status, _)| *status == ContactStatus::Pending);
    let pending: i64 = pending.map(|(.., count)| *count).sum();
    let first = contacts::first_pending(act.transaction, recall.id, MOST_NAMED).await?;
    Ok(closing::open_matters(recall.kind, &lots, &containers, u64::try_from(pending).unwrap_or_default(), first))
}

/// Open containers that were prepared with a lot that is held everywhere, or where they are.
async fn still_open(
    act: &Act<'_>,
    affected: &Affected,
    is_held: &impl Fn(LotId, SiteId) -> bool,
    words: &Words,
) -> Result<Vec<Prepared>, Failure> {
    let containers = prepared::still_open(act.transaction, affected).await?;
    let lots = named::lots(act.transaction, &containers.iter().map(|container| container.lot_id).collect()).await?;
    let products: BTreeSet<ProductId> = lots.values().map(|lot| lot.product_id).collect();
    let products = named::products(act.transaction, &products).await?;
    let unit =
        |lot: LotId| lots.get(&lot).and_then(|lot| products.get(&lot.product_id)).map(|product| product.unit.clone());
    let any_held = |site: SiteId| affected.lots.iter().any(|lot| is_held(lot.id, site));
    let held = containers.into_iter().filter(|container| any_held(container.site_id));
    Ok(held
        .map(|container| Prepared {
            site: words.site(container.site_id),
            unit: unit(container.lot_id).unwrap_or_default(),
            lot_id: container.lot_id,
            site_id: container.site_id,
            label: container.label,
            remaining: container.remaining,
        })
        .collect())
}

/// What sites and units are called in a sentence.
struct Words {
    sites: BTreeMap<SiteId, String>,
    products: BTreeMap<ProductId, product::Model>,
}

impl Words {
    async fn of(act: &Act<'_>, affected: &Affected) -> Result<Self, Error> {
        let sites = site::Entity::find().all(act.transaction).await?;
        let products: BTreeSet<ProductId> = affected.lots.iter().map(|lot| lot.product_id).collect();
        Ok(Self {
            sites: sites.into_iter().map(|site| (site.id, site.code)).collect(),
            products: named::products(act.transaction, &products).await?,
        })
    }

    fn site(&self, id: SiteId) -> String {
        self.sites.get(&id).cloned().unwrap_or_default()
    }

    fn unit(&self, id: ProductId) -> String {
        self.products.get(&id).map(|product| product.unit.clone()).unwrap_or_default()
    }
}
