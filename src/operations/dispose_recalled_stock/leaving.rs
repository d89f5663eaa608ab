//! Recalled stock that leaves: a posting of its own, which the recall knows.

use super::{DisposeRecalledStock, Disposed, at, container_field};
use crate::{
    error::Error,
    ledger::{self, Movement},
    operations::{
        Act, approvals, delivered_by,
        disposal::{self, Witnessed, asks_for_witness, in_words},
        late, named, recalls,
        record_usage::{resolved::Resolved, sources},
        record_waste::{balances, circumstance, lock_and_read, of_source, resolve},
        source::StockSource,
    },
    rules::{
        allocation::Shelves,
        refusal::{Refusal, field, path},
        removal::{self, Evidence, Removal},
        site::day_of,
    },
};
use entity::{
    entry::LedgerAccount,
    fixed_point::Quantity,
    id::{ContainerId, LotId, PostingId},
    posting::{self, PostingKind},
    recall::RecallStatus,
    recall_disposal, site, supplier,
};
use sea_orm::EntityTrait;
use std::collections::BTreeMap;

/// Takes it off the books.
pub(super) async fn leave(
    input: &DisposeRecalledStock,
    act: &Act<'_>,
    site: &site::Model,
    lots: &[(LotId, Quantity)],
    disposal: &Disposed,
) -> Result<PostingId, Error> {
    if let Disposed::Returned { supplier_id, .. } = disposal {
        let supplier = supplier::Entity::find_by_id(*supplier_id).one(act.transaction).await?;
        supplier.ok_or_else(|| Refusal::not_found(path(["disposal", "returned", "supplierId"]), "supplier"))?;
    }
    let products = sources::products(&asked(input, act, site, lots).await?);
    ledger::lock(act.transaction, site.id, products.iter().copied()).await?;
    let recall = recalls::locked(act, input.recall_id, RecallStatus::Open).await?;
    // What is left in containers is read again under the lock.
    let circumstance = circumstance(input.occurred_at, site);
    let (needs, shelves) = lock_and_read(act, site, asked(input, act, site, lots).await?, circumstance.at).await?;
    let removal = removal::plan(&needs, &shelves, &circumstance, Evidence::MayLeave);
    let Removal { removed, containers } =
        removal.map_err(|refusals| in_the_input(Error::Refused(refusals), lots.len()))?;
    let sealed: Vec<LotId> =
        removed.iter().filter(|removed| removed.container_id.is_none()).map(|removed| removed.lot_id).collect();
    let opened: Vec<(ContainerId, LotId)> =
        removed.iter().filter_map(|removed| Some((removed.container_id?, removed.lot_id))).collect();
    input.are_affected(act, &sealed, &opened).await?;
    if let Disposed::Returned { supplier_id, .. } = disposal {
        let lots = removed.iter().map(|removed| removed.lot_id);
        if !delivered_by::never(act, *supplier_id, lots).await?.is_empty() {
            let message = "This supplier never delivered one of the lots: send each back to the one that did.";
            return Err(Refusal::conflict(path(["disposal", "returned", "supplierId"]), None, message).into());
        }
    }
    let disposal = &witnessed(act, site, &shelves, &removed, disposal).await?;
    let (kind, account) = match disposal {
        Disposed::Returned { .. } => (PostingKind::SupplierReturn, LedgerAccount::SupplierReturn),
        _ => (PostingKind::Destruction, LedgerAccount::Destruction),
    };
    let posting = with(act.posting(kind, site, input.occurred_at), disposal, recalls::name(&recall));
    let posting_id = posting.id;
    approvals::signed_for(act, posting_id.0);
    let gone = by_lot(act, &removed).await?;
    let movement = |removed: &removal::Removed| Movement {
        container_id: removed.container_id,
        ..Movement::new(removed.lot_id, account, removed.quantity.negated())
    };
    let movements = removed.iter().map(movement).collect();
    let posted = ledger::Act { posting, occurred_on: day_of(input.occurred_at, site), movements, containers };
    act.post(posted, &mut balances(&shelves, &removed)).await?;
    let absent = removal::not_there_then(&removed, &shelves, &circumstance);
    let without = late::without_stock(act, site, posting_id, absent.into_iter().map(of_source).collect());
    without.await.map_err(|error| in_the_input(error, lots.len()))?;
    let row = recall_disposal::Model { posting_id, recall_id: recall.id };
    act.insert(row).await?;
    let what = if kind == PostingKind::SupplierReturn { "Sent back" } else { "Destroyed" };
    recalls::event(act, recall.id, format!("{what} at {}: {gone}, by {posting_id}.", site.code)).await?;
    Ok(posting_id)
}

/// What is destroyed has a witness: one who signs, where the product or the site asks for that or nobody is told of.
async fn witnessed(
    act: &Act<'_>,
    site: &site::Model,
    shelves: &Shelves,
    removed: &[removal::Removed],
    disposal: &Disposed,
) -> Result<Disposed, Error> {
    let Disposed::Destroyed { witness_id, route, certificate, approval_id } = disposal else {
        return Ok(disposal.clone());
    };
    let asks = asks_for_witness(shelves, removed.iter().map(|removed| removed.lot_id), site);
    if !asks && witness_id.is_some() && approval_id.is_none() {
        return Ok(disposal.clone());
    }
    let words = in_words(shelves, removed.iter().map(|removed| (removed.lot_id, removed.quantity)));
    let field = at("destroyed", "approvalId");
    let waste = Witnessed { site, words: format!("destroyed, {words}"), told: witness_id.clone(), field };
    let witness_id = disposal::sign(act, waste).await?;
    let (route, certificate) = (route.clone(), certificate.clone());
    Ok(Disposed::Destroyed { witness_id, route, certificate, approval_id: *approval_id })
}

/// How much of which lot leaves, in words.
async fn by_lot(act: &Act<'_>, removed: &[removal::Removed]) -> Result<String, Error> {
    let mut gone: BTreeMap<LotId, Quantity> = BTreeMap::new();
    for removed in removed {
        gone.entry(removed.lot_id).or_default().0 += removed.quantity.0;
    }
    let lots = named::lots(act.transaction, &gone.keys().copied().collect()).await?;
    let words =
        gone.iter().filter_map(|(lot, quantity)| Some(format!("{quantity} of lot {}", lots.get(lot)?.lot_number)));
    Ok(words.collect::<Vec<_>>().join(", "))
}

/// The sealed stock, and all that is left in each container.
async fn asked(
    input: &DisposeRecalledStock,
    act: &Act<'_>,
    site: &site::Model,
    lots: &[(LotId, Quantity)],
) -> Result<Vec<Resolved>, Error> {
    let containers = named::containers(act.transaction, &input.container_ids.iter().copied().collect()).await?;
    let mut sources: Vec<(StockSource, Quantity)> =
        lots.iter().map(|(lot, quantity)| (StockSource::Lot(*lot), *quantity)).collect();
    for (number, id) in input.container_ids.iter().enumerate() {
        let container = containers.get(id).filter(|container| container.site_id == site.id);
        let container =
            container.ok_or_else(|| Refusal::not_found(container_field(number), "container at this site"))?;
        sources.push((StockSource::Container(*id), container.remaining));
    }
    let asked = resolve(act, site, sources.iter().map(|(source, quantity)| (source, *quantity))).await;
    asked.map_err(|error| in_the_input(error, lots.len()))
}

/// The posting with what is said of the disposal.
fn with(posting: posting::Model, disposal: &Disposed, reason: String) -> posting::Model {
    let posting = posting::Model { reason: Some(reason), ..posting };
    match disposal.clone() {
        Disposed::Returned { supplier_id, document } => {
            posting::Model { supplier_id: Some(supplier_id), document: Some(document), ..posting }
        }
        Disposed::Destroyed { witness_id, route, certificate, .. } => {
            posting::Model { witness_id, disposal_route: Some(route), certificate, ..posting }
        }
        Disposed::Released { .. } => posting,
    }
}

/// Refusals name lines; this input has lots first, then containers.
fn in_the_input(error: Error, lots: usize) -> Error {
    let Error::Refused(mut refusals) = error else { return error };
    for refusal in &mut refusals {
        let number = refusal.field.get(1).and_then(|number| number.parse::<usize>().ok());
        refusal.field = match number {
            Some(number) if number < lots => {
                let is_quantity = refusal.field.last().is_some_and(|name| name == "quantity");
                super::lot_field(number, if is_quantity { "quantity" } else { "lotId" })
            }
            Some(number) => container_field(number - lots),
            None => field("lots"),
        };
    }
    Error::Refused(refusals)
}
