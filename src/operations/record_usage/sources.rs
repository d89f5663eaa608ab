//! From the sources that clients name to needs that the rules can plan: lots followed to what they are known as now,
//! open containers found, stated numbers looked up.

use super::{
    asked::Asked,
    form::CheckedLine,
    resolved::{Resolved, of_container, of_source},
    scans::{self, Taken},
};
use crate::{
    error::{Error, Failure},
    operations::{
        lots, named,
        source::{LotNamed, StockSource},
    },
    queries::shelves,
    rules::{
        allocation::Source,
        container_label,
        refusal::{InputRule, Refusal, of_first_kind},
    },
};
use chrono::NaiveDate;
use entity::{
    container,
    id::{ContainerId, LotId, ProductId},
    lot, site,
    usage_line::LotEvidence,
};
use sea_orm::ConnectionTrait;
use std::collections::{BTreeMap, BTreeSet};

/// The lots and containers that the lines name, by the ids they were named by.
struct Named {
    lots: BTreeMap<LotId, lot::Model>,
    containers: BTreeMap<ContainerId, container::Model>,
    /// The open containers of the lots whose lines state a serial number.
    open: Vec<container::Model>,
    scans: BTreeMap<(usize, Option<usize>), Taken>,
}

/// The needs of `lines` and of what was mixed into them. `today` places the two-digit years of scanned codes.
pub(in crate::operations) async fn resolve(
    connection: &impl ConnectionTrait,
    site: &site::Model,
    lines: &[CheckedLine<'_>],
    today: NaiveDate,
) -> Result<Vec<Resolved>, Error> {
    let asked: Vec<Asked<'_>> = lines.iter().flat_map(Asked::of_line).collect();
    resolve_all(connection, site, &asked, today).await
}

/// The needs of all that is asked: one statement for lots, one for containers, where any are named, and a few for all
/// that was scanned.
pub(in crate::operations) async fn resolve_all(
    connection: &impl ConnectionTrait,
    site: &site::Model,
    asked: &[Asked<'_>],
    today: NaiveDate,
) -> Result<Vec<Resolved>, Error> {
    let named = named(connection, site, asked, today).await?;
    let (mut resolved, mut refusals) = (Vec::new(), Vec::new());
    for asked in asked {
        match need(connection, site, asked, &named).await.and_then(|resolved| Ok(labelled(resolved, asked)?)) {
            Ok(need) => resolved.push(need),
            Err(Error::Refused(found)) => refusals.extend(found),
            Err(error) => return Err(error),
        }
    }
    if refusals.is_empty() { Ok(resolved) } else { Err(Error::Refused(of_first_kind(refusals))) }
}

/// The products that the needs draw on.
pub(in crate::operations) fn products(needs: &[Resolved]) -> BTreeSet<ProductId> {
    needs.iter().map(|resolved| resolved.need.product_id).collect()
}

async fn named(
    connection: &impl ConnectionTrait,
    site: &site::Model,
    asked: &[Asked<'_>],
    today: NaiveDate,
) -> Result<Named, Failure> {
    let sources = asked.iter().map(|asked| asked.source);
    let container_ids: BTreeSet<ContainerId> = sources.clone().filter_map(container_of).collect();
    let containers = named::containers(connection, &container_ids).await?;
    let mut lot_ids: BTreeSet<LotId> = sources.filter_map(lot_of).collect();
    lot_ids.extend(containers.values().map(|container| container.lot_id));
    let lots = named::lots(connection, &lot_ids).await?;
    let open = open_of_lots_with_serials(connection, site, asked, &lots).await?;
    let scans = scans::read(connection, site, asked, today).await?;
    Ok(Named { lots, containers, open, scans })
}

/// The open containers of lots that lines name together with a serial number: it may be that of one of them.
async fn open_of_lots_with_serials(
    connection: &impl ConnectionTrait,
    site: &site::Model,
    asked: &[Asked<'_>],
    lots: &BTreeMap<LotId, lot::Model>,
) -> Result<Vec<container::Model>, Failure> {
    let with_serial = asked.iter().filter(|asked| asked.serial.is_some());
    let named =
        with_serial.filter_map(|asked| if let StockSource::Lot(id) = asked.source { lots.get(id) } else { None });
    let lots: Vec<LotId> = named.map(|lot| lot.id).collect();
    if lots.is_empty() { Ok(vec![]) } else { shelves::open_containers(connection, site.id, &lots).await }
}

fn container_of(source: &StockSource) -> Option<ContainerId> {
    if let StockSource::Container(id) = source { Some(*id) } else { None }
}

fn lot_of(source: &StockSource) -> Option<LotId> {
    match source {
        StockSource::Lot(lot_id) | StockSource::OpenNew { lot: LotNamed::Id(lot_id), .. } => Some(*lot_id),
        _ => None,
    }
}

async fn need(
    connection: &impl ConnectionTrait,
    site: &site::Model,
    asked: &Asked<'_>,
    named: &Named,
) -> Result<Resolved, Error> {
    let missing = |what| Refusal::not_found(asked.field("source"), what);
    let lot = |id: &LotId| named.lots.get(id).ok_or_else(|| missing("lot"));
    Ok(match asked.source {
        StockSource::Lot(id) => of_lot(site, asked, lot(id)?, &named.open),
        StockSource::OpenNew { lot: LotNamed::Id(id), .. } => {
            of_source(asked, lot(id)?.product_id, Source::OpenNew(lot(id)?.id), LotEvidence::Stated)
        }
        StockSource::Product(id) => of_source(asked, *id, Source::Product, LotEvidence::Assumed),
        StockSource::Container(id) => {
            let container = named.containers.get(id).ok_or_else(|| missing("container"))?;
            refuse_another_serial(asked, container)?;
            of_container(site, asked, container, lot(&container.lot_id)?)
        }
        StockSource::Unbooked(stock) => {
            let lot_id = stated_lot(connection, asked, stock.product_id).await?;
            let evidence = if asked.stated.is_some() { LotEvidence::Stated } else { LotEvidence::Assumed };
            of_source(asked, stock.product_id, Source::Unbooked(lot_id), evidence)
        }
        StockSource::Scan(_) | StockSource::OpenNew { lot: LotNamed::Scan(_), .. } => {
            let taken = named.scans.get(&asked.part()).ok_or_else(|| missing("code"))?;
            scans::resolved(site, asked, taken)?
        }
    })
}

/// The need of a line that names a lot. A serial number that it states says which container: the open one that has it, or,
/// where every open one has another, a sealed one.
fn of_lot(site: &site::Model, asked: &Asked<'_>, lot: &lot::Model, open: &[container::Model]) -> Resolved {
    let open: Vec<&container::Model> = open.iter().filter(|container| container.lot_id == lot.id).collect();
    let has_this =
        |container: &&&container::Model| asked.serial.is_some() && container.serial.as_deref() == asked.serial;
    if let Some(container) = open.iter().find(has_this) {
        return of_container(site, asked, container, lot);
    }
    let is_sealed =
        asked.serial.is_some() && !open.is_empty() && open.iter().all(|container| container.serial.is_some());
    let source = if is_sealed { Source::OpenNew(lot.id) } else { Source::Lot(lot.id) };
    of_source(asked, lot.product_id, source, LotEvidence::Stated)
}

/// A container keeps the serial number that it was opened with: a line that names it and states another one names two.
fn refuse_another_serial(asked: &Asked<'_>, container: &container::Model) -> Result<(), Refusal> {
    match (asked.serial, container.serial.as_deref()) {
        (Some(stated), Some(kept)) if stated != kept => {
            let message = format!("Container {} has serial number {kept}, the line {stated}.", container.label);
            Err(Refusal::invalid(asked.field("serial"), InputRule::Barcode, message))
        }
        _ => Ok(()),
    }
}

/// With the label that the client puts on a container it opens.
fn labelled(mut resolved: Resolved, asked: &Asked<'_>) -> Result<Resolved, Refusal> {
    if let StockSource::OpenNew { label: Some(label), .. } = asked.source {
        resolved.need.label = container_label::check(asked.field("source"), label)?;
    }
    Ok(resolved)
}

async fn stated_lot(
    connection: &impl ConnectionTrait,
    asked: &Asked<'_>,
    product: ProductId,
) -> Result<Option<LotId>, Failure> {
    let Some((_, canonical)) = asked.stated else { return Ok(None) };
    Ok(lots::find(connection, product, canonical).await?.map(|lot| lot.id))
}
