//! What arrives and is recalled is held by the act that brings it, whatever the act is: a delivery, opening stock, a
//! return, an adjustment, a correction. A closed recall still holds what matches it.

use super::{contacts, event, holds, name, scope};
use crate::{
    error::Error,
    operations::{Act, place_hold},
    queries::{
        family,
        recalls::{
            Affected, facts, lists, standing,
            subjects::{self, Only},
        },
    },
    rules::{
        notice::{Notice, NoticeCode},
        recall::{
            hold_kind,
            scope::{LotFacts, ScopeLine},
        },
        refusal::field,
    },
};
use entity::{
    hold::HoldKind,
    id::{LotId, ProductId, RecallId, SiteId},
    lot, recall, site,
};
use sea_orm::EntityTrait;
use std::collections::{BTreeMap, BTreeSet};

/// Something that came, or is known by other words now.
struct Came {
    lot: lot::Model,
    facts: LotFacts,
    /// Where it came; none where it only became another lot.
    sites: BTreeSet<SiteId>,
    /// It is another lot than before, or has become one with another.
    corrected: bool,
}

/// Matches the lots to every recall that was not cancelled, and holds what matches.
pub(super) async fn hold(act: &Act<'_>, touched: &BTreeSet<(ProductId, LotId, Option<SiteId>)>) -> Result<(), Error> {
    let products = touched.iter().map(|(product, ..)| *product).collect();
    let standing = standing::of_products(act.transaction, products).await?;
    if standing.is_empty() {
        return Ok(());
    }
    let asks = standing.iter().any(|recall| recall.lines.iter().any(|(_, line)| line.asks_for_receipts()));
    let came = came(act, touched, asks).await?;
    let ids: Vec<LotId> = came.iter().map(|came| came.lot.id).collect();
    let listed: BTreeSet<(LotId, RecallId)> =
        lists::of_lots(act.transaction, &ids).await?.into_iter().map(|(lot, recall)| (lot, recall.id)).collect();
    for recall in &standing {
        Arrival { recall: &recall.recall, lines: &recall.lines }.hold(act, &came, &listed).await?;
    }
    Ok(())
}

async fn came(
    act: &Act<'_>,
    touched: &BTreeSet<(ProductId, LotId, Option<SiteId>)>,
    with_receipts: bool,
) -> Result<Vec<Came>, Error> {
    let ids: Vec<LotId> = touched.iter().map(|(_, lot, _)| *lot).collect();
    let known = family::as_known_now(act.transaction, &ids).await?;
    let mut places: BTreeMap<LotId, BTreeSet<Option<SiteId>>> = BTreeMap::new();
    for (_, lot, site) in touched {
        let now = known.get(lot).map_or(*lot, |now| now.id);
        places.entry(now).or_default().insert(*site);
    }
    let lots: BTreeMap<LotId, lot::Model> = known.into_values().map(|lot| (lot.id, lot)).collect();
    let facts = facts::of(act.transaction, lots.values().cloned().collect(), with_receipts).await?;
    let came = |(id, facts)| {
        let places = places.remove(&id)?;
        let corrected = places.contains(&None);
        Some(Came { lot: lots.get(&id)?.clone(), facts, sites: places.into_iter().flatten().collect(), corrected })
    };
    Ok(facts.into_iter().filter_map(came).collect())
}

/// What a recall that stands does with what came.
struct Arrival<'r> {
    recall: &'r recall::Model,
    lines: &'r [(i32, ScopeLine)],
}

impl Arrival<'_> {
    async fn hold(&self, act: &Act<'_>, came: &[Came], listed: &BTreeSet<(LotId, RecallId)>) -> Result<(), Error> {
        let is_listed = |came: &Came| listed.contains(&(came.lot.id, self.recall.id));
        let matched: Vec<(&Came, Option<i32>)> = came
            .iter()
            .filter_map(|came| {
                let line = self.line_about(came);
                (line.is_some() || is_listed(came)).then_some((came, line.filter(|_| !is_listed(came))))
            })
            .collect();
        if matched.is_empty() {
            return Ok(());
        }
        let new: Vec<(LotId, i32)> = matched.iter().filter_map(|(came, line)| Some((came.lot.id, (*line)?))).collect();
        scope::write_lots(act, self.recall.id, &new).await?;
        self.place(act, &matched).await?;
        // A lot that has become one with an affected one brings along whom it reached.
        let reaching: BTreeSet<LotId> = matched
            .iter()
            .filter(|(came, line)| came.corrected || line.is_some())
            .map(|(came, _)| came.lot.id)
            .collect();
        if !reaching.is_empty() {
            place_hold::lock_prepared_with(act, reaching.clone()).await?;
            self.list_contacts(act, &reaching, !new.is_empty()).await?;
        }
        Ok(())
    }

    fn line_about(&self, came: &Came) -> Option<i32> {
        let own = self.lines.iter().filter(|(_, line)| line.product_id == came.lot.product_id);
        own.clone().find(|(_, line)| line.is_about(&came.facts)).map(|(number, _)| *number)
    }

    /// Holds what no hold of the recall reaches yet, and says so.
    async fn place(&self, act: &Act<'_>, matched: &[(&Came, Option<i32>)]) -> Result<(), Error> {
        let ever = holds::of(act, self.recall, matched.iter().map(|(came, _)| came.lot.id)).await?;
        let mut places: Vec<(LotId, Option<SiteId>)> = vec![];
        for (came, _) in matched {
            let own = || ever.iter().filter(|hold| hold.lot_id == came.lot.id);
            let reaches =
                |site| own().any(|hold| hold.released_at.is_none() && hold.site_id.is_none_or(|held| held == site));
            match own().next() {
                None => places.push((came.lot.id, None)),
                Some(_) => {
                    let free = came.sites.iter().filter(|site| !reaches(**site));
                    places.extend(free.map(|site| (came.lot.id, Some(*site))));
                }
            }
        }
        holds::place(act, self.recall, &places).await?;
        let sites = site::Entity::find().all(act.transaction).await?;
        for (came, _) in matched.iter().filter(|(came, line)| !came.sites.is_empty() || line.is_some()) {
            self.tell(act, came, &sites);
            event(act, self.recall.id, what(came, &sites)).await?;
        }
        Ok(())
    }

    fn tell(&self, act: &Act<'_>, came: &Came, sites: &[site::Model]) {
        let suspect = hold_kind(self.recall.kind) == Some(HoldKind::Suspect);
        let code = if suspect { NoticeCode::HeldOnReceipt } else { NoticeCode::LotRecalled };
        let message = format!("{} {}: {}", what(came, sites), name(self.recall), self.recall.reason);
        act.notify([Notice::new(code, field("lines"), message)]);
    }

    /// Whoever was treated with what turns out to be recalled is to be told.
    async fn list_contacts(&self, act: &Act<'_>, lots: &BTreeSet<LotId>, exposed_anew: bool) -> Result<(), Error> {
        let lots: Vec<LotId> = lots.iter().copied().collect();
        let affected = Affected::of_lots(act.transaction, &lots, self.lines.iter().map(|(_, line)| line)).await?;
        let reached = subjects::of(act.transaction, &affected, Only::All).await?;
        let listed = contacts::list(act, self.recall.id, reached, exposed_anew).await?;
        if listed.is_news() {
            event(act, self.recall.id, format!("{} contacts were added, {} reopened.", listed.added, listed.reopened))
                .await?;
        }
        Ok(())
    }
}

fn what(came: &Came, sites: &[site::Model]) -> String {
    let number = &came.lot.lot_number;
    let codes = sites.iter().filter(|site| came.sites.contains(&site.id)).map(|site| site.code.as_str());
    let codes: Vec<&str> = codes.collect();
    if codes.is_empty() {
        format!("Lot {number} turns out to be recalled and is held.")
    } else {
        format!("Lot {number} came to {} and is held.", codes.join(", "))
    }
}
