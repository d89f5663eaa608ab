//! Recalled stock that may be used after all, at one site: the hold of the lot ends there and stands everywhere else.

use super::{DisposeRecalledStock, at, container_field, lot_field};
use crate::{
    error::Error,
    ledger::locking::{self, Reach},
    operations::{
        Act, approvals, named, place_hold,
        recalls::{self, holds},
    },
    rules::{
        approval::{Ask, Reach as Reached},
        refusal::{InputRule, Refusal, field},
    },
};
use entity::{
    approval::ApprovalAct,
    container,
    fixed_point::Quantity,
    hold,
    id::{LotId, ProductId, SiteId},
    recall::{self, RecallStatus},
    site, stock,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};

/// Releases every lot that is named, with all that the site has of it.
pub(super) async fn release(
    input: &DisposeRecalledStock,
    act: &Act<'_>,
    site: &site::Model,
    lots: &[(LotId, Quantity)],
    reason: &str,
) -> Result<(), Error> {
    let ids: BTreeSet<LotId> = lots.iter().map(|(lot, _)| *lot).collect();
    let known = named::lots(act.transaction, &ids).await?;
    let everywhere: BTreeSet<ProductId> = known.values().map(|lot| lot.product_id).collect();
    locking::lock_all(act.transaction, &Reach { everywhere, ..Reach::default() }).await?;
    place_hold::lock_prepared_with(act, known.values().map(|lot| lot.id).collect()).await?;
    let recall = recalls::locked(act, input.recall_id, RecallStatus::Open).await?;
    let known = named::lots(act.transaction, &ids).await?;
    let containers = named::containers(act.transaction, &input.container_ids.iter().copied().collect()).await?;
    let mut released: BTreeMap<LotId, Quantity> = BTreeMap::new();
    for (number, (lot, quantity)) in lots.iter().enumerate() {
        let lot = known.get(lot).ok_or_else(|| Refusal::not_found(lot_field(number, "lotId"), "lot"))?;
        released.entry(lot.id).or_default().0 += quantity.0;
    }
    let opened: Vec<_> = containers.values().map(|container| (container.id, container.lot_id)).collect();
    input.are_affected(act, &released.keys().copied().collect::<Vec<_>>(), &opened).await?;
    add_opened(input, site, containers.values(), &mut released)?;
    all_of_it(act, site, &released).await?;
    let words = released.iter().map(|(lot, quantity)| {
        let number = known.values().find(|known| known.id == *lot).map(|lot| lot.lot_number.clone());
        format!("{quantity} of lot {}", number.unwrap_or_default())
    });
    let words = words.collect::<Vec<_>>().join(", ");

    let ask = Ask {
        act: ApprovalAct::ReleaseStock,
        reach: Reached::Sites(vec![site.id]),
        summary: format!("Release at {}: {words}, held by {}. {reason}", site.code, recalls::name(&recall)),
        field: at("released", "approvalId"),
    };
    let second = approvals::second_person(act, ask).await?;
    approvals::signed_for(act, recall.id.0);

    for lot in released.keys() {
        end_here(act, &recall, site, *lot, reason).await?;
    }
    let what = format!("Released at {}: {words}, {}. {reason}", site.code, second.words());
    recalls::event(act, recall.id, what).await
}

/// Containers that are named beside the sealed stock of their lot.
fn add_opened<'c>(
    input: &DisposeRecalledStock,
    site: &site::Model,
    containers: impl Iterator<Item = &'c container::Model>,
    released: &mut BTreeMap<LotId, Quantity>,
) -> Result<(), Refusal> {
    for container in containers {
        let number = input.container_ids.iter().position(|id| *id == container.id).unwrap_or_default();
        let lot = released.get_mut(&container.lot_id).filter(|_| container.site_id == site.id);
        let lot =
            lot.ok_or_else(|| Refusal::not_found(container_field(number), "container of these lots at this site"))?;
        lot.0 += container.remaining.0;
    }
    Ok(())
}

/// One unit of a lot is like another: a lot is released at a site as a whole.
async fn all_of_it(act: &Act<'_>, site: &site::Model, released: &BTreeMap<LotId, Quantity>) -> Result<(), Error> {
    let balances = named::balances(act.transaction, site.id, &released.keys().copied().collect()).await?;
    for (lot, quantity) in released {
        let on_hand = balances.get(lot).map_or(Quantity::ZERO, |balance| balance.on_hand);
        if *quantity != on_hand {
            let message =
                format!("A lot is released at a site as a whole: {on_hand} are on hand, {quantity} are named.");
            return Err(Refusal::beyond(field("lots"), InputRule::Other, on_hand, message).into());
        }
    }
    Ok(())
}

/// Ends the recall's holds of the lot at the site; one that stands everywhere goes on at each other site that had the lot.
async fn end_here(
    act: &Act<'_>,
    recall: &recall::Model,
    site: &site::Model,
    lot: LotId,
    reason: &str,
) -> Result<(), Error> {
    let standing = holds::of(act, recall, [lot]).await?.into_iter().filter(|hold| hold.released_at.is_none());
    let reaching: Vec<hold::Model> = standing.filter(|hold| hold.site_id.is_none_or(|held| held == site.id)).collect();
    if reaching.is_empty() {
        let message = "The lot is not held here: it was released before.";
        return Err(Refusal::conflict(field("lots"), None, message).into());
    }
    holds::release(act, &reaching.iter().map(|hold| hold.id).collect::<Vec<_>>(), reason).await?;
    if reaching.iter().any(|hold| hold.site_id.is_none()) {
        let others = stock::Entity::find()
            .filter(stock::COLUMN.lot_id.eq(lot))
            .filter(stock::COLUMN.site_id.ne(site.id))
            .all(act.transaction)
            .await?;
        let others: Vec<(LotId, Option<SiteId>)> = others.iter().map(|balance| (lot, Some(balance.site_id))).collect();
        holds::place(act, recall, &others).await?;
    }
    Ok(())
}
