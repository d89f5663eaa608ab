//! A hold that is placed while usages run: after its commit no usage commits.
//!
//! What was committed is read off the books, not off a clock. Usages of the product wait for the hold's locks, so what
//! the hold's own transaction sees in the chain at its end is all that came before it; nothing may come after.

use entity::entry;
use entity::hold::HoldKind;
use entity::id::{LotId, SiteId};
use futures_util::FutureExt;
use lotwise::error::Error;
use lotwise::operations::place_hold::PlaceHold;
use lotwise::operations::record_usage::RecordUsageDone;
use lotwise::operations::source::StockSource;
use lotwise::operations::{Act, Answer, Operation, perform};
use lotwise::rules::holding::HoldTarget;
use lotwise::rules::refusal::Code;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde::Serialize;

use super::{at_once, call, outcomes, races};
use crate::clinic::{clinic, neurotoxin};
use crate::databases::{TestDatabase, both};

/// How many nurses use the lot while it is being held.
const NURSES: usize = 60;

/// The hold, and how many entries the lot had when it was placed.
#[derive(Serialize)]
struct HoldAndCount {
    hold: PlaceHold,
    lot_id: LotId,
}

impl Operation for HoldAndCount {
    type Done = u64;
    const NAME: &'static str = "placeHold";

    async fn perform(&self, act: &Act<'_>) -> Result<u64, Error> {
        self.hold.perform(act).await?;
        Ok(entries(act.transaction, self.lot_id).await)
    }
}

enum Outcome {
    Usage(Result<Answer<RecordUsageDone>, Error>),
    Hold(Result<Answer<u64>, Error>),
}

fn hold(lot_id: LotId, site_id: Option<SiteId>) -> PlaceHold {
    let target = HoldTarget { lot_id: Some(lot_id), site_id, ..HoldTarget::default() };
    PlaceHold { targets: vec![target], kind: HoldKind::Quarantine, reason: "the fridge was warm".to_owned() }
}

async fn entries(connection: &impl ConnectionTrait, lot: LotId) -> u64 {
    let of_lot = entry::Entity::find().filter(entry::COLUMN.lot_id.eq(lot));
    of_lot.count(connection).await.expect("entries are counted")
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_used_after_a_lot_was_held_at_the_site() {
    both(async |database| hold_while_usages_run(database, true).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_used_after_a_lot_was_held_everywhere() {
    both(async |database| hold_while_usages_run(database, false).await).await;
}

async fn hold_while_usages_run(database: TestDatabase, at_the_site: bool) {
    let clinic = clinic(database).await;
    let vial = clinic.product(neurotoxin()).await.id;
    for race in 0..races() {
        let lot_id = clinic.receive(vial, &format!("A{race}"), 1).await;
        let site_id = at_the_site.then_some(clinic.denver.id);
        let hold = HoldAndCount { hold: hold(lot_id, site_id), lot_id };
        let (deployment, manager, key) = (clinic.deployment.clone(), clinic.manager(), format!("hold {race}"));
        let hold = async move { perform(&deployment, &manager, &key, hold).await };
        let usage = |number| call(&clinic, format!("{race} {number}"), clinic.usage([(StockSource::Lot(lot_id), 1)]));
        let mut calls: Vec<_> = (0..NURSES).map(|number| usage(number).map(Outcome::Usage).boxed()).collect();
        calls.insert(NURSES / 2, hold.map(Outcome::Hold).boxed());
        let (mut held_after, mut usages) = (None, vec![]);
        for outcome in at_once(calls).await {
            match outcome {
                Outcome::Usage(answer) => usages.push(answer),
                Outcome::Hold(answer) => held_after = Some(answer.expect("the hold is placed").done),
            }
        }
        let (recorded, refused) = outcomes(&usages);
        assert_eq!(refused, vec![Code::StockNotUsable; NURSES - recorded]);
        let entries = entries(clinic.deployment.database.reader(), lot_id).await;
        assert_eq!(held_after, Some(entries), "entries when the hold was placed, and at the end");
        assert_eq!(entries, 1 + recorded as u64, "the receipt and one entry for each usage");
    }
    clinic.books_are_proved().await;
}
