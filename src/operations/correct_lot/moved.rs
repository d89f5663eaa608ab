//! Moving a lot's stock to another lot: a posting a site, out of the one and into the other, at the same value.

use crate::{
    error::{Error, Failure},
    ledger::{self, Balances, Movement, Worth},
    operations::{Act, named},
    rules::{
        lot_correction::{self, Part},
        site::day_of,
    },
};
use entity::{
    container::{self, ContainerStatus},
    entry::LedgerAccount,
    fixed_point::Quantity,
    id::{LotId, PostingId},
    lot,
    posting::PostingKind,
    site, stock,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// Moves what every site has of `from`; the first posting has the id of the correction.
pub(super) async fn all_sites(
    act: &Act<'_>,
    id: PostingId,
    reason: &str,
    from: &lot::Model,
    into: &lot::Model,
) -> Result<Vec<PostingId>, Error> {
    let rows = stock::Entity::find()
        .filter(stock::COLUMN.lot_id.eq(from.id))
        .filter(stock::COLUMN.on_hand.gt(Quantity::ZERO))
        .order_by_asc(stock::COLUMN.site_id)
        .all(act.transaction)
        .await?;
    let mut postings = Vec::with_capacity(rows.len());
    for balance in rows {
        let site = site::Entity::find_by_id(balance.site_id).one(act.transaction).await?;
        let site = site.ok_or_else(|| Failure::Broken(format!("{} stands at no site", balance.id)))?;
        let posting_id = if postings.is_empty() { id } else { PostingId::new() };
        one_site(act, posting_id, reason, &site, balance, into).await?;
        postings.push(posting_id);
    }
    Ok(postings)
}

async fn one_site(
    act: &Act<'_>,
    id: PostingId,
    reason: &str,
    site: &site::Model,
    from: stock::Model,
    into: &lot::Model,
) -> Result<(), Error> {
    let mut posting = act.posting(PostingKind::LotCorrection, site, act.now());
    posting.id = id;
    posting.reason = Some(reason.to_owned());
    let parts = lot_correction::parts(&from, &open_containers(act, &from).await?);
    let movements = out_of(from.lot_id, &parts).chain(into_lot(into.id, &parts)).collect();
    let act_of_ledger = ledger::Act { posting, occurred_on: day_of(act.now(), site), movements, containers: vec![] };
    let mut balances = named::balances(act.transaction, site.id, &[into.id].into()).await?;
    let new = || ledger::new_balance(into.id, from.product_id, site.id, from.first_received_at);
    balances.entry(into.id).or_insert_with(new);
    let mut balances: Balances = balances;
    balances.insert(from.lot_id, from);
    act.post(act_of_ledger, &mut balances).await?;
    Ok(())
}

async fn open_containers(act: &Act<'_>, of: &stock::Model) -> Result<Vec<container::Model>, Error> {
    let rows = container::Entity::find()
        .filter(container::COLUMN.lot_id.eq(of.lot_id))
        .filter(container::COLUMN.site_id.eq(of.site_id))
        .filter(container::COLUMN.status.eq(ContainerStatus::Open))
        .order_by_asc(container::COLUMN.id)
        .all(act.transaction)
        .await?;
    Ok(rows)
}

fn out_of(lot: LotId, parts: &[Part]) -> impl Iterator<Item = Movement> {
    parts.iter().map(move |part| Movement {
        container_id: part.container_id,
        ..Movement::new(lot, LedgerAccount::LotCorrection, part.quantity.negated())
    })
}

fn into_lot(lot: LotId, parts: &[Part]) -> impl Iterator<Item = Movement> {
    parts.iter().map(move |part| Movement {
        container_id: part.container_id,
        worth: Worth::Given(part.cost),
        ..Movement::new(lot, LedgerAccount::LotCorrection, part.quantity)
    })
}
