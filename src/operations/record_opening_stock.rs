//! Opening the books: what was on the shelf before them, of suppliers and at costs that nobody may know any more.

mod form;
mod go_live;

use super::{
    Act, Operation,
    lots::{find_or_create, products_to_receive},
    named, unusual_cost,
};
use crate::{
    error::Error,
    ledger::{self, Balances, Movement, Worth},
    rules::{
        allocation::PlannedContainer,
        lot_label::LotLabel,
        money::MoneyAmount,
        opening_stock::{self, OpenedGiven},
        receipt,
        refusal::{Refusal, line_field},
        rights::Right,
        site::day_of,
    },
};
use entity::{
    container,
    cost::Cost,
    entry::LedgerAccount,
    fixed_point::{Money, Quantity},
    id::{ContainerId, LotId, PostingId, ProductId, SiteId, SupplierId},
    instant::Instant,
    lot,
    posting::PostingKind,
    site,
};
use form::CheckedLine;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What was there when the books were opened.
#[derive(Clone, Debug, Serialize)]
pub struct RecordOpeningStock {
    /// Where.
    pub site_id: SiteId,
    /// When it was found so.
    pub as_of: Instant,
    /// Lot by lot.
    pub lines: Vec<OpeningStockLine>,
}

/// One lot.
#[derive(Clone, Debug, Serialize)]
pub struct OpeningStockLine {
    /// The product.
    pub product_id: ProductId,
    /// Number and expiry.
    pub label: LotLabel,
    /// From whom, where that is known: one supplier a call.
    pub supplier_id: Option<SupplierId>,
    /// How many sealed containers.
    pub containers: i32,
    /// The opened ones.
    pub open_containers: Vec<OpenedGiven>,
    /// Cost of one base unit, where that is known.
    pub unit_cost: Option<MoneyAmount>,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RecordOpeningStockDone {
    /// The posting.
    pub posting_id: PostingId,
    /// The lots, in the order of the lines.
    pub lot_ids: Vec<LotId>,
}

impl Operation for RecordOpeningStock {
    type Done = RecordOpeningStockDone;
    const NAME: &'static str = "recordOpeningStock";

    async fn perform(&self, act: &Act<'_>) -> Result<RecordOpeningStockDone, Error> {
        let site = self.site(act).await?;
        form::header(self, act)?;
        let supplier = form::supplier(self, act).await?;
        let ids: BTreeSet<ProductId> = self.lines.iter().map(|line| line.product_id).collect();
        let products = products_to_receive(act, ids.iter().copied()).await?;
        let lines = form::lines(self, act, &products)?;
        let from_nowhere = go_live::authorize(act, &site, &lines).await?;
        let day = day_of(self.as_of, &site);
        act.notify(lines.iter().filter_map(|line| {
            receipt::beyond_shelf_life(line.label.expires_on, day, line_field(line.number, "expiresOn"))
        }));
        let priced: Vec<_> = lines.iter().filter_map(CheckedLine::priced).collect();
        unusual_cost::notices(act, &priced).await?;
        let found = lines.iter().map(|line| line.product.id).collect::<BTreeSet<_>>();
        ledger::shelve(act.transaction, site.id, found.iter().copied()).await?;
        ledger::lock(act.transaction, site.id, found).await?;
        labels_are_free(act, &site, &lines).await?;
        let done = self.record(act, &site, supplier, &lines).await?;
        go_live::keep(act, &site, done.posting_id, &from_nowhere).await?;
        Ok(done)
    }
}

impl RecordOpeningStock {
    /// The site, for whoever manages stock there; and for a medical director, who may enter what comes from nowhere.
    async fn site(&self, act: &Act<'_>) -> Result<site::Model, Error> {
        match act.site(self.site_id, Right::ManageStock).await {
            Err(Error::Forbidden { .. }) => act.site(self.site_id, Right::DirectRecalls).await,
            site => site,
        }
    }

    async fn record(
        &self,
        act: &Act<'_>,
        site: &site::Model,
        supplier: Option<SupplierId>,
        lines: &[CheckedLine<'_>],
    ) -> Result<RecordOpeningStockDone, Error> {
        let mut found = Vec::with_capacity(lines.len());
        for line in lines {
            let expiry_field = line_field(line.number, "expiresOn");
            let lot = find_or_create(act, line.product.id, &line.label, expiry_field).await?;
            found.push(Found::new(act, site, line, lot));
        }
        let mut posting = act.posting(PostingKind::OpeningStock, site, self.as_of);
        posting.supplier_id = supplier;
        let posting_id = posting.id;
        let mut balances = self.balances(act, &found).await?;
        let movements = found.iter().flat_map(Found::movements).collect();
        let lot_ids: Vec<LotId> = found.iter().map(|found| found.lot.id).collect();
        let containers = found.into_iter().flat_map(|found| found.containers).map(new).collect();
        let act_of_ledger = ledger::Act { posting, occurred_on: day_of(self.as_of, site), movements, containers };
        act.post(act_of_ledger, &mut balances).await?;
        Ok(RecordOpeningStockDone { posting_id, lot_ids })
    }

    /// The balances of the lots; new ones for those that the site never had.
    async fn balances(&self, act: &Act<'_>, found: &[Found<'_>]) -> Result<Balances, Error> {
        let lots = found.iter().map(|found| found.lot.id).collect();
        let mut balances = named::balances(act.transaction, self.site_id, &lots).await?;
        for Found { lot, line, .. } in found {
            let new = || ledger::new_balance(lot.id, line.product.id, self.site_id, self.as_of);
            balances.entry(lot.id).or_insert_with(new);
        }
        Ok(balances)
    }
}

/// A line with its lot and the rows of its opened containers.
struct Found<'a> {
    line: &'a CheckedLine<'a>,
    lot: lot::Model,
    containers: Vec<container::Model>,
}

impl<'a> Found<'a> {
    fn new(act: &Act<'_>, site: &site::Model, line: &'a CheckedLine<'a>, lot: lot::Model) -> Self {
        let row = |opened| {
            let id = ContainerId::new();
            opening_stock::container(opened, id, lot.id, site.id, line.product, act.person())
        };
        let containers = line.opened.iter().map(row).collect();
        Self { line, lot, containers }
    }

    fn movements(&self) -> Vec<Movement> {
        let sealed = (None, self.line.sealed);
        let opened = self.containers.iter().map(|container| (Some(container.id), container.remaining));
        let moved = [sealed].into_iter().chain(opened).filter(|(_, quantity)| *quantity > Quantity::ZERO);
        moved.map(|(container_id, quantity)| self.movement(container_id, quantity)).collect()
    }

    fn movement(&self, container_id: Option<ContainerId>, quantity: Quantity) -> Movement {
        let value = self.line.unit_cost.and_then(|cost| Money::of(cost, quantity));
        let movement = Movement::new(self.lot.id, LedgerAccount::Opening, quantity);
        Movement { container_id, worth: Worth::Given(Cost::given(quantity, value)), ..movement }
    }
}

fn new(container: container::Model) -> PlannedContainer {
    PlannedContainer { container, is_new: true }
}

/// Each label scans back to one container of the site.
async fn labels_are_free(act: &Act<'_>, site: &site::Model, lines: &[CheckedLine<'_>]) -> Result<(), Error> {
    let given = lines.iter().flat_map(|line| line.opened.iter().filter_map(move |opened| opened.label.as_deref()));
    let rows = container::Entity::find()
        .filter(container::COLUMN.site_id.eq(site.id))
        .filter(container::COLUMN.label.is_in(given))
        .all(act.transaction)
        .await?;
    let taken: BTreeSet<&str> = rows.iter().map(|container| container.label.as_str()).collect();
    let refusals: Vec<Refusal> = form::labels(lines)
        .filter(|(_, label)| taken.contains(label))
        .map(|(at, label)| Refusal::conflict(at, Some(label.to_owned()), format!("Another container is {label}.")))
        .collect();
    if refusals.is_empty() { Ok(()) } else { Err(Error::Refused(refusals)) }
}
