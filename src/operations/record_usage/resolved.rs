//! What a source turned out to be: a need that the rules can plan, and how its lot is known.

use super::asked::Asked;
use crate::rules::{
    allocation::{Need, Source},
    blame::Blame,
    refusal::Reason,
    usability::UnusableReason,
};
use chrono::NaiveDate;
use entity::{
    container::{self, ContainerStatus},
    id::{LotId, ProductId},
    lot, site,
    usage_line::LotEvidence,
};

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
    /// Something was wasted, and nobody said why.
    pub(in crate::operations) waste_unexplained: bool,
    /// The last day of use as stated, where the books did not have the stock.
    pub(in crate::operations) stated_expires_on: Option<NaiveDate>,
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
    let because = match container.status {
        _ if container.site_id != site.id => "it is at another site",
        ContainerStatus::Discarded => "it was discarded",
        ContainerStatus::Open | ContainerStatus::Empty => "it is empty",
    };
    resolved.need.breaches.extend(reason.map(|reason| Reason::StockNotUsable {
        lot_id: lot.id,
        lot_number: lot.lot_number.clone(),
        container_id: Some(container.id),
        reasons: vec![reason],
        blame: Box::new(Blame::of_container("container", &container.label, because)),
        alternative: None,
    }));
    Resolved { lot_id: Some(lot.id), ..resolved }
}

/// The need of a line whose source is known, with what the line itself states.
pub(super) fn of_source(asked: &Asked<'_>, product_id: ProductId, source: Source, evidence: LotEvidence) -> Resolved {
    let lot_id = match source {
        Source::Lot(lot_id) | Source::OpenNew(lot_id) => Some(lot_id),
        Source::Unbooked(lot_id) => lot_id,
        Source::Container(_) | Source::Product => None,
    };
    Resolved {
        need: asked.need(product_id, source),
        lot_id,
        evidence,
        stated: asked.stated.cloned(),
        serial: asked.serial.map(str::to_owned),
        waste_unexplained: asked.waste_unexplained,
        stated_expires_on: asked.source.stated_expires_on(),
    }
}
