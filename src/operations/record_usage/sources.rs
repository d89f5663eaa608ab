//! From the sources that clients name to needs that the rules can plan: lots followed to what they are known as now,
//! open containers found, stated numbers looked up.

use super::{
    form::CheckedLine,
    scans::{self, Taken},
};
use crate::{
    error::{Error, Failure},
    operations::{
        components::CheckedComponent,
        lots, named,
        source::{LotNamed, StockSource},
    },
    rules::{
        allocation::{Need, Source},
        container_label,
        refusal::{Field, Reason, Refusal, of_first_kind, part_field},
        usability::UnusableReason,
    },
};
use chrono::NaiveDate;
use entity::{
    container::{self, ContainerStatus},
    fixed_point::Quantity,
    id::{ContainerId, LotId, ProductId, ReservationId},
    lot, site,
    usage_line::LotEvidence,
};
use sea_orm::ConnectionTrait;
use std::collections::{BTreeMap, BTreeSet};

/// A need, and how its lot is known.
#[derive(Clone)]
pub(in crate::operations) struct Resolved {
    pub(in crate::operations) need: Need,
    /// The lot that the source names; `None` for a product, and for a number that no lot has.
    pub(in crate::operations) lot_id: Option<LotId>,
    pub(in crate::operations) evidence: LotEvidence,
    /// The lot number as stated or scanned, and its canonical form, where the books do not have it.
    pub(in crate::operations) stated: Option<(String, String)>,
    /// The serial number, as stated or scanned.
    pub(in crate::operations) serial: Option<String>,
}

/// The lots and containers that the lines name, by the ids they were named by.
struct Named {
    lots: BTreeMap<LotId, lot::Model>,
    containers: BTreeMap<ContainerId, container::Model>,
    scans: BTreeMap<(usize, Option<usize>), Taken>,
}

/// What is asked of one source: a line of an act, or a component of it.
pub(in crate::operations) struct Asked<'a> {
    pub(in crate::operations) line: usize,
    pub(in crate::operations) component: Option<usize>,
    pub(in crate::operations) source: &'a StockSource,
    pub(in crate::operations) quantity: Quantity,
    pub(in crate::operations) wasted: Quantity,
    pub(in crate::operations) keep_remainder: bool,
    pub(in crate::operations) overrides_in_use: bool,
    /// The reservation that it is drawn from.
    pub(in crate::operations) reservation_id: Option<ReservationId>,
    /// The lot number as stated, and its canonical form, where the books do not have it.
    pub(in crate::operations) stated: Option<&'a (String, String)>,
    /// The serial number as stated.
    pub(in crate::operations) serial: Option<&'a str>,
}

impl<'a> Asked<'a> {
    /// So much of a source, by itself.
    pub(in crate::operations) fn new(line: usize, source: &'a StockSource, quantity: Quantity) -> Self {
        Self {
            line,
            component: None,
            source,
            quantity,
            wasted: Quantity::ZERO,
            keep_remainder: false,
            overrides_in_use: false,
            reservation_id: None,
            stated: None,
            serial: None,
        }
    }

    /// A component of a line.
    pub(in crate::operations) fn component(line: usize, component: &'a CheckedComponent<'_>) -> Self {
        let own = Self::new(line, component.source, component.quantity);
        Self { component: Some(component.place), stated: component.stated.as_ref(), ..own }
    }

    /// A line of a usage, and what was mixed into it.
    fn of_line(line: &'a CheckedLine<'_>) -> impl Iterator<Item = Self> {
        let own = Self {
            wasted: line.wasted,
            keep_remainder: line.input.keep_remainder,
            overrides_in_use: line.in_use_override.is_some(),
            reservation_id: line.input.reservation_id,
            stated: line.stated.as_ref(),
            serial: line.serial.as_deref(),
            ..Self::new(line.number, &line.input.source, line.quantity)
        };
        [own].into_iter().chain(line.components.iter().map(|component| Self::component(line.number, component)))
    }

    pub(super) fn field(&self, name: &str) -> Field {
        part_field(self.line, self.component, name)
    }

    /// Which part of the act it is: the line, and the component of it.
    pub(super) fn part(&self) -> (usize, Option<usize>) {
        (self.line, self.component)
    }

    fn need(&self, product_id: ProductId, source: Source) -> Need {
        Need {
            line: self.line,
            component: self.component,
            product_id,
            source,
            quantity: self.quantity,
            wasted: self.wasted,
            keep_remainder: self.keep_remainder,
            overrides_in_use: self.overrides_in_use,
            label: None,
            reservation_id: self.reservation_id,
            breaches: vec![],
        }
    }
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
    let scans = scans::read(connection, site, asked, today).await?;
    Ok(Named { lots, containers, scans })
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
        StockSource::Lot(id) => of_source(asked, lot(id)?.product_id, Source::Lot(lot(id)?.id), LotEvidence::Stated),
        StockSource::OpenNew { lot: LotNamed::Id(id), .. } => {
            of_source(asked, lot(id)?.product_id, Source::OpenNew(lot(id)?.id), LotEvidence::Stated)
        }
        StockSource::Product(id) => of_source(asked, *id, Source::Product, LotEvidence::Assumed),
        StockSource::Container(id) => {
            let container = named.containers.get(id).ok_or_else(|| missing("container"))?;
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

/// With the label that the client puts on a container it opens.
fn labelled(mut resolved: Resolved, asked: &Asked<'_>) -> Result<Resolved, Refusal> {
    if let StockSource::OpenNew { label: Some(label), .. } = asked.source {
        resolved.need.label = container_label::check(asked.field("source"), label)?;
    }
    Ok(resolved)
}

/// A container that is closed, or somewhere else, cannot be drawn from; a fact that names it is unbooked.
pub(super) fn of_container(
    site: &site::Model,
    asked: &Asked<'_>,
    container: &container::Model,
    lot: &lot::Model,
) -> Resolved {
    let reason = match container.status {
        _ if container.site_id != site.id => Some(UnusableReason::WrongSite),
        ContainerStatus::Open => None,
        ContainerStatus::Empty | ContainerStatus::Discarded => Some(UnusableReason::ContainerClosed),
    };
    let source = if reason.is_none() { Source::Container(container.id) } else { Source::Unbooked(Some(lot.id)) };
    let mut resolved = of_source(asked, lot.product_id, source, LotEvidence::Stated);
    resolved.need.breaches.extend(reason.map(|reason| Reason::StockNotUsable {
        lot_id: lot.id,
        lot_number: lot.lot_number.clone(),
        container_id: Some(container.id),
        reasons: vec![reason],
        alternative: None,
    }));
    Resolved { lot_id: Some(lot.id), ..resolved }
}

async fn stated_lot(
    connection: &impl ConnectionTrait,
    asked: &Asked<'_>,
    product: ProductId,
) -> Result<Option<LotId>, Failure> {
    let Some((_, canonical)) = asked.stated else { return Ok(None) };
    Ok(lots::find(connection, product, canonical).await?.map(|lot| lot.id))
}

/// The need of a line whose source is known, with what the line itself states.
pub(super) fn of_source(asked: &Asked<'_>, product_id: ProductId, source: Source, evidence: LotEvidence) -> Resolved {
    let lot_id = match source {
        Source::Lot(lot_id) | Source::OpenNew(lot_id) => Some(lot_id),
        Source::Unbooked(lot_id) => lot_id,
        Source::Container(_) | Source::Product => None,
    };
    let need = asked.need(product_id, source);
    Resolved { need, lot_id, evidence, stated: asked.stated.cloned(), serial: asked.serial.map(str::to_owned) }
}
