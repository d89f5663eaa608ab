//! What came and must not be used: containers that came damaged, and lots that are held where they come.

use super::form::CheckedLine;
use crate::{
    error::Error,
    operations::Act,
    queries::shelves,
    rules::{
        notice::{Notice, NoticeCode},
        refusal::line_field,
        usability::{self, UnusableReason},
    },
};
use entity::{
    fixed_point::Quantity,
    hold::{self, HoldKind},
    id::{HoldId, LotId, PostingId, SiteId},
};

/// Holds the damaged containers, which are in the books.
pub(super) async fn damaged(
    act: &Act<'_>,
    posting_id: PostingId,
    site: SiteId,
    received: &[(CheckedLine<'_>, LotId)],
) -> Result<(), Error> {
    for (line, lot_id) in received.iter().filter(|(line, _)| line.damaged > Quantity::ZERO) {
        let hold = hold::Model {
            id: HoldId::new(),
            kind: HoldKind::Quarantine,
            lot_id: *lot_id,
            site_id: Some(site),
            container_id: None,
            quantity: Some(line.damaged),
            reason: "received damaged".to_owned(),
            posting_id: Some(posting_id),
            recall_id: None,
            group_id: None,
            placed_at: act.now(),
            placed_by: act.person().to_owned(),
            released_at: None,
            released_by: None,
            release_reason: None,
        };
        act.insert(hold).await?;
        let message = format!("{} {} came damaged and are held.", line.damaged, line.product.unit);
        act.notify([Notice::new(NoticeCode::HeldOnReceipt, line_field(line.number, "damagedContainers"), message)]);
    }
    Ok(())
}

/// What came and must not be used, and what came with too little shelf life.
pub(super) async fn notices(act: &Act<'_>, site: SiteId, received: &[(CheckedLine<'_>, LotId)]) -> Result<(), Error> {
    let lots: Vec<LotId> = received.iter().map(|(_, lot)| *lot).collect();
    let holds = shelves::holds_on(act.transaction, &lots, Some(site)).await?;
    for (line, lot) in received {
        // What is under a recall is told at the end of the act, whether it was held before or is held by it.
        let is_whole =
            |hold: &&hold::Model| hold.quantity.is_none() && hold.container_id.is_none() && hold.recall_id.is_none();
        let whole = holds.get(lot).into_iter().flatten().find(is_whole);
        let held = whole.map(|hold| {
            let recalled = usability::reason_of(hold.kind) == UnusableReason::Recalled;
            let code = if recalled { NoticeCode::LotRecalled } else { NoticeCode::HeldOnReceipt };
            Notice::new(
                code,
                line_field(line.number, "lotNumber"),
                format!("Lot {} is held: {}.", line.label.lot_number, hold.reason),
            )
        });
        let short = line
            .short_shelf_life
            .clone()
            .map(|message| Notice::new(NoticeCode::ShortShelfLife, line_field(line.number, "expiresOn"), message));
        act.notify(held.into_iter().chain(short));
    }
    Ok(())
}
