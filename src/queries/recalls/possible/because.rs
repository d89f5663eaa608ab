//! Why each of some lines may have been reached, in the order of what says most.

use crate::{
    error::Failure,
    queries::{
        recalls::{Affected, affected::Resembling},
        trace::{self, Traced},
    },
    rules::recall::possible::Because,
};
use entity::{
    component,
    id::{LotId, UsageLineId},
    lot, usage_line,
    usage_line::LotEvidence,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::BTreeMap;

/// Why each of these lines, which are possible exposures, may have been reached.
///
/// # Errors
/// When the database fails.
pub async fn because(
    connection: &impl ConnectionTrait,
    affected: &Affected,
    lines: &[usage_line::Model],
) -> Result<BTreeMap<UsageLineId, Because>, Failure> {
    let mut because = BTreeMap::new();
    for (traced, resembling) in affected.traced.iter().zip(&affected.resembling) {
        let numbers = numbers_of(connection, resembling).await?;
        let alike = mixed_in(connection, resembling.alike(traced), lines).await?;
        let elsewhere = mixed_in(connection, resembling.elsewhere(traced), lines).await?;
        for line in lines {
            let own = (line.product_id == traced.product_id).then(|| Stated::of_line(line));
            let inside = alike.get(&line.id).or(elsewhere.get(&line.id)).map(Stated::of_component);
            let found = [own, inside].into_iter().flatten().find_map(|stated| stated.because(resembling, &numbers));
            if let Some(found) = found {
                because.entry(line.id).or_insert(found);
            }
        }
    }

    // What resembles nothing was there while a recalled lot was.
    for line in lines {
        let is_assumed = line.evidence == LotEvidence::Assumed;
        because.entry(line.id).or_insert(if is_assumed { Because::Assumed } else { Because::Unknown });
    }
    Ok(because)
}

/// What a line, or something that was mixed in, says of its lot.
struct Stated<'r> {
    lot_id: Option<LotId>,
    number: Option<&'r str>,
    canonical: Option<&'r String>,
}

impl<'r> Stated<'r> {
    fn of_line(line: &'r usage_line::Model) -> Self {
        let number = line.stated_lot_number.as_deref();
        Self { lot_id: line.lot_id, number, canonical: line.stated_canonical.as_ref() }
    }

    fn of_component(component: &'r component::Model) -> Self {
        let number = component.stated_lot_number.as_deref();
        Self { lot_id: component.lot_id, number, canonical: component.stated_canonical.as_ref() }
    }

    fn because(&self, resembling: &Resembling, numbers: &BTreeMap<LotId, String>) -> Option<Because> {
        if let Some(lot_id) = self.lot_id {
            let resemblance = resembling.lots.get(&lot_id)?.clone();
            return Some(Because::LotAlike { lot_number: numbers.get(&lot_id)?.clone(), resemblance });
        }
        let stated = self.number?.to_owned();
        let canonical = self.canonical?;
        match resembling.stated.get(canonical) {
            Some(resemblance) => Some(Because::StatedAlike { stated, resemblance: resemblance.clone() }),
            None => resembling.elsewhere.contains(canonical).then_some(Because::NotInTheBooks { stated }),
        }
    }
}

async fn mixed_in(
    connection: &impl ConnectionTrait,
    traced: Option<Traced>,
    lines: &[usage_line::Model],
) -> Result<BTreeMap<UsageLineId, component::Model>, Failure> {
    match traced {
        Some(traced) => trace::via(connection, &traced, lines).await,
        None => Ok(BTreeMap::new()),
    }
}

async fn numbers_of(
    connection: &impl ConnectionTrait,
    resembling: &Resembling,
) -> Result<BTreeMap<LotId, String>, Failure> {
    if resembling.lots.is_empty() {
        return Ok(BTreeMap::new());
    }
    let lots = lot::Entity::find().filter(lot::COLUMN.id.is_in(resembling.lots.keys().copied()));
    Ok(lots.all(connection).await?.into_iter().map(|lot| (lot.id, lot.lot_number)).collect())
}
