//! The shelf of the clinic in Denver: deliveries that fill it, usages that draw from it, and the proof of its books.

use super::Clinic;
use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use entity::{
    cost::Cost,
    entry,
    fixed_point::{Money, Quantity},
    id::{LotId, PostingId, ProductId, SiteId, StockId, SupplierId, UsageId},
    posting::{self, PostingKind},
    stock,
};
use lotwise::{
    error::Error,
    ledger::{
        self, Balances, Movement, Worth,
        verify::{self, Known, Report},
    },
    operations::{
        self, Act, Operation,
        correct_lot::CorrectLot,
        create_supplier::CreateSupplier,
        receive_stock::{Override, OverrideKind, ReceiptLine, ReceiveStock},
        record_usage::{RecordUsage, UsageLine},
        source::StockSource,
    },
    rules::{lot_correction::Correction, lot_label::LotLabel, money::MoneyAmount, receipt::Amount},
};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::Serialize;

impl Clinic {
    /// The supplier of everything: the same one at each call.
    pub(crate) async fn supplier(&self) -> SupplierId {
        let supplier = CreateSupplier { name: "Aria Medical".to_owned(), lead_time_days: None, authorizations: vec![] };
        let answer = operations::perform(&self.deployment, &self.manager(), "the supplier", supplier).await;
        answer.expect("there is a supplier").done.supplier_id
    }

    /// A delivery to Denver of containers of a lot that expires in June 2027, at 2.50 a unit.
    pub(crate) async fn delivery(&self, product: ProductId, lot_number: &str, containers: i32) -> ReceiveStock {
        ReceiveStock {
            is_another: false,
            site_id: self.denver.id,
            supplier_id: self.supplier().await,
            received_at: (self.now - TimeDelta::hours(2)).into(),
            delivery_note: None,
            lines: vec![receipt_line(product, lot_number, containers)],
        }
    }

    /// Receives containers of a lot at 2.50 a unit, and answers the lot.
    pub(crate) async fn receive(&self, product: ProductId, lot_number: &str, containers: i32) -> LotId {
        let delivery = self.delivery(product, lot_number, containers).await;
        self.done(&self.manager(), delivery).await.lot_ids[0]
    }

    /// The same for a lot that expires on another day.
    pub(crate) async fn receive_expiring(&self, product: ProductId, lot: &str, containers: i32, day: &str) -> LotId {
        let mut delivery = self.delivery(product, lot, containers).await;
        delivery.lines[0].label.expires_on = Some(day.parse().expect("a day"));
        let short = Override { kind: OverrideKind::ShortShelfLife, reason: "it is needed today".to_owned() };
        delivery.lines[0].overrides.push(short);
        self.done(&self.manager(), delivery).await.lot_ids[0]
    }

    /// A usage just now, for a patient and a treatment of its own.
    pub(crate) fn usage(&self, lines: impl IntoIterator<Item = (StockSource, i64)>) -> RecordUsage {
        let number: u64 = rand::random();
        RecordUsage {
            is_another: false,
            site_id: self.denver.id,
            treatment_id: format!("T{number:020}"),
            patient_id: format!("P{number:020}"),
            practitioner_id: "practitioner-7".to_owned(),
            performed_at: self.now.into(),
            already_performed: None,
            lines: lines.into_iter().map(|(source, quantity)| usage_line(source, quantity)).collect(),
        }
    }

    /// Uses so much of a lot, which it has.
    pub(crate) async fn draw(&self, lot: LotId, quantity: i64) -> UsageId {
        self.done(&self.nurse(), self.usage([(StockSource::Lot(lot), quantity)])).await.usage_id
    }

    /// The same usage on another patient, in a treatment of its own.
    pub(crate) fn again(usage: RecordUsage) -> RecordUsage {
        let number: u64 = rand::random();
        RecordUsage { treatment_id: format!("T{number:020}"), patient_id: format!("P{number:020}"), ..usage }
    }

    /// Corrects a lot's number to that of another lot: from then on they are one.
    pub(crate) async fn becomes_one(&self, wrong: LotId, right: &str) {
        self.done_by_two(&self.manager(), merging(wrong, right)).await;
    }

    /// What Denver has of a lot.
    pub(crate) async fn balance(&self, lot: LotId) -> stock::Model {
        self.balance_at(self.denver.id, lot).await.expect("the lot is on the shelf")
    }

    /// What a site has of a lot, if it ever had any.
    pub(crate) async fn balance_at(&self, site: SiteId, lot: LotId) -> Option<stock::Model> {
        let of_lot = stock::COLUMN.lot_id.eq(lot);
        let balances = stock::Entity::find().filter(of_lot).filter(stock::COLUMN.site_id.eq(site));
        balances.one(self.deployment.database.reader()).await.expect("the database reads")
    }

    /// Posts an adjustment by hand, past the operation that would ask for whole containers and a reason.
    pub(crate) async fn post(&self, movements: Vec<Movement>) {
        self.post_as(PostingKind::Adjustment, None, movements).await;
    }

    /// Takes one entry of a lot back.
    pub(crate) async fn take_back(&self, lot: LotId, sequence: i64) {
        let stock = self.balance(lot).await.id;
        let entry = self.row::<entry::Entity>((stock, sequence)).await;
        let mut movement = Movement::new(lot, entry.account, entry.quantity.negated());
        movement.worth = Worth::Given(entry.cost().negated());
        movement.reverses = Some((stock, sequence));
        self.post_as(PostingKind::Reversal, Some(entry.posting_id), vec![movement]).await;
    }

    async fn post_as(&self, kind: PostingKind, reverses_id: Option<PostingId>, movements: Vec<Movement>) {
        let mut balances = Balances::new();
        for movement in &movements {
            balances.insert(movement.lot_id, self.balance(movement.lot_id).await);
        }
        let posting = self.posting(kind, reverses_id);
        let by_hand = ByHand { posting, occurred_on: self.now.date_naive(), movements, balances };
        self.done(&self.manager(), by_hand).await;
    }

    fn posting(&self, kind: PostingKind, reverses_id: Option<PostingId>) -> posting::Model {
        posting::Model {
            id: PostingId::new(),
            kind,
            site_id: self.denver.id,
            occurred_at: self.now.into(),
            recorded_at: self.now.into(),
            recorded_by: "max".to_owned(),
            recorded_through: None,
            document: None,
            reason: Some("a test".to_owned()),
            supplier_id: None,
            authorization_id: None,
            witness_id: None,
            disposal_route: None,
            certificate: None,
            reverses_id,
            accounted_on: None,
        }
    }

    /// What is known of the books beside them: their key.
    pub(crate) fn known(&self) -> Known<'_> {
        Known { keys: self.deployment.terms.books_key.as_ref(), progress: None }
    }

    /// Proves the books.
    pub(crate) async fn verify(&self) -> Report {
        verify::books(self.deployment.database.reader(), self.known()).await.expect("the books can be read")
    }

    /// Proves that the books add up; said at the end of each test that moves stock.
    pub(crate) async fn books_are_proved(&self) -> Report {
        let report = self.verify().await;
        assert!(report.is_clean(), "{report}");
        self.value_is_the_sum_of_its_entries().await;
        report
    }

    /// What each balance is worth, and how much of it is of unknown cost, is the sum of what its entries say, and nothing is
    /// worth nothing: added up here by itself, beside the rule that the proof follows.
    pub(crate) async fn value_is_the_sum_of_its_entries(&self) {
        let reader = self.deployment.database.reader();
        let mut sums: BTreeMap<StockId, Cost> = BTreeMap::new();
        for entry in entry::Entity::find().all(reader).await.expect("the database reads") {
            let unknown = if entry.value.is_none() { entry.quantity } else { entry.cost_unknown.unwrap_or_default() };
            let sum = sums.entry(entry.stock_id).or_default();
            sum.known.0 += entry.value.unwrap_or_default().0;
            sum.unknown.0 += unknown.0;
        }

        for balance in stock::Entity::find().all(reader).await.expect("the database reads") {
            assert_eq!(balance.cost(), sums.get(&balance.id).copied().unwrap_or_default(), "{}", balance.id);
            assert!(balance.value >= Money::ZERO && balance.cost_unknown <= balance.on_hand, "{balance:?}");
            assert!(balance.on_hand > Quantity::ZERO || balance.cost() == Cost::ZERO, "{balance:?}");
        }
    }
}

/// A posting that somebody made up, with what it moves.
#[derive(Serialize)]
struct ByHand {
    #[serde(skip)]
    posting: posting::Model,
    occurred_on: NaiveDate,
    #[serde(skip)]
    movements: Vec<Movement>,
    #[serde(skip)]
    balances: Balances,
}

impl Operation for ByHand {
    type Done = PostingId;
    const NAME: &'static str = "postByHand";

    async fn perform(&self, act: &Act<'_>) -> Result<PostingId, Error> {
        let mut balances = self.balances.clone();
        let posted = ledger::Act {
            posting: self.posting.clone(),
            occurred_on: self.occurred_on,
            movements: self.movements.clone(),
            containers: vec![],
        };
        act.post(posted, &mut balances).await?;
        Ok(self.posting.id)
    }
}

/// The correction of a lot's number.
pub(crate) fn merging(lot_id: LotId, number: &str) -> CorrectLot {
    let correction = Correction { lot_number: Some(number.to_owned()), ..Correction::default() };
    let reason = "the label was misread".to_owned();
    CorrectLot { lot_id, correction, reason, confirmed_by_id: None, approval_id: None }
}

/// So much of a lot, up or down.
pub(crate) fn movement(lot: LotId, account: entry::LedgerAccount, units: i32) -> Movement {
    Movement::new(lot, account, Quantity::whole(units))
}

fn receipt_line(product: ProductId, lot_number: &str, containers: i32) -> ReceiptLine {
    let label = LotLabel {
        lot_number: Some(lot_number.to_owned()),
        expires_on: Some("2027-06-30".parse().expect("a day")),
        ..LotLabel::default()
    };
    let unlicensed =
        Override { kind: OverrideKind::UnauthorizedSupplier, reason: "its licence is on its way".to_owned() };
    ReceiptLine {
        line_key: None,
        scans: vec![],
        product_id: Some(product),
        purchase_order_line_id: None,
        label,
        serials: vec![],
        amount: Amount { packages: None, containers: Some(containers), quantity: None },
        damaged_containers: None,
        basis: None,
        unit_cost: Some(MoneyAmount { amount: Decimal::new(25, 1), currency: "USD".to_owned() }),
        cost: None,
        overrides: vec![unlicensed],
    }
}

fn usage_line(source: StockSource, quantity: i64) -> UsageLine {
    UsageLine {
        line_key: None,
        source,
        quantity: quantity.into(),
        wasted: None,
        waste_reason: None,
        keep_remainder: false,
        serial: None,
        body_sites: vec![],
        components: vec![],
        reservation_id: None,
        in_use_override_reason: None,
    }
}
