//! A stockroom to test in: one site with products, filled and drawn from by the operations themselves.

use std::collections::BTreeSet;
use std::str::FromStr;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use entity::{
    entry::{self, LedgerAccount},
    fixed_point::{Money, Quantity},
    id::{LotId, PostingId, ProductId, SiteId, SupplierId, UsageId},
    instant::Instant,
    posting::{self, PostingKind},
    product::{self, ContainerUse, ProductCategory, RegulatoryClass, StorageBand},
    site::{self, AssumedLots, PolicyMode},
    stock, supplier,
};
use futures_util::FutureExt;
use lotwise::database::{Database, DatabaseSettings};
use lotwise::error::Error;
use lotwise::ledger::verify::{self, Report};
use lotwise::ledger::{self, Balances, Movement, Worth};
use lotwise::operations::{
    Answer, Deployment, Operation, Terms, perform,
    receive_stock::{ReceiptLine, ReceiveStock},
    record_usage::{RecordUsage, RecordUsageDone, UsageLine},
    source::StockSource,
};
use lotwise::request::Request;
use lotwise::rules::{
    lot_label::LotLabel,
    receipt::Amount,
    rights::{Caller, Grant, Role, SiteScope},
};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use crate::databases::TestDatabase;

/// When everything happens that a test does not say otherwise of.
pub(crate) fn noon() -> DateTime<Utc> {
    DateTime::from_str("2026-06-15T12:00:00Z").unwrap()
}

/// One site and its supplier, on a database of its own.
pub(crate) struct Stockroom {
    pub(crate) deployment: Deployment,
    pub(crate) site: SiteId,
    supplier: SupplierId,
}

impl Stockroom {
    pub(crate) async fn open(database: &TestDatabase) -> Self {
        let settings = DatabaseSettings::patient(database.url(), 16);
        let database = Database::connect(&settings).await.unwrap();
        let terms = Terms { currency: "USD".to_owned(), clock_skew: TimeDelta::minutes(1), patient_id_pattern: None };
        let deployment = Deployment { database, terms: Arc::new(terms) };
        let (site, supplier) = (SiteId::new(), SupplierId::new());
        let stockroom = Self { deployment, site, supplier };
        stockroom.insert(site_row(site)).await;
        let lead_time_days = None;
        let supplier =
            supplier::Model { id: supplier, name: "Aria".to_owned(), lead_time_days, created_at: Instant(0) };
        stockroom.insert(supplier).await;
        stockroom
    }

    /// Adds a product of which a container holds `contents`.
    pub(crate) async fn product(&self, sku: &str, container_use: ContainerUse, contents: i32) -> ProductId {
        let row = product_row(sku, container_use, Quantity::whole(contents));
        let id = row.id;
        self.insert(row).await;
        id
    }

    async fn insert<Row, A>(&self, row: Row)
    where
        Row: IntoActiveModel<A> + Clone + Send + Sync + 'static,
        A: sea_orm::ActiveModelTrait + Send + Sync + 'static,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        let write = self.deployment.database.write(move |transaction| {
            let row = row.clone().into_active_model();
            async move { Ok(A::Entity::insert(row).exec_without_returning(transaction).await.map(drop)?) }.boxed()
        });
        write.await.unwrap();
    }

    /// Does `operation` as a manager, under a key of its own.
    pub(crate) async fn perform<O: Operation>(&self, operation: O) -> Result<Answer<O::Done>, Error> {
        let key = format!("{:032x}", rand::random::<u128>());
        perform(&self.deployment, &request(noon()), &key, operation).await
    }

    /// Receives containers of a lot at 2.50 a unit, and answers the lot.
    pub(crate) async fn receive(&self, product: ProductId, lot_number: &str, containers: i32) -> LotId {
        let receipt = ReceiveStock {
            site_id: self.site,
            supplier_id: self.supplier,
            received_at: (noon() - TimeDelta::hours(2)).into(),
            delivery_note: None,
            lines: vec![receipt_line(product, lot_number, containers)],
        };
        self.perform(receipt).await.unwrap().done.lot_ids[0]
    }

    /// A usage of `quantity` from `source`, performed at noon.
    pub(crate) fn usage(&self, source: StockSource, quantity: i64) -> RecordUsage {
        self.usages(vec![(source, quantity)])
    }

    /// A usage of several lines.
    pub(crate) fn usages(&self, lines: Vec<(StockSource, i64)>) -> RecordUsage {
        let treatment: u64 = rand::random();
        RecordUsage {
            site_id: self.site,
            treatment_id: format!("T{treatment:020}"),
            patient_id: format!("P{treatment:020}"),
            practitioner_id: "practitioner-7".to_owned(),
            performed_at: noon().into(),
            already_performed: None,
            lines: lines.into_iter().map(|(source, quantity)| usage_line(source, quantity)).collect(),
        }
    }

    /// Records a usage of `quantity` of `lot`, which must succeed.
    pub(crate) async fn draw(&self, lot: LotId, quantity: i64) -> UsageId {
        let answer: Answer<RecordUsageDone> = self.perform(self.usage(StockSource::Lot(lot), quantity)).await.unwrap();
        answer.done.usage_id
    }

    /// Posts movements of a lot by hand, at what the ledger makes of them.
    pub(crate) async fn post(&self, lot: LotId, movements: Vec<(LedgerAccount, Quantity)>) {
        let movements =
            movements.into_iter().map(|(account, quantity)| Movement::new(lot, account, quantity)).collect();
        self.post_movements(lot, PostingKind::Adjustment, None, movements).await;
    }

    /// Takes an entry of a lot back, as a reversal does.
    pub(crate) async fn take_back(&self, lot: LotId, sequence: i64) {
        let stock = self.balance(lot).await.id;
        let reader = self.deployment.database.reader();
        let entry = entry::Entity::find_by_id((stock, sequence)).one(reader).await.unwrap().unwrap();
        let mut movement = Movement::new(lot, entry.account, entry.quantity.negated());
        movement.worth = Worth::Given(entry.value.map(Money::negated));
        movement.reverses = Some((stock, sequence));
        self.post_movements(lot, PostingKind::Reversal, Some(entry.posting_id), vec![movement]).await;
    }

    async fn post_movements(
        &self,
        lot: LotId,
        kind: PostingKind,
        reverses_id: Option<PostingId>,
        movements: Vec<Movement>,
    ) {
        let (site, stock) = (self.site, self.balance(lot).await);
        let posting = posting_row(kind, site, reverses_id);
        let write = self.deployment.database.write(move |transaction| {
            let (posting, movements) = (posting.clone(), movements.clone());
            let mut balances = Balances::from([(lot, stock.clone())]);
            let occurred_on = noon().date_naive();
            let act = ledger::Act { posting, occurred_on, movements, containers: vec![] };
            async move { Ok(ledger::post(transaction, act, &mut balances).await.map(drop)?) }.boxed()
        });
        write.await.unwrap();
    }

    /// The balance of a lot.
    pub(crate) async fn balance(&self, lot: LotId) -> stock::Model {
        let of_lot = stock::COLUMN.lot_id.eq(lot);
        stock::Entity::find().filter(of_lot).one(self.deployment.database.reader()).await.unwrap().unwrap()
    }

    /// Proves the books.
    pub(crate) async fn verify(&self) -> Report {
        verify::books(self.deployment.database.reader()).await.unwrap()
    }

    /// Proves the books, which must be right.
    pub(crate) async fn assert_clean(&self) -> Report {
        let report = self.verify().await;
        assert!(report.is_clean(), "{report}");
        report
    }
}

/// A request of somebody who is a manager everywhere.
pub(crate) fn request(at: DateTime<Utc>) -> Request {
    let caller = Caller {
        subject: "mia".to_owned(),
        client: Some("tests".to_owned()),
        grants: vec![Grant { role: Role::Manager, sites: SiteScope::All }],
        scopes: BTreeSet::new(),
    };
    Request { caller, at, id: "request-1".to_owned(), address: None }
}

fn posting_row(kind: PostingKind, site_id: SiteId, reverses_id: Option<PostingId>) -> posting::Model {
    posting::Model {
        id: PostingId::new(),
        kind,
        site_id,
        occurred_at: noon().into(),
        recorded_at: noon().into(),
        recorded_by: "mia".to_owned(),
        recorded_through: None,
        document: None,
        reason: Some("a test".to_owned()),
        supplier_id: None,
        authorization_id: None,
        witness_id: None,
        disposal_route: None,
        certificate: None,
        reverses_id,
    }
}

fn site_row(id: SiteId) -> site::Model {
    site::Model {
        id,
        code: "downtown".to_owned(),
        name: "Downtown".to_owned(),
        time_zone: "America/Denver".to_owned(),
        assumed_lots: AssumedLots::Accept,
        scope_of_practice: PolicyMode::Off,
        late_entry_hours: 24,
        created_at: Instant(0),
    }
}

fn product_row(sku: &str, container_use: ContainerUse, contents: Quantity) -> product::Model {
    product::Model {
        id: ProductId::new(),
        sku: sku.to_owned(),
        name: sku.to_owned(),
        manufacturer: "Somebody".to_owned(),
        category: ProductCategory::Neurotoxin,
        regulatory_class: RegulatoryClass::Biologic,
        unit: "U".to_owned(),
        quantity_step: Quantity::whole(1),
        container_name: "vial".to_owned(),
        contents,
        container_use,
        in_use_hours: (container_use == ContainerUse::MultiPatient).then_some(24),
        labelled_single_patient: false,
        may_keep_remainder: false,
        storage: StorageBand::Refrigerated,
        lot_tracked: true,
        expiry_required: true,
        serial_required: false,
        min_shelf_life_days: None,
        prescription_only: false,
        retail_price: None,
        archived: false,
        replaces_id: None,
        created_at: Instant(0),
    }
}

fn receipt_line(product: ProductId, lot_number: &str, containers: i32) -> ReceiptLine {
    use lotwise::operations::receive_stock::{Override, OverrideKind};
    use lotwise::rules::money::MoneyAmount;
    let label = LotLabel {
        lot_number: Some(lot_number.to_owned()),
        expires_on: Some("2027-06-30".parse().unwrap()),
        ..LotLabel::default()
    };
    let unauthorized = Override { kind: OverrideKind::UnauthorizedSupplier, reason: "a test".to_owned() };
    ReceiptLine {
        line_key: None,
        product_id: Some(product),
        label,
        serials: vec![],
        amount: Amount { packages: None, containers: Some(containers), quantity: None },
        damaged_containers: None,
        basis: None,
        unit_cost: Some(MoneyAmount { amount: Decimal::new(25, 1), currency: "USD".to_owned() }),
        overrides: vec![unauthorized],
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
    }
}
