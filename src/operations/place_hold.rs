//! Stopping stock: a lot everywhere or at a site, a part of it, an opened container, or all that a site keeps cold.

mod authority;
mod ground;

use super::{Act, Operation};
use crate::{
    error::Error,
    ledger::locking,
    rules::{
        holding::{self, HoldTarget, Stopped, Target},
        person,
        refusal::{Field, InputRule, Refusal, field, of_first_kind},
    },
};
use entity::{
    fixed_point::Quantity,
    hold::{self, HoldKind},
    id::{HoldGroupId, HoldId},
};
use ground::Ground;
pub(super) use ground::lock_prepared_with;
use serde::{Deserialize, Serialize};

/// Most targets in one call.
const MOST_TARGETS: usize = 200;

/// Holds to be placed for one reason.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceHold {
    /// On what.
    pub targets: Vec<HoldTarget>,
    /// Why, in a word.
    pub kind: HoldKind,
    /// Why.
    pub reason: String,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PlaceHoldDone {
    /// The holds, in the order of the targets; for a storage band one for each lot.
    pub hold_ids: Vec<HoldId>,
    /// The group that they are; none of an act that was recorded before there were groups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_id: Option<HoldGroupId>,
}

impl Operation for PlaceHold {
    type Done = PlaceHoldDone;
    const NAME: &'static str = "placeHold";

    async fn perform(&self, act: &Act<'_>) -> Result<PlaceHoldDone, Error> {
        authority::check(self, act).await?;
        let (reason, targets) = self.form()?;
        let reach = ground::reach(act, self.kind, &targets).await?;
        locking::lock_all(act.transaction, &reach).await?;
        let ground = Ground::read(act, &targets).await?;
        let stopped = all_stopped(self.kind, &targets, &ground)?;
        ground::lock_prepared_with(act, stopped.iter().map(|stopped| stopped.lot_id).collect()).await?;
        self.place(act, &reason, &stopped).await
    }
}

impl PlaceHold {
    fn form(&self) -> Result<(String, Vec<Target>), Error> {
        holding::placed_by_hand(self.kind, field("kind"))?;
        let reason = person::none_in(field("reason"), &self.reason)?;
        match self.targets.len() {
            0 => return Err(Refusal::invalid(field("targets"), InputRule::Required, "At least one target.").into()),
            1..=MOST_TARGETS => {}
            many => {
                let message = format!("{many} targets; at most {MOST_TARGETS}.");
                return Err(Refusal::beyond(field("targets"), InputRule::TooMany, MOST_TARGETS, message).into());
            }
        }
        let numbered = self.targets.iter().enumerate();
        let targets = collect(numbered.map(|(number, target)| holding::target(target, &at(number))))?;
        Ok((reason, targets))
    }

    async fn place(&self, act: &Act<'_>, reason: &str, stopped: &[Stopped]) -> Result<PlaceHoldDone, Error> {
        let group_id = Some(HoldGroupId::new());
        let row = |stopped: &Stopped| hold::Model {
            id: HoldId::new(),
            kind: self.kind,
            lot_id: stopped.lot_id,
            site_id: stopped.site_id,
            container_id: stopped.container_id,
            quantity: stopped.quantity,
            reason: reason.to_owned(),
            posting_id: None,
            recall_id: None,
            group_id,
            placed_at: act.now(),
            placed_by: act.person().to_owned(),
            released_at: None,
            released_by: None,
            release_reason: None,
        };
        let rows: Vec<hold::Model> = stopped.iter().map(row).collect();
        let hold_ids = rows.iter().map(|hold| hold.id).collect();
        act.insert_all(rows).await?;
        Ok(PlaceHoldDone { hold_ids, group_id })
    }
}

/// What each hold stops, nothing of it twice.
fn all_stopped(kind: HoldKind, targets: &[Target], ground: &Ground) -> Result<Vec<Stopped>, Error> {
    let mut parts: Vec<Stopped> = Vec::new();
    let per_target = targets.iter().enumerate().map(|(number, target)| {
        let stopped = stopped(kind, target, ground, &parts, &at(number))?;
        parts.extend(stopped.iter().filter(|stopped| stopped.quantity.is_some()));
        Ok(stopped)
    });
    let mut all: Vec<Stopped> = Vec::new();
    for stopped in collect(per_target)?.into_iter().flatten() {
        if stopped.quantity.is_some() || !all.contains(&stopped) {
            all.push(stopped);
        }
    }
    Ok(all)
}

fn stopped(
    kind: HoldKind,
    target: &Target,
    ground: &Ground,
    parts: &[Stopped],
    at: &dyn Fn(&str) -> Field,
) -> Result<Vec<Stopped>, Refusal> {
    let stopped = match *target {
        Target::Lot { lot_id, site_id, quantity } => {
            let lot_id = ground.lot(lot_id, at("lotId"))?.id;
            vec![Stopped { lot_id, site_id, container_id: None, quantity }]
        }
        Target::Container(id) => {
            let container = ground.open_container(id, at("containerId"))?;
            let (lot_id, site_id) = (container.lot_id, Some(container.site_id));
            vec![Stopped { lot_id, site_id, container_id: Some(id), quantity: None }]
        }
        Target::Storage(storage, site) => {
            let lots = ground.lots_kept(storage, site, at("storage"))?;
            let stopped = |lot_id| Stopped { lot_id, site_id: Some(site), container_id: None, quantity: None };
            lots.into_iter().map(stopped).collect()
        }
    };
    let stopped: Vec<Stopped> = stopped.into_iter().map(|stopped| holding::reach(kind, stopped)).collect();
    stopped.iter().try_for_each(|stopped| enough_to_hold(stopped, ground, parts, at("quantity")))?;
    Ok(stopped)
}

fn enough_to_hold(stopped: &Stopped, ground: &Ground, parts: &[Stopped], at: Field) -> Result<(), Refusal> {
    let (Some(quantity), Some(site)) = (stopped.quantity, stopped.site_id) else { return Ok(()) };
    let (lot, product) = ground.on_shelf(stopped.lot_id, site, at.clone())?;
    let same = |other: &&Stopped| other.lot_id == stopped.lot_id && other.site_id == stopped.site_id;
    let taken: Quantity = parts.iter().filter(same).filter_map(|other| other.quantity).sum();
    holding::part(quantity, lot, taken, product, at).map(drop)
}

/// The path of a field of a target.
fn at(number: usize) -> impl Fn(&str) -> Field {
    move |name| vec!["targets".to_owned(), number.to_string(), name.to_owned()]
}

/// All of them, or the refusals of the first kind over all.
fn collect<T>(outcomes: impl Iterator<Item = Result<T, Refusal>>) -> Result<Vec<T>, Error> {
    let (mut done, mut refusals) = (Vec::new(), Vec::new());
    for outcome in outcomes {
        match outcome {
            Ok(value) => done.push(value),
            Err(refusal) => refusals.push(refusal),
        }
    }
    if refusals.is_empty() { Ok(done) } else { Err(Error::Refused(of_first_kind(refusals))) }
}
