//! The treatment room: containers that are opened and discarded, waste, use without a patient, and what is mixed in.

use super::Clinic;
use entity::{
    container,
    entry::{self, ConsumptionReason, WasteReason},
    hold::HoldKind,
    id::{ContainerId, LotId, PostingId},
};
use lotwise::{
    operations::{
        components::ComponentGiven,
        discard_containers::{DiscardContainers, DiscardLine},
        disposal::Disposal,
        open_container::OpenContainer,
        place_hold::PlaceHold,
        record_consumption::{ConsumptionLine, RecordConsumption},
        record_waste::{RecordWaste, WasteLine},
        source::{LotNamed, StockSource},
    },
    rules::holding::HoldTarget,
};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// Another container of a lot, although one may be open.
pub(crate) fn another(lot: LotId) -> StockSource {
    StockSource::OpenNew { lot: LotNamed::Id(lot), label: None }
}

/// So much of a lot, mixed in.
pub(crate) fn mixed(lot: LotId, quantity: impl Into<Decimal>) -> ComponentGiven {
    ComponentGiven { source: StockSource::Lot(lot), quantity: quantity.into() }
}

impl Clinic {
    /// A container that is opened just now.
    pub(crate) fn opens(&self, source: StockSource) -> OpenContainer {
        OpenContainer {
            site_id: self.denver.id,
            source,
            opened_at: self.now.into(),
            label: None,
            kept_for: None,
            components: vec![],
            serial: None,
        }
    }

    /// Opens another container of a lot.
    pub(crate) async fn opened_one(&self, lot: LotId) -> ContainerId {
        self.done(&self.nurse(), self.opens(another(lot))).await.container_id
    }

    /// The container as the books have it.
    pub(crate) async fn container(&self, id: ContainerId) -> container::Model {
        self.row::<container::Entity>(id).await
    }

    /// Containers that are discarded at the end of their time, with what was measured in them.
    pub(crate) fn discards(
        &self,
        measured: impl IntoIterator<Item = (ContainerId, Option<Decimal>)>,
    ) -> DiscardContainers {
        let line = |(container_id, measured_remaining)| DiscardLine {
            container_id,
            measured_remaining,
            reason: WasteReason::InUseExpired,
            note: None,
        };
        let lines = measured.into_iter().map(line).collect();
        let disposal = Disposal {
            witness_id: Some("witness-3".to_owned()),
            route: Some("sharps container".to_owned()),
            certificate: None,
            approval_id: None,
        };
        DiscardContainers { site_id: self.denver.id, occurred_at: self.now.into(), disposal, lines }
    }

    /// So much that is wasted for a reason.
    pub(crate) fn wastes(&self, source: StockSource, quantity: impl Into<Decimal>, reason: WasteReason) -> RecordWaste {
        let lines = vec![WasteLine { source, quantity: quantity.into(), reason, note: None }];
        let disposal = Disposal::default();
        RecordWaste { site_id: self.denver.id, occurred_at: self.now.into(), disposal, lines }
    }

    /// So much that is used without a patient.
    pub(crate) fn consumes(&self, source: StockSource, quantity: i64, reason: ConsumptionReason) -> RecordConsumption {
        let lines = vec![ConsumptionLine { source, quantity: quantity.into(), reason, note: None }];
        RecordConsumption { site_id: self.denver.id, occurred_at: self.now.into(), lines }
    }

    /// Holds a lot at every site.
    pub(crate) async fn stops(&self, lot: LotId, kind: HoldKind) {
        let targets = vec![HoldTarget { lot_id: Some(lot), ..HoldTarget::default() }];
        let hold = PlaceHold { targets, kind, reason: "the letter came".to_owned() };
        self.done(&self.director(), hold).await;
    }

    /// What a posting moved, in order.
    pub(crate) async fn moved_by(&self, posting: PostingId) -> Vec<entry::Model> {
        let of_posting = entry::COLUMN.posting_id.eq(posting);
        let entries = entry::Entity::find().filter(of_posting).order_by_asc(entry::COLUMN.stock_id);
        let entries = entries.order_by_asc(entry::COLUMN.sequence).all(self.deployment.database.reader());
        entries.await.expect("the database reads")
    }
}
