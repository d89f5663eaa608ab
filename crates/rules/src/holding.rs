//! Holds: what one may be placed on, how far it reaches, and what of a lot is still free to be held in part.

use super::{
    quantity,
    refusal::{Field, InputRule, Reason, Refusal},
    shelf::LotOnShelf,
};
use entity::{
    fixed_point::Quantity,
    hold::HoldKind,
    id::{ContainerId, LotId, SiteId},
    product::{self, StorageBand},
};
use rust_decimal::Decimal;
use serde::Serialize;

/// What somebody asks to be stopped, as it was handed in.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HoldTarget {
    /// At this site; without it a lot is stopped everywhere.
    pub site_id: Option<SiteId>,
    /// This lot.
    pub lot_id: Option<LotId>,
    /// This opened container.
    pub container_id: Option<ContainerId>,
    /// Everything that the site keeps so.
    pub storage: Option<StorageBand>,
    /// So much of the lot at the site.
    pub quantity: Option<Decimal>,
}

/// The same, when its form is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A lot, at one site or all, whole or in part.
    Lot {
        /// The lot.
        lot_id: LotId,
        /// The site; `None` is all.
        site_id: Option<SiteId>,
        /// So much of it, at that site; `None` is all.
        quantity: Option<Quantity>,
    },
    /// An opened container.
    Container(ContainerId),
    /// What a site keeps in a storage band.
    Storage(StorageBand, SiteId),
}

/// What one hold stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped {
    /// The lot.
    pub lot_id: LotId,
    /// The site; `None` is all.
    pub site_id: Option<SiteId>,
    /// One opened container.
    pub container_id: Option<ContainerId>,
    /// So much of the lot at the site; `None` is all.
    pub quantity: Option<Quantity>,
}

/// A kind that a person may place: a recall places its own holds.
///
/// # Errors
/// `INVALID` for [`HoldKind::Recall`].
pub fn placed_by_hand(kind: HoldKind, field: Field) -> Result<(), Refusal> {
    if kind != HoldKind::Recall {
        return Ok(());
    }
    Err(Refusal::invalid(field, InputRule::Other, "A recall hold comes with its recall: open the recall."))
}

/// One target: a lot, a container, or a storage band at a site. `at` makes the path of one of its fields.
///
/// # Errors
/// `INVALID` for none or several of them, a band or a quantity without a site, and a quantity that is none.
pub fn target(input: &HoldTarget, at: &dyn Fn(&str) -> Field) -> Result<Target, Refusal> {
    match (input.lot_id, input.container_id, input.storage) {
        (Some(lot_id), None, None) => lot_target(lot_id, input, at),
        (None, Some(container), None) => no_quantity(input, at).map(|()| Target::Container(container)),
        (None, None, Some(storage)) => {
            let site_id = input.site_id.ok_or_else(|| needs_site(at("siteId"), "A storage band"))?;
            no_quantity(input, at).map(|()| Target::Storage(storage, site_id))
        }
        _ => {
            let message = "Name one of lotId, containerId, storage.";
            Err(Refusal::invalid(at("lotId"), InputRule::Required, message))
        }
    }
}

fn lot_target(lot_id: LotId, input: &HoldTarget, at: &dyn Fn(&str) -> Field) -> Result<Target, Refusal> {
    let quantity = input.quantity.map(|value| quantity::positive(at("quantity"), value)).transpose()?;
    if quantity.is_some() && input.site_id.is_none() {
        return Err(needs_site(at("siteId"), "A quantity"));
    }
    Ok(Target::Lot { lot_id, site_id: input.site_id, quantity })
}

fn no_quantity(input: &HoldTarget, at: &dyn Fn(&str) -> Field) -> Result<(), Refusal> {
    match input.quantity {
        None => Ok(()),
        Some(_) => Err(Refusal::invalid(at("quantity"), InputRule::Other, "A quantity is held of a lot at a site.")),
    }
}

fn needs_site(field: Field, what: &str) -> Refusal {
    Refusal::invalid(field, InputRule::Required, format!("{what} is held at a site: name it."))
}

/// How far a hold of this kind reaches: suspect stock and recalls always stop the whole lot everywhere.
pub fn reach(kind: HoldKind, stopped: Stopped) -> Stopped {
    match kind {
        HoldKind::Quarantine => stopped,
        HoldKind::Suspect | HoldKind::Recall => {
            Stopped { site_id: None, container_id: None, quantity: None, ..stopped }
        }
    }
}

/// `quantity` of the sealed stock of a lot, of which `taken` more is held by the same act.
///
/// # Errors
/// `WHOLE_CONTAINERS`; `INSUFFICIENT_STOCK` when that much is not there, or is held in part already.
pub fn part(
    quantity: Quantity,
    lot: &LotOnShelf,
    taken: Quantity,
    product: &product::Model,
    field: Field,
) -> Result<Quantity, Refusal> {
    let requested = quantity::in_containers(field.clone(), quantity, product)?;
    let available = Quantity(lot.sealed().0 - lot.held_in_part().0 - taken.0);
    if requested <= available {
        return Ok(requested);
    }
    let (product_id, unit) = (product.id, product.unit.clone());
    Err(Refusal::new(
        field,
        Reason::InsufficientStock {
            product_id,
            unit,
            requested,
            available,
            reserved: Quantity::ZERO,
            skipped: vec![],
            others: vec![],
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(name: &str) -> Field {
        vec![name.to_owned()]
    }

    #[test]
    fn a_target_is_one_lot_or_container_or_storage_band() {
        let (lot, site) = (Some(LotId::new()), Some(SiteId::new()));
        let band = Some(StorageBand::Refrigerated);
        assert!(target(&HoldTarget { lot_id: lot, ..HoldTarget::default() }, &at).is_ok());
        assert!(target(&HoldTarget { storage: band, site_id: site, ..HoldTarget::default() }, &at).is_ok());
        assert!(target(&HoldTarget { site_id: site, ..HoldTarget::default() }, &at).is_err());
        assert!(
            target(&HoldTarget { lot_id: lot, storage: band, site_id: site, ..HoldTarget::default() }, &at).is_err()
        );
    }

    #[test]
    fn a_storage_band_and_a_quantity_are_held_at_a_site() {
        let storage = HoldTarget { storage: Some(StorageBand::Frozen), ..HoldTarget::default() };
        let part = HoldTarget { lot_id: Some(LotId::new()), quantity: Some(Decimal::TEN), ..HoldTarget::default() };
        for without_site in [storage, part] {
            let refusal = target(&without_site, &at).map_err(|refusal| refusal.field);
            assert_eq!(refusal, Err(at("siteId")));
        }
    }

    #[test]
    fn suspect_stock_is_stopped_everywhere_whatever_was_pointed_at() {
        let lot_id = LotId::new();
        let crushed = Stopped { lot_id, site_id: Some(SiteId::new()), container_id: None, quantity: Some(Quantity(1)) };
        assert_eq!(reach(HoldKind::Quarantine, crushed), crushed);
        let whole = Stopped { lot_id, site_id: None, container_id: None, quantity: None };
        assert_eq!(reach(HoldKind::Suspect, crushed), whole);
    }
}
