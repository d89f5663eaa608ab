//! Performing a planned history: each act as the operation it is. Many wait together, so that they share commits; their
//! order stays that of the plan.

use super::{
    COMPLETE, Names,
    history::{Deed, LotKey, PlannedAct, Supplied, Treatment, UsedLine},
};
use crate::{
    error::{Error, Failure},
    operations::{
        self, Deployment, Operation,
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
    id::{LotId, ProductId, SiteId},
};
use futures_util::{
    FutureExt, StreamExt,
    future::{self, BoxFuture},
    stream::FuturesOrdered,
};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// After how many acts somebody is told how far it is.
const STRIDE: usize = 250;

/// Performs acts.
pub(super) struct Performer<'d> {
    deployment: &'d Deployment,
    names: Names,
    lots: HashMap<LotKey, LotId>,
}

/// The lots that an act made known.
type Made = Vec<(LotKey, LotId)>;

impl<'d> Performer<'d> {
    pub(super) fn new(deployment: &'d Deployment, names: Names) -> Self {
        Self { deployment, names, lots: HashMap::new() }
    }

    /// Performs all of them.
    pub(super) async fn perform(
        mut self,
        acts: &[PlannedAct],
        progress: &(impl Fn(usize, usize) + Sync),
    ) -> Result<(), Error> {
        let mut waiting: FuturesOrdered<BoxFuture<'d, Result<Made, Error>>> = FuturesOrdered::new();
        for (number, act) in acts.iter().enumerate() {
            let makes_lots = matches!(act.deed, Deed::Open(_) | Deed::Receive { .. });
            let most = if makes_lots { 0 } else { self.deployment.database.writes_in_order() - 1 };
            while waiting.len() > most {
                self.note(waiting.next().await)?;
            }
            let key = if number + 1 == acts.len() { COMPLETE.to_owned() } else { format!("act {number}") };
            waiting.push_back(self.start(act, key)?);
            if makes_lots {
                self.note(waiting.next().await)?;
            }
            if number % STRIDE == 0 {
                progress(number, acts.len());
            }
        }
        while let Some(made) = waiting.next().await {
            self.lots.extend(made?);
        }
        progress(acts.len(), acts.len());
        Ok(())
    }

    fn note(&mut self, made: Option<Result<Made, Error>>) -> Result<(), Error> {
        self.lots.extend(made.transpose()?.unwrap_or_default());
        Ok(())
    }

    /// The act on its way.
    fn start(&self, act: &PlannedAct, key: String) -> Result<BoxFuture<'d, Result<Made, Error>>, Error> {
        let site_id = known(self.names.sites.get(act.site), "a site")?;
        Ok(match &act.deed {
            Deed::Open(lots) => self.open(act, key, site_id, lots)?,
            Deed::Receive { supplier, note, lines } => self.receive(act, key, site_id, (supplier, note), lines)?,
            Deed::Treat(treatment) => self.run(act, key, self.usage(site_id, treatment)?),
            Deed::Hold { lot, quantity, reason } => self.run(act, key, self.hold(site_id, *lot, *quantity, reason)?),
            Deed::Correct { lot, lot_number, reason } => {
                let correction = Correction { lot_number: Some(lot_number.clone()), ..Correction::default() };
                let (lot_id, confirmed_by_id) = (self.lot(*lot)?, super::clinic::DIRECTOR.subject.to_owned());
                self.run(act, key, CorrectLot { lot_id, correction, reason: (*reason).to_owned(), confirmed_by_id })
            }
            Deed::Adjust { lot, by, reason } => {
                let (lot_id, change) = (Some(self.lot(*lot)?), StockChange::By(*by));
                let lines = vec![AdjustmentLine { lot_id, container_id: None, change }];
                let (occurred_at, reason) = (act.at.into(), (*reason).to_owned());
                self.run(act, key, AdjustStock { site_id, occurred_at, reason, lines })
            }
        })
    }

    fn run<O: Operation>(&self, act: &PlannedAct, key: String, operation: O) -> BoxFuture<'d, Result<Made, Error>> {
        self.run_for(act, key, operation, |_| vec![])
    }

    fn run_for<O: Operation>(
        &self,
        act: &PlannedAct,
        key: String,
        operation: O,
        lots: impl FnOnce(O::Done) -> Made + Send + 'd,
    ) -> BoxFuture<'d, Result<Made, Error>> {
        let (deployment, request) = (self.deployment, act.by.asks(act.at));
        async move { Ok(lots(operations::perform(deployment, &request, &key, operation).await?.done)) }.boxed()
    }

    fn open(
        &self,
        act: &PlannedAct,
        key: String,
        site_id: SiteId,
        lots: &[Supplied],
    ) -> Result<BoxFuture<'d, Result<Made, Error>>, Error> {
        let lines = lots.iter().map(|lot| self.opening_line(lot)).collect::<Result<_, _>>()?;
        let keys: Vec<LotKey> = lots.iter().map(|lot| lot.lot).collect();
        let operation = RecordOpeningStock { site_id, as_of: act.at.into(), lines };
        Ok(self.run_for(act, key, operation, |done| keys.into_iter().zip(done.lot_ids).collect()))
    }

    fn receive(
        &self,
        act: &PlannedAct,
        key: String,
        site_id: SiteId,
        (supplier, note): (&str, &str),
        lots: &[Supplied],
    ) -> Result<BoxFuture<'d, Result<Made, Error>>, Error> {
        let supplier_id = known(self.names.suppliers.get(supplier), "a supplier")?;
        let lines = lots.iter().map(|lot| self.receipt_line(lot)).collect::<Result<_, _>>()?;
        let keys: Vec<LotKey> = lots.iter().map(|lot| lot.lot).collect();
        let delivery_note = Some(note.to_owned());
        let operation = ReceiveStock { site_id, supplier_id, received_at: act.at.into(), delivery_note, lines };
        Ok(self.run_for(act, key, operation, |done| keys.into_iter().zip(done.lot_ids).collect()))
    }

    fn opening_line(&self, lot: &Supplied) -> Result<OpeningStockLine, Error> {
        let opened = lot.open.map(|(remaining, at)| OpenedGiven { remaining, opened_at: at.into(), label: None });
        Ok(OpeningStockLine {
            product_id: self.product(lot.article)?,
            label: label(lot),
            supplier_id: None,
            containers: i32::try_from(lot.containers).unwrap_or(i32::MAX),
            open_containers: opened.into_iter().collect(),
            unit_cost: self.money(lot.unit_cost),
        })
    }

    fn receipt_line(&self, lot: &Supplied) -> Result<ReceiptLine, Error> {
        let overridden = |reason: &str| Override { kind: OverrideKind::ShortShelfLife, reason: reason.to_owned() };
        let containers = i32::try_from(lot.containers).ok();
        Ok(ReceiptLine {
            line_key: None,
            product_id: Some(self.product(lot.article)?),
            label: label(lot),
            serials: lot.serials.clone(),
            amount: Amount { packages: None, containers, quantity: None },
            damaged_containers: None,
            basis: None,
            unit_cost: self.money(lot.unit_cost),
            overrides: lot.short_shelf_life.map(overridden).into_iter().collect(),
        })
    }

    fn usage(&self, site_id: SiteId, treatment: &Treatment) -> Result<RecordUsage, Error> {
        let late = treatment.late.map(|(why, note)| AlreadyPerformed { why, note: Some(note.to_owned()) });
        Ok(RecordUsage {
            site_id,
            treatment_id: treatment.id.clone(),
            patient_id: treatment.patient.clone(),
            practitioner_id: super::clinic::SITES
                .iter()
                .zip(&self.names.sites)
                .find(|(_, id)| **id == site_id)
                .map_or_else(String::new, |(site, _)| site.nurse.subject.to_owned()),
            performed_at: treatment.performed_at.into(),
            already_performed: late,
            lines: treatment.lines.iter().map(|line| self.usage_line(line)).collect::<Result<_, _>>()?,
        })
    }

    fn usage_line(&self, line: &UsedLine) -> Result<UsageLine, Error> {
        let source = match line.lot {
            Ok(lot) => StockSource::Lot(self.lot(lot)?),
            Err(number) => {
                let (product_id, lot_number) = (self.product(line.article)?, Some(number.to_owned()));
                StockSource::Unbooked(UnbookedStock { product_id, lot_number, expires_on: None, serial: None })
            }
        };
        let (wasted, waste_reason) = line.wasted.unzip();
        Ok(UsageLine {
            line_key: None,
            source,
            quantity: line.quantity,
            wasted,
            waste_reason,
            keep_remainder: false,
            serial: None,
            body_sites: vec![],
        })
    }

    fn hold(&self, site_id: SiteId, lot: LotKey, quantity: Decimal, reason: &str) -> Result<PlaceHold, Error> {
        let (site_id, lot_id) = (Some(site_id), Some(self.lot(lot)?));
        let target = HoldTarget { site_id, lot_id, quantity: Some(quantity), ..HoldTarget::default() };
        Ok(PlaceHold { targets: vec![target], kind: HoldKind::Quarantine, reason: reason.to_owned() })
    }

    fn money(&self, amount: Option<Decimal>) -> Option<MoneyAmount> {
        amount.map(|amount| MoneyAmount { amount, currency: self.deployment.terms.currency.clone() })
    }

    fn lot(&self, key: LotKey) -> Result<LotId, Error> {
        known(self.lots.get(&key), "a lot")
    }

    fn product(&self, key: usize) -> Result<ProductId, Error> {
        known(self.names.products.get(key), "a product")
    }
}

fn label(lot: &Supplied) -> LotLabel {
    LotLabel { lot_number: lot.lot_number.clone(), expires_on: lot.expires_on, ..LotLabel::default() }
}

/// The plan names only what it made.
fn known<T: Copy>(id: Option<&T>, what: &str) -> Result<T, Error> {
    id.copied().ok_or_else(|| Failure::Broken(format!("the plan names {what} that it did not make")).into())
}
