//! Sending sealed containers back to a supplier, whatever their state: at the average cost they stand in the books with.

use super::{
    Act, Operation, delivered_by, late,
    receive_stock::line_count,
    record_waste::{balances, circumstance, lock_and_read, of_source, resolve},
    source::StockSource,
};
use crate::{
    error::Error,
    ledger::{self, Movement},
    rules::{
        form::Form,
        person, quantity,
        refusal::{Refusal, field, line_field},
        removal::{self, Evidence, Removed},
        rights::Right,
        site::day_of,
        text,
    },
};
use entity::{
    entry::LedgerAccount,
    fixed_point::Quantity,
    id::{LotId, PostingId, SiteId, SupplierId},
    instant::Instant,
    posting::{self, PostingKind},
    supplier,
};
use rust_decimal::Decimal;
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};

/// What goes back.
#[derive(Clone, Debug, Serialize)]
pub struct ReturnToSupplier {
    /// From where.
    pub site_id: SiteId,
    /// To whom.
    pub supplier_id: SupplierId,
    /// When.
    pub occurred_at: Instant,
    /// The outside document: a return note, a credit note.
    pub document: Option<String>,
    /// Why.
    pub reason: String,
    /// What.
    pub lines: Vec<LotQuantity>,
}

/// So much of a lot.
#[derive(Clone, Debug, Serialize)]
pub struct LotQuantity {
    /// The lot.
    pub lot_id: LotId,
    /// Base units: whole containers.
    pub quantity: Decimal,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReturnToSupplierDone {
    /// The posting.
    pub posting_id: PostingId,
}

/// An input whose form is right.
struct Checked {
    reason: String,
    document: Option<String>,
    lines: Vec<(StockSource, Quantity)>,
}

impl Operation for ReturnToSupplier {
    type Done = ReturnToSupplierDone;
    const NAME: &'static str = "returnToSupplier";

    async fn perform(&self, act: &Act<'_>) -> Result<ReturnToSupplierDone, Error> {
        let site = act.site(self.site_id, Right::ManageStock).await?;
        let Checked { reason, document, lines } = self.check(act).map_err(Error::Refused)?;
        let supplier = supplier::Entity::find_by_id(self.supplier_id).one(act.transaction).await?;
        supplier.ok_or_else(|| Refusal::not_found(field("supplierId"), "supplier"))?;
        let resolved = resolve(act, &site, lines.iter().map(|(source, quantity)| (source, *quantity))).await;
        let circumstance = circumstance(self.occurred_at, &site);
        let (needs, shelves) = lock_and_read(act, &site, resolved.map_err(by_lot)?, circumstance.at).await?;
        let removal = removal::plan(&needs, &shelves, &circumstance, Evidence::MayLeave);
        let removed = removal.map_err(|refusals| by_lot(Error::Refused(refusals)))?.removed;
        self.came_from_there(act, &removed).await?;
        let posting = act.posting(PostingKind::SupplierReturn, &site, self.occurred_at);
        let (posting_id, supplier_id, reason) = (posting.id, Some(self.supplier_id), Some(reason));
        let posting = posting::Model { supplier_id, document, reason, ..posting };
        let back = |lot, quantity: Quantity| Movement::new(lot, LedgerAccount::SupplierReturn, quantity.negated());
        let movements = removed.iter().map(|removed| back(removed.lot_id, removed.quantity)).collect();
        let (occurred_on, containers) = (day_of(self.occurred_at, &site), vec![]);
        let posted = ledger::Act { posting, occurred_on, movements, containers };
        act.post(posted, &mut balances(&shelves, &removed)).await?;
        let absent = removal::not_there_then(&removed, &shelves, &circumstance);
        let without = late::without_stock(act, &site, posting_id, absent.into_iter().map(of_source).collect());
        without.await.map_err(by_lot)?;
        Ok(ReturnToSupplierDone { posting_id })
    }
}

impl ReturnToSupplier {
    /// Goods go back only to whom they came from.
    async fn came_from_there(&self, act: &Act<'_>, removed: &[Removed]) -> Result<(), Error> {
        let lots = removed.iter().map(|removed| removed.lot_id);
        let never = delivered_by::never(act, self.supplier_id, lots).await?;
        let refused = removed.iter().filter(|removed| never.contains(&removed.lot_id)).map(|removed| {
            let message = "This supplier never delivered the lot: send it back to the one that did.";
            Refusal::conflict(line_field(removed.line, "lotId"), None, message)
        });
        let refused: Vec<Refusal> = refused.collect();
        if refused.is_empty() { Ok(()) } else { Err(Error::Refused(refused)) }
    }

    fn check(&self, act: &Act<'_>) -> Result<Checked, Vec<Refusal>> {
        let mut form = Form::default();
        form.take(act.not_in_the_future(self.occurred_at, field("occurredAt")));
        form.take(line_count(self.lines.len()));
        let lines = self.lines.iter().enumerate().map(|(number, line)| {
            let quantity = form.take(quantity::positive(line_field(number, "quantity"), line.quantity));
            (StockSource::Lot(line.lot_id), quantity)
        });
        let lines = lines.collect();
        let checked = Checked {
            reason: form.take(person::none_in(field("reason"), &self.reason)),
            document: form.take(text::optional(field("document"), self.document.as_deref(), text::SHORT)),
            lines,
        };
        form.finish(checked)
    }
}

/// The lines of this input name lots, not sources.
fn by_lot(error: Error) -> Error {
    let Error::Refused(mut refusals) = error else { return error };
    for refusal in &mut refusals {
        if let Some(name) = refusal.field.last_mut().filter(|name| *name == "source") {
            "lotId".clone_into(name);
        }
    }
    Error::Refused(refusals)
}
