//! Opening the books: sealed and opened stock, of unknown origin and cost where nobody knows.

use crate::{
    clinic::{Clinic, clinic, neurotoxin, serum},
    databases::both,
};
use entity::{
    container::ContainerStatus,
    cost::Cost,
    entry::{self, LedgerAccount},
    fixed_point::{Money, Quantity},
    id::{ProductId, SupplierId},
    posting::{self, PostingKind},
};
use lotwise::{
    operations::{
        adjust_stock::{AdjustStock, AdjustmentLine, StockChange},
        record_opening_stock::{OpeningStockLine, RecordOpeningStock},
        record_usage::RecordUsage,
        source::StockSource,
    },
    rules::{
        lot_label::LotLabel, money::MoneyAmount, opening_stock::OpenedGiven, refusal::Code, usability::UnusableReason,
    },
};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

fn sealed(product_id: ProductId, lot_number: &str, containers: i32) -> OpeningStockLine {
    let label = LotLabel {
        lot_number: Some(lot_number.to_owned()),
        expires_on: Some("2027-06-30".parse().unwrap()),
        ..LotLabel::default()
    };
    OpeningStockLine { product_id, label, supplier_id: None, containers, open_containers: vec![], unit_cost: None }
}

fn dollars(amount: i64) -> Option<MoneyAmount> {
    Some(MoneyAmount { amount: amount.into(), currency: "USD".to_owned() })
}

impl Clinic {
    fn opening(&self, lines: Vec<OpeningStockLine>) -> RecordOpeningStock {
        RecordOpeningStock { site_id: self.denver.id, as_of: self.now.into(), lines }
    }

    /// A vial opened so many hours ago, with so much left.
    fn opened(&self, hours: i64, remaining: i64, label: Option<&str>) -> OpenedGiven {
        let opened_at = (self.now - chrono::TimeDelta::hours(hours)).into();
        OpenedGiven { remaining: remaining.into(), opened_at, label: label.map(ToOwned::to_owned) }
    }
}

#[tokio::test]
async fn sealed_and_opened_vials_come_into_the_books_and_are_used_from() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(neurotoxin()).await.id;
        let opened = vec![clinic.opened(3, 40, Some("VIAL-7"))];
        let line = OpeningStockLine { open_containers: opened, unit_cost: dollars(5), ..sealed(product, "C1", 2) };
        let done = clinic.done(&clinic.manager(), clinic.opening(vec![line])).await;
        let lot = done.lot_ids[0];
        let balance = clinic.balance(lot).await;
        assert_eq!((balance.on_hand, balance.opened), (Quantity::whole(240), Quantity::whole(40)));
        assert_eq!(balance.value, Money(12_000_000), "240 U at 5.00");
        let vial = clinic.container_of(lot).await;
        assert_eq!((vial.label.as_str(), vial.status), ("VIAL-7", ContainerStatus::Open));
        let until = vial.in_use_until.expect("its clock runs").to_utc();
        assert_eq!(until, clinic.now + chrono::TimeDelta::hours(21), "24 hours from when it was opened");
        let posting = clinic.row::<posting::Entity>(done.posting_id).await;
        assert_eq!((posting.kind, posting.supplier_id), (PostingKind::OpeningStock, None), "of unknown origin");
        let of_posting = entry::COLUMN.posting_id.eq(done.posting_id);
        let entries = entry::Entity::find().filter(of_posting).all(clinic.deployment.database.reader()).await.unwrap();
        assert!(entries.len() == 2 && entries.iter().all(|entry| entry.account == LedgerAccount::Opening));
        clinic.done(&clinic.nurse(), clinic.usage([(StockSource::Container(vial.id), 10)])).await;
        clinic.draw(lot, 30).await;
        assert_eq!(clinic.container_of(lot).await.status, ContainerStatus::Empty);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn stock_of_unknown_cost_is_worth_nobody_knows_what() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(serum()).await.id;
        let lot = clinic.done(&clinic.manager(), clinic.opening(vec![sealed(product, "S1", 4)])).await.lot_ids[0];
        assert_eq!(clinic.balance(lot).await.cost(), Cost::unknown(Quantity::whole(4)));
        assert_eq!(clinic.receive(product, "s1", 2).await, lot, "a delivery of it is the same lot");
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(6));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn an_opened_vial_that_came_so_is_measured_like_any_other() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(neurotoxin()).await.id;
        let opened = vec![clinic.opened(3, 40, None)];
        let line = OpeningStockLine { open_containers: opened, ..sealed(product, "C1", 0) };
        let lot = clinic.done(&clinic.manager(), clinic.opening(vec![line])).await.lot_ids[0];
        let vial = clinic.container_of(lot).await;
        assert!(vial.label.starts_with("LW-"), "{}", vial.label);
        let measured = AdjustmentLine {
            lot_id: None,
            container_id: Some(vial.id),
            change: StockChange::Counted { amount: Decimal::from(35), expected: Decimal::from(40) },
        };
        let (reason, lines) = ("drawn short".to_owned(), vec![measured]);
        let adjustment = AdjustStock { site_id: clinic.denver.id, occurred_at: clinic.now.into(), reason, lines };
        clinic.done(&clinic.manager(), adjustment).await;
        assert_eq!(clinic.container_of(lot).await.counted, Quantity::whole(-5));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_cannot_have_been_on_the_shelf_is_refused_and_nothing_is_written() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(neurotoxin()).await.id;
        let opened =
            |opened: OpenedGiven| OpeningStockLine { open_containers: vec![opened], ..sealed(product, "C1", 1) };
        let half_a_step = OpenedGiven { remaining: Decimal::new(103, 1), ..clinic.opened(1, 1, None) };
        let cases = [
            (opened(clinic.opened(1, 101, None)), Code::Invalid, "lines.0.openContainers.0.remaining"),
            (opened(clinic.opened(1, 0, None)), Code::Invalid, "lines.0.openContainers.0.remaining"),
            (opened(half_a_step), Code::Invalid, "lines.0.openContainers.0.remaining"),
            (opened(clinic.opened(-1, 10, None)), Code::Invalid, "lines.0.openContainers.0.openedAt"),
            (sealed(product, "C1", 0), Code::Invalid, "lines.0.containers"),
            (sealed(product, "C1", -1), Code::Invalid, "lines.0.containers"),
            (sealed(product, "UNKNOWN", 1), Code::Invalid, "lines.0.lotNumber"),
            (sealed(ProductId::new(), "C1", 1), Code::NotFound, "lines.0.productId"),
            (
                OpeningStockLine { unit_cost: dollars(-1), ..sealed(product, "C1", 1) },
                Code::Invalid,
                "lines.0.unitCost.amount",
            ),
            (
                OpeningStockLine { supplier_id: Some(SupplierId::new()), ..sealed(product, "C1", 1) },
                Code::NotFound,
                "lines.0.supplierId",
            ),
        ];
        for (line, code, field) in cases {
            let said = format!("{line:?}");
            let refused = clinic.refusals(&clinic.manager(), clinic.opening(vec![line])).await;
            assert_eq!(refused, [(code, field.to_owned())], "{said}");
        }
        let postings = posting::Entity::find().all(clinic.deployment.database.reader()).await.unwrap();
        assert!(postings.is_empty(), "{postings:?}");
        assert!(clinic.forbidden(&clinic.nurse(), clinic.opening(vec![sealed(product, "C1", 1)])).await);
    })
    .await;
}

#[tokio::test]
async fn a_label_is_on_one_container_of_the_site() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(neurotoxin()).await.id;
        let labelled = |lot_number: &str, labels: &[&str]| {
            let open_containers = labels.iter().map(|label| clinic.opened(2, 10, Some(label))).collect();
            clinic.opening(vec![OpeningStockLine { open_containers, ..sealed(product, lot_number, 0) }])
        };
        let twice = clinic.refusals(&clinic.manager(), labelled("C1", &["VIAL-7", "VIAL-7"])).await;
        assert_eq!(twice, [(Code::Invalid, "lines.0.openContainers.1.label".to_owned())]);
        clinic.done(&clinic.manager(), labelled("C1", &["VIAL-7", "VIAL-8"])).await;
        let taken = clinic.refusals(&clinic.manager(), labelled("C2", &["VIAL-9", "VIAL-8"])).await;
        assert_eq!(taken, [(Code::Conflict, "lines.0.openContainers.1.label".to_owned())]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn one_call_is_of_one_supplier() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(serum()).await.id;
        let supplier = clinic.delivery(product, "S1", 1).await.supplier_id;
        let from = |lot, supplier_id| OpeningStockLine { supplier_id, ..sealed(product, lot, 1) };
        let mixed = clinic.opening(vec![from("S1", Some(supplier)), from("S2", None)]);
        let refused = clinic.refusals(&clinic.manager(), mixed).await;
        assert_eq!(refused, [(Code::Invalid, "lines.1.supplierId".to_owned())]);
        let known = clinic.opening(vec![from("S1", Some(supplier)), from("S2", Some(supplier))]);
        let done = clinic.done(&clinic.manager(), known).await;
        assert_eq!(clinic.row::<posting::Entity>(done.posting_id).await.supplier_id, Some(supplier));
    })
    .await;
}

/// What was drawn from it before it was counted is not in what it came with.
#[tokio::test]
async fn an_opened_vial_is_not_drawn_from_before_the_instant_at_which_it_was_counted() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(neurotoxin()).await.id;
        let counted_at = clinic.now - chrono::TimeDelta::hours(2);
        let opened = vec![clinic.opened(6, 40, Some("VIAL-7"))];
        let line = OpeningStockLine { open_containers: opened, ..sealed(product, "C1", 0) };
        let opening = RecordOpeningStock { as_of: counted_at.into(), ..clinic.opening(vec![line]) };
        let lot = clinic.done(&clinic.manager(), opening).await.lot_ids[0];
        let vial = clinic.container_of(lot).await.id;

        let at = |hours: i64| {
            let performed_at = (clinic.now - chrono::TimeDelta::hours(hours)).into();
            RecordUsage { performed_at, ..clinic.usage([(StockSource::Container(vial), 10)]) }
        };
        let before = clinic.refused(&clinic.nurse(), at(4)).await;
        assert_eq!(before[0].reason.unusable(), &[UnusableReason::OpenedLater], "{before:?}");
        clinic.done(&clinic.nurse(), at(1)).await;

        assert_eq!(clinic.container(vial).await.remaining, Quantity::whole(30));
        clinic.books_are_proved().await;
    })
    .await;
}
