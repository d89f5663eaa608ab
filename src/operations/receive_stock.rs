//! Receiving a delivery: lots come to a site from a supplier.

mod entered_before;
mod form;
mod held;
mod orders;
mod scans;
mod serials;

pub(super) use form::line_count;

use super::{
    Act, Operation, is_false,
    lots::{find_or_create, products_to_receive},
    unusual_cost::{self, Priced},
};
pub use crate::rules::money::MoneyAmount;

use crate::{
    error::Error,
    ledger::{self, Balances, Movement, Worth},
    rules::{
        lot_label::LotLabel,
        notice::Notice,
        receipt::{self, Amount, InvoicedCost},
        refusal::{Reason, Refusal, field, line_field},
        rights::{Right, Role},
        site::day_of,
    },
};
use chrono::NaiveDate;
use entered_before::EnteredBefore;
use entity::{
    cost::Cost,
    entry::{LedgerAccount, ReceiptBasis},
    id::{LotId, PostingId, ProductId, PurchaseOrderLineId, SiteId, SupplierId},
    instant::Instant,
    posting::PostingKind,
    site, stock,
};
use form::CheckedLine;
use orders::{Locked, Ordered};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A delivery.
#[derive(Clone, Debug, Serialize)]
pub struct ReceiveStock {
    /// Where it came.
    pub site_id: SiteId,
    /// From whom.
    pub supplier_id: SupplierId,
    /// When.
    pub received_at: Instant,
    /// The delivery note.
    pub delivery_note: Option<String>,
    /// What came.
    pub lines: Vec<ReceiptLine>,
    /// It is another delivery, although one like it is recorded.
    #[serde(skip_serializing_if = "is_false")]
    pub is_another: bool,
}

/// One lot of a delivery.
#[derive(Clone, Debug, Serialize)]
pub struct ReceiptLine {
    /// The client's own key of the line.
    pub line_key: Option<String>,
    /// What was scanned: each code that names a package is one of it. All of them agree, with each other and with what
    /// is keyed beside them.
    pub scans: Vec<String>,
    /// The product.
    pub product_id: Option<ProductId>,
    /// The line of the purchase order that it comes against; names the product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purchase_order_line_id: Option<PurchaseOrderLineId>,
    /// Number and expiry.
    pub label: LotLabel,
    /// Serial numbers of the containers.
    pub serials: Vec<String>,
    /// How much.
    pub amount: Amount,
    /// How many of the containers are damaged: received, and held.
    pub damaged_containers: Option<i32>,
    /// On what terms.
    pub basis: Option<ReceiptBasis>,
    /// Cost of one base unit; the order's price where it comes against one and none is said.
    pub unit_cost: Option<MoneyAmount>,
    /// The cost as an invoice says it, instead of that of a base unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost: Option<InvoicedCost>,
    /// Rules that the manager sets aside, each with a reason.
    pub overrides: Vec<Override>,
}

/// A rule that is set aside, and why.
#[derive(Clone, Debug, Serialize)]
pub struct Override {
    /// The rule.
    pub kind: OverrideKind,
    /// Why.
    pub reason: String,
}

/// The rules of receiving that may be set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum OverrideKind {
    /// Too little shelf life.
    ShortShelfLife,
    /// A supplier without a valid licence.
    UnauthorizedSupplier,
    /// A code whose separators seem lost.
    SuspectBarcode,
}

/// What came of a delivery.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReceiveStockDone {
    /// The posting.
    pub posting_id: PostingId,
    /// The lots, in the order of the lines, each once.
    pub lot_ids: Vec<LotId>,
}

impl Operation for ReceiveStock {
    type Done = ReceiveStockDone;
    const NAME: &'static str = "receiveStock";

    async fn perform(&self, act: &Act<'_>) -> Result<ReceiveStockDone, Error> {
        let site = act.site(self.site_id, Right::ReceiveStock).await?;
        form::check(self, act)?;
        self.may_override(act, &site)?;
        let before = EnteredBefore::find(self, act).await?;
        act.notify(before.notice());
        let ordered = Ordered::named(self, act, &site).await?;
        let delivery = scans::completed(&ordered.completed(self.clone()), act, &site).await?;
        delivery.receive(act, &site, &ordered, &before).await
    }
}

impl ReceiveStock {
    /// Whoever unpacks a delivery keeps the rules; who manages the stock may set one aside.
    fn may_override(&self, act: &Act<'_>, site: &site::Model) -> Result<(), Refusal> {
        let Some(number) = self.lines.iter().position(|line| !line.overrides.is_empty()) else { return Ok(()) };
        if act.require(Right::ManageStock, site).is_ok() {
            return Ok(());
        }
        let message = "A rule of receiving is set aside by a manager.".to_owned();
        let needs = vec![Role::Manager];
        Err(Refusal::new(line_field(number, "overrides"), Reason::NotAllowed { needs, message }))
    }

    /// Receives the delivery, every line of which says all that is known of it.
    async fn receive(
        &self,
        act: &Act<'_>,
        site: &site::Model,
        ordered: &Ordered,
        before: &EnteredBefore,
    ) -> Result<ReceiveStockDone, Error> {
        let supplier = form::supplier(self, act).await?;
        let ids: BTreeSet<ProductId> = self.lines.iter().filter_map(|line| line.product_id).collect();
        let products = products_to_receive(act, ids.iter().copied()).await?;
        let identifiers = form::identifiers(act, &ids).await?;
        let day = day_of(self.received_at, site);
        let mut lines = form::lines(self, act, day, &products, &identifiers, ordered, &supplier.authorizations)?;
        act.notify(self.implausible_dates(day, site, &lines));
        for line in lines.iter_mut().filter(|line| line.cost.is_none()) {
            let containers = line.quantity.whole_parts(line.product.contents);
            line.cost = ordered.cost_of(line.said, containers);
        }
        ledger::shelve(act.transaction, site.id, ids.iter().copied()).await?;
        ledger::lock(act.transaction, site.id, ids.iter().copied()).await?;
        let orders = ordered.lock(act, &lines).await?;
        unusual_cost::notices(act, &priced(&lines)).await?;
        let mut received = Vec::with_capacity(lines.len());
        for line in lines {
            let lot = find_or_create(act, line.product.id, &line.label, line_field(line.number, "expiresOn")).await?;
            received.push((line, lot.id));
        }
        if !self.is_another {
            before.refuse_again(act, &received).await?;
        }
        self.post(act, site, received, &orders).await
    }

    /// Dates that are hardly meant.
    fn implausible_dates(&self, day: NaiveDate, site: &site::Model, lines: &[CheckedLine<'_>]) -> Vec<Notice> {
        let of_site = receipt::before_the_first_year(day, day_of(site.created_at, site), field("receivedAt"));
        let of_line = |line: &CheckedLine<'_>| {
            receipt::beyond_shelf_life(line.label.expires_on, day, line_field(line.number, "expiresOn"))
        };
        of_site.into_iter().chain(lines.iter().filter_map(of_line)).collect()
    }

    async fn post(
        &self,
        act: &Act<'_>,
        site: &site::Model,
        received: Vec<(CheckedLine<'_>, LotId)>,
        orders: &Locked,
    ) -> Result<ReceiveStockDone, Error> {
        let mut posting = act.posting(PostingKind::Receipt, site, self.received_at);
        posting.supplier_id = Some(self.supplier_id);
        posting.document.clone_from(&self.delivery_note);
        posting.authorization_id = received.iter().find_map(|(line, _)| line.authorization_id);
        posting.reason = form::overridden(received.iter().map(|(line, _)| line));
        let posting_id = posting.id;
        let mut balances = balances(act, site.id, &received, self.received_at).await?;
        let movements = received.iter().map(|(line, lot_id)| movement(line, *lot_id)).collect();
        let act_of_ledger =
            ledger::Act { posting, occurred_on: day_of(self.received_at, site), movements, containers: vec![] };
        act.post(act_of_ledger, &mut balances).await?;
        orders.write(act, posting_id, day_of(self.received_at, site)).await?;
        serials::keep(act, posting_id, &received).await?;
        held::damaged(act, posting_id, site.id, &received).await?;
        held::notices(act, site.id, &received).await?;
        let mut lot_ids: Vec<LotId> = Vec::new();
        received.iter().for_each(|(_, lot)| {
            if !lot_ids.contains(lot) {
                lot_ids.push(*lot)
            }
        });
        Ok(ReceiveStockDone { posting_id, lot_ids })
    }
}

/// The balances that the lines move; new ones for lots that the site never had.
async fn balances(
    act: &Act<'_>,
    site: SiteId,
    received: &[(CheckedLine<'_>, LotId)],
    at: Instant,
) -> Result<Balances, Error> {
    let rows = stock::Entity::find()
        .filter(stock::COLUMN.site_id.eq(site))
        .filter(stock::COLUMN.lot_id.is_in(received.iter().map(|(_, lot)| *lot)))
        .all(act.transaction)
        .await?;
    let mut balances: Balances = rows.into_iter().map(|row| (row.lot_id, row)).collect();
    for (line, lot) in received {
        balances.entry(*lot).or_insert_with(|| ledger::new_balance(*lot, line.product.id, site, at));
    }
    Ok(balances)
}

fn movement(line: &CheckedLine<'_>, lot_id: LotId) -> Movement {
    let mut movement = Movement::new(lot_id, LedgerAccount::Supplier, line.quantity);
    movement.worth = Worth::Given(Cost::given(line.quantity, line.cost));
    movement.receipt_basis = Some(line.basis);
    movement
}

/// The lines that were bought, and say at what cost.
fn priced<'a>(lines: &'a [CheckedLine<'a>]) -> Vec<Priced<'a>> {
    let bought = lines.iter().filter(|line| line.basis == ReceiptBasis::Purchased);
    let priced = |line: &'a CheckedLine<'a>| {
        let field = if line.said.cost.is_some() { "cost" } else { "unitCost" };
        let CheckedLine { number, product, quantity, .. } = *line;
        Some(Priced { number, field, product, cost: line.cost?, quantity })
    };
    bought.filter_map(priced).collect()
}
