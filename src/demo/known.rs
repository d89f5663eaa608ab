//! What the plan calls sites, products, suppliers and lots, and what the database calls them: from a planned deed to the
//! operation that it is.

pub(super) mod recalls;
mod till;

use super::history::{ArticleKey, LotKey, PlannedAct, Supplied, Treatment, UsedLine};
use crate::{
    error::{Error, Failure},
    operations::{
        adjust_stock::{AdjustStock, AdjustmentLine, StockChange},
        correct_lot::CorrectLot,
        place_hold::PlaceHold,
        receive_stock::{Override, OverrideKind, ReceiptLine, ReceiveStock},
        record_opening_stock::{OpeningStockLine, RecordOpeningStock},
        record_usage::{AlreadyPerformed, RecordUsage, UsageLine},
        source::{StockSource, UnbookedStock},
    },
    rules::{
        holding::HoldTarget, lot_correction::Correction, lot_label::LotLabel, money::MoneyAmount,
        opening_stock::OpenedGiven, receipt::Amount,
    },
};
use entity::{
    hold::HoldKind,
    id::{LotId, ProductId, RecallId, SiteId, SupplierId},
};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};

/// The ids of all that the plan names.
#[derive(Default)]
pub(super) struct Known {
    /// Of the sites, in their order.
    pub(super) sites: Vec<SiteId>,
    /// Of the products, in the order of the assortment.
    pub(super) products: Vec<ProductId>,
    /// Of the suppliers, by what the assortment calls them.
    pub(super) suppliers: BTreeMap<&'static str, SupplierId>,
    /// Of the lots that came so far.
    pub(super) lots: HashMap<LotKey, LotId>,
    /// Of the recall that was opened last.
    pub(super) recall: Option<RecallId>,
    /// The currency of all money.
    pub(super) currency: String,
}

impl Known {
    pub(super) fn opening(&self, act: &PlannedAct, lots: &[Supplied]) -> Result<RecordOpeningStock, Error> {
        let lines = lots.iter().map(|lot| self.opening_line(lot)).collect::<Result<_, _>>()?;
        Ok(RecordOpeningStock { site_id: self.site(act)?, as_of: act.at.into(), lines })
    }

    fn opening_line(&self, lot: &Supplied) -> Result<OpeningStockLine, Error> {
        let opened = lot.open.map(|(remaining, at)| OpenedGiven { remaining, opened_at: at.into(), label: None });
        Ok(OpeningStockLine {
            product_id: self.product(lot.article)?,
            label: label(lot),
            supplier_id: None,
            containers: lot.containers,
            open_containers: opened.into_iter().collect(),
            unit_cost: self.money(lot.unit_cost),
        })
    }

    pub(super) fn receipt(
        &self,
        act: &PlannedAct,
        supplier: &str,
        note: &str,
        lots: &[Supplied],
    ) -> Result<ReceiveStock, Error> {
        Ok(ReceiveStock {
            is_another: false,
            site_id: self.site(act)?,
            supplier_id: id(self.suppliers.get(supplier))?,
            received_at: act.at.into(),
            delivery_note: Some(note.to_owned()),
            lines: lots.iter().map(|lot| self.receipt_line(lot)).collect::<Result<_, _>>()?,
        })
    }

    fn receipt_line(&self, lot: &Supplied) -> Result<ReceiptLine, Error> {
        let overridden = |reason: &str| Override { kind: OverrideKind::ShortShelfLife, reason: reason.to_owned() };
        Ok(ReceiptLine {
            scans: vec![],
            line_key: None,
            product_id: Some(self.product(lot.article)?),
            purchase_order_line_id: None,
            label: label(lot),
            serials: lot.serials.clone(),
            amount: Amount { packages: None, containers: Some(lot.containers), quantity: None },
            damaged_containers: None,
            basis: None,
            unit_cost: self.money(lot.unit_cost),
            cost: None,
            overrides: lot.short_shelf_life.map(overridden).into_iter().collect(),
        })
    }

    pub(super) fn usage(&self, act: &PlannedAct, treatment: &Treatment) -> Result<RecordUsage, Error> {
        let late = |(why, note): (_, &str)| AlreadyPerformed { why, note: Some(note.to_owned()) };
        Ok(RecordUsage {
            is_another: false,
            site_id: self.site(act)?,
            treatment_id: treatment.id.clone(),
            patient_id: treatment.patient.clone(),
            practitioner_id: act.by.subject.to_owned(),
            performed_at: treatment.performed_at.into(),
            already_performed: treatment.late.map(late),
            lines: treatment.lines.iter().map(|line| self.usage_line(line)).collect::<Result<_, _>>()?,
        })
    }

    fn usage_line(&self, line: &UsedLine) -> Result<UsageLine, Error> {
        let unbooked = |number: &str| {
            let (product_id, lot_number) = (self.product(line.article)?, Some(number.to_owned()));
            Ok(StockSource::Unbooked(UnbookedStock { product_id, lot_number, expires_on: None, serial: None }))
        };
        let (wasted, waste_reason) = line.wasted.unzip();
        Ok(UsageLine {
            line_key: None,
            source: line.lot.map_or_else(unbooked, |lot| Ok::<_, Error>(StockSource::Lot(self.lot(lot)?)))?,
            quantity: line.quantity,
            wasted,
            waste_reason,
            keep_remainder: false,
            serial: None,
            body_sites: vec![],
            components: vec![],
            reservation_id: None,
            in_use_override_reason: None,
        })
    }

    pub(super) fn hold(
        &self,
        act: &PlannedAct,
        lot: LotKey,
        quantity: Decimal,
        reason: &str,
    ) -> Result<PlaceHold, Error> {
        let (site_id, lot_id) = (Some(self.site(act)?), Some(self.lot(lot)?));
        let target = HoldTarget { site_id, lot_id, quantity: Some(quantity), ..HoldTarget::default() };
        Ok(PlaceHold { targets: vec![target], kind: HoldKind::Quarantine, reason: reason.to_owned() })
    }

    pub(super) fn correction(&self, lot: LotKey, lot_number: &str, reason: &str) -> Result<CorrectLot, Error> {
        let correction = Correction { lot_number: Some(lot_number.to_owned()), ..Correction::default() };
        let (lot_id, reason) = (self.lot(lot)?, reason.to_owned());
        Ok(CorrectLot { lot_id, correction, reason, confirmed_by_id: None, approval_id: None })
    }

    pub(super) fn adjustment(
        &self,
        act: &PlannedAct,
        lot: LotKey,
        by: Decimal,
        reason: &str,
    ) -> Result<AdjustStock, Error> {
        let (lot_id, change) = (Some(self.lot(lot)?), StockChange::By(by));
        let lines = vec![AdjustmentLine { lot_id, container_id: None, change }];
        Ok(AdjustStock { site_id: self.site(act)?, occurred_at: act.at.into(), reason: reason.to_owned(), lines })
    }

    fn money(&self, amount: Option<Decimal>) -> Option<MoneyAmount> {
        amount.map(|amount| MoneyAmount { amount, currency: self.currency.clone() })
    }

    fn site(&self, act: &PlannedAct) -> Result<SiteId, Error> {
        id(self.sites.get(act.site))
    }

    fn lot(&self, key: LotKey) -> Result<LotId, Error> {
        id(self.lots.get(&key))
    }

    fn product(&self, key: ArticleKey) -> Result<ProductId, Error> {
        id(self.products.get(key))
    }
}

fn label(lot: &Supplied) -> LotLabel {
    LotLabel { lot_number: lot.lot_number.clone(), expires_on: lot.expires_on, ..LotLabel::default() }
}

/// The plan names only what it made.
fn id<T: Copy>(id: Option<&T>) -> Result<T, Error> {
    id.copied().ok_or_else(|| Failure::Broken("the demo names what it did not make".to_owned()).into())
}
