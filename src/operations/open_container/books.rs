//! An opening in the books: the container by itself, as nothing moves, and a posting of what is mixed into it.

use crate::{
    error::{Error, Failure},
    ledger::{self, Balances},
    operations::{
        Act,
        components::{self, Mixed, MixedInto},
        record_usage::resolved::Resolved,
    },
    rules::{
        allocation::{Draw, Shelves, opening::Opening},
        site::day_of,
    },
};
use entity::{
    id::{ComponentId, ContainerId},
    instant::Instant,
    posting::PostingKind,
    site,
};

/// Writes what is opened at `opened_at`, and answers the container.
pub(super) async fn write(
    act: &Act<'_>,
    site: &site::Model,
    opened_at: Instant,
    opened: Opening,
    needs: &[Resolved],
    shelves: &Shelves,
) -> Result<ContainerId, Error> {
    let id = opened.container.id;
    let lots = shelves.values().flat_map(|shelf| &shelf.lots);
    let mut balances: Balances = lots.map(|lot| (lot.lot.id, lot.stock.clone())).collect();
    let balance = balances.get_mut(&opened.container.lot_id);
    let balance = balance.ok_or_else(|| Failure::Broken(format!("{id} is of no lot on the shelf")))?;
    act.open_container(opened.container, balance).await?;
    let mixed: Vec<Mixed<'_>> = opened.components.draws.iter().filter_map(|draw| mixed(draw, needs)).collect();
    if mixed.is_empty() {
        return Ok(id);
    }
    let posting = act.posting(PostingKind::Consumption, site, opened_at);
    let posting_id = posting.id;
    let movements = mixed.iter().flat_map(Mixed::movements).collect();
    let (occurred_on, containers) = (day_of(opened_at, site), opened.components.containers.clone());
    let posted = ledger::Act { posting, occurred_on, movements, containers };
    act.post(posted, &mut balances).await?;
    let into = mixed.iter().map(|mixed| (MixedInto::Container(id), mixed));
    components::write(act, into, Some(posting_id)).await?;
    Ok(id)
}

fn mixed<'a>(draw: &'a Draw, needs: &'a [Resolved]) -> Option<Mixed<'a>> {
    let resolved = needs.iter().find(|resolved| resolved.need.is_met_by(draw))?;
    Some(Mixed { id: ComponentId::new(), draw, stated: resolved.stated.as_ref() })
}
