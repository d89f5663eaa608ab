//! The service, doing the same acts as the model, and read back as the model sees it.

use entity::container::{self, ContainerStatus};
use entity::entry::WasteReason;
use entity::fixed_point::Quantity;
use entity::id::{ContainerId, LotId, PostingId, ProductId};
use entity::product::ContainerUse;
use lotwise::error::Error;
use lotwise::operations::adjust_stock::{AdjustStock, AdjustmentLine, StockChange};
use lotwise::operations::create_product::{ContainerGiven, CreateProduct};
use lotwise::operations::discard_containers::{DiscardContainers, DiscardLine};
use lotwise::operations::disposal::Disposal;
use lotwise::operations::open_container::OpenContainer;
use lotwise::operations::record_waste::{RecordWaste, WasteLine};
use lotwise::operations::reverse_posting::ReversePosting;
use lotwise::operations::source::{LotNamed, StockSource};
use lotwise::rules::refusal::Code;
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::acts::{Act, FIRST_CONTAINERS, LOTS};
use super::shelf::{CONTENTS, Lot};
use crate::clinic::{Clinic, neurotoxin};

/// The lots of one run, in a clinic that other runs had before.
pub(super) struct Service<'a> {
    clinic: &'a Clinic,
    products: [ProductId; 2],
    lots: [LotId; LOTS],
    changes: Vec<PostingId>,
}

impl<'a> Service<'a> {
    /// Products of their own, and some containers of each lot.
    pub(super) async fn open(clinic: &'a Clinic, run: usize) -> Self {
        let vial = clinic.product(product(run, "VIAL", ContainerUse::MultiPatient)).await.id;
        let syringe = clinic.product(product(run, "SYRINGE", ContainerUse::SingleUse)).await.id;
        let nobody = LotId::default();
        let mut service = Self { clinic, products: [vial, syringe], lots: [nobody; LOTS], changes: vec![] };
        for lot in 0..LOTS {
            service.lots[lot] = service.receive(lot, FIRST_CONTAINERS).await;
        }
        service
    }

    /// Does what the act says; the code of the refusal where it is refused.
    pub(super) async fn act(&mut self, act: &Act) -> Result<(), Code> {
        match *act {
            Act::Receive { lot, containers } => {
                self.receive(lot, containers).await;
                Ok(())
            }
            Act::Adjust { lot, containers } => {
                let posting = self.adjust(Some(self.lots[lot]), None, containers * CONTENTS).await?;
                self.changes.push(posting);
                Ok(())
            }
            Act::TakeBack { change } => self.take_back(self.changes[change]).await,
            Act::Use { lot, units } => self.draw(StockSource::Lot(self.lots[lot]), units).await,
            Act::OpenAndUse { lot, units } => {
                self.draw(StockSource::OpenNew { lot: LotNamed::Id(self.lots[lot]), label: None }, units).await
            }
            Act::UseContainer { lot, container, units } => {
                let container = self.open_containers(lot).await[container].id;
                self.draw(StockSource::Container(container), units).await
            }
            Act::Measure { lot, container, by } => {
                let container = self.open_containers(lot).await[container].id;
                self.adjust(None, Some(container), by).await.map(drop)
            }
            Act::Open { lot } => self.open_one(self.lots[lot]).await,
            Act::Discard { lot, container, measured } => {
                let container = self.open_containers(lot).await.swap_remove(container);
                self.discard(&container, measured).await
            }
            Act::Waste { lot, containers } => self.waste(self.lots[lot], containers * CONTENTS).await,
        }
    }

    async fn receive(&mut self, lot: usize, containers: i64) -> LotId {
        let product = self.products[lot % 2];
        let containers = i32::try_from(containers).expect("a few containers");
        let delivery = self.clinic.delivery(product, &format!("LOT-{lot}"), containers).await;
        let done = self.clinic.done(&self.clinic.manager(), delivery).await;
        self.changes.push(done.posting_id);
        done.lot_ids[0]
    }

    async fn adjust(
        &self,
        lot_id: Option<LotId>,
        container_id: Option<ContainerId>,
        by: i64,
    ) -> Result<PostingId, Code> {
        let change = StockChange::By(Decimal::from(by));
        let adjustment = AdjustStock {
            site_id: self.clinic.denver.id,
            occurred_at: self.clinic.now.into(),
            reason: "counted".to_owned(),
            lines: vec![AdjustmentLine { lot_id, container_id, change }],
        };
        let answer = self.clinic.perform(&self.clinic.manager(), adjustment).await;
        answer.map(|answer| answer.done.posting_id).map_err(code)
    }

    async fn take_back(&self, posting_id: PostingId) -> Result<(), Code> {
        let reversal = ReversePosting { posting_id, reason: "entered twice".to_owned() };
        self.clinic.perform(&self.clinic.manager(), reversal).await.map(drop).map_err(code)
    }

    async fn draw(&self, source: StockSource, units: i64) -> Result<(), Code> {
        let usage = self.clinic.usage([(source, units)]);
        self.clinic.perform(&self.clinic.nurse(), usage).await.map(drop).map_err(code)
    }

    async fn open_one(&self, lot: LotId) -> Result<(), Code> {
        let opening = OpenContainer {
            site_id: self.clinic.denver.id,
            source: StockSource::Lot(lot),
            opened_at: self.clinic.now.into(),
            label: None,
            kept_for: None,
            components: vec![],
            serial: None,
        };
        self.clinic.perform(&self.clinic.nurse(), opening).await.map(drop).map_err(code)
    }

    async fn discard(&self, container: &container::Model, measured: Option<i64>) -> Result<(), Code> {
        let (reason, note) = (WasteReason::Contaminated, None);
        let measured_remaining = measured.map(Decimal::from);
        let discard = DiscardContainers {
            site_id: self.clinic.denver.id,
            occurred_at: self.clinic.now.into(),
            disposal: Disposal::default(),
            lines: vec![DiscardLine { container_id: container.id, measured_remaining, reason, note }],
        };
        self.clinic.perform(&self.clinic.nurse(), discard).await.map(drop).map_err(code)
    }

    async fn waste(&self, lot: LotId, units: i64) -> Result<(), Code> {
        let (source, quantity) = (StockSource::Lot(lot), Decimal::from(units));
        let waste = RecordWaste {
            site_id: self.clinic.denver.id,
            occurred_at: self.clinic.now.into(),
            disposal: Disposal::default(),
            lines: vec![WasteLine { source, quantity, reason: WasteReason::Damaged, note: None }],
        };
        self.clinic.perform(&self.clinic.nurse(), waste).await.map(drop).map_err(code)
    }

    async fn open_containers(&self, lot: usize) -> Vec<container::Model> {
        let open = container::Entity::find()
            .filter(container::COLUMN.lot_id.eq(self.lots[lot]))
            .filter(container::COLUMN.status.eq(ContainerStatus::Open))
            .order_by_asc(container::Column::Id);
        open.all(self.clinic.deployment.database.reader()).await.expect("the database reads")
    }

    /// A lot as the model has it; its balance must say the same as its containers.
    pub(super) async fn lot(&self, lot: usize) -> Lot {
        let balance = self.clinic.balance(self.lots[lot]).await;
        let open: Vec<i64> = self.open_containers(lot).await.iter().map(|open| units(open.remaining)).collect();
        assert_eq!(units(balance.opened), open.iter().sum::<i64>());
        Lot { sealed: units(Quantity(balance.on_hand.0 - balance.opened.0)) / CONTENTS, open }
    }
}

fn units(quantity: Quantity) -> i64 {
    quantity.whole_parts(Quantity::whole(1))
}

/// Why it was refused; a failure is no answer.
fn code(error: Error) -> Code {
    match error {
        Error::Refused(refusals) => refusals[0].code(),
        other => panic!("neither done nor refused: {other:?}"),
    }
}

fn product(run: usize, kind: &str, container_use: ContainerUse) -> CreateProduct {
    let product = neurotoxin();
    let in_use_hours = (container_use == ContainerUse::MultiPatient).then_some(24);
    let contents = Decimal::from(CONTENTS);
    let container = ContainerGiven { contents, container_use, in_use_hours, ..product.container };
    CreateProduct { sku: format!("{kind}-{run}"), identifiers: vec![], container, ..product }
}
