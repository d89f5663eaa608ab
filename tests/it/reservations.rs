//! Promised stock: sales draw from what is available, a patient in the chair from what is usable, and a promise ends at
//! its time by itself.

use crate::{
    clinic::{Clinic, clinic, people::at, sale_line, serum},
    databases::both,
};
use entity::{
    fixed_point::Quantity,
    hold::HoldKind,
    id::{ProductId, ReservationId},
    reservation,
};
use lotwise::{
    operations::{
        place_hold::PlaceHold,
        record_sale::{RecordSale, SaleLine},
        release_reservation::ReleaseReservation,
        source::StockSource,
    },
    queries::{page::PageRequest, reservations},
    rules::{
        holding::HoldTarget,
        notice::NoticeCode,
        refusal::{Code, Reason},
        usability::{Circumstance, Purpose, UnusableReason},
    },
};

impl Clinic {
    fn sale_of(&self, product: ProductId, quantity: i64, named: Option<ReservationId>) -> RecordSale {
        let line = SaleLine { reservation_id: named, ..sale_line(StockSource::Product(product), quantity) };
        RecordSale { lines: vec![line], ..self.sale([]) }
    }

    /// The reservations of Denver whose stock is gone.
    async fn short(&self) -> Vec<ReservationId> {
        let circumstance = Circumstance {
            at: self.now.into(),
            zone: chrono_tz::America::Denver,
            purpose: Purpose::Use,
            patient_id: None,
        };
        let (reader, asked) = (self.deployment.database.reader(), PageRequest::new(None, None).expect("a page"));
        let page = reservations::page(reader, self.denver.id, Some(true), &circumstance, &asked).await;
        page.expect("the list is read").rows.into_iter().map(|listed| listed.row.id).collect()
    }

    async fn used(&self, id: ReservationId) -> Quantity {
        self.row::<reservation::Entity>(id).await.used
    }
}

#[tokio::test]
async fn a_sale_takes_what_is_available_unless_it_names_the_reservation() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        clinic.receive(bottle, "L1", 5).await;
        let (first, second) = (clinic.reserve(bottle, 2).await, clinic.reserve(bottle, 2).await);
        let too_many = clinic.refusals(&clinic.front_desk(), clinic.promise(bottle, 2)).await;
        assert_eq!(too_many, [(Code::InsufficientStock, "quantity".to_owned())]);
        let refused = clinic.refused(&clinic.front_desk(), clinic.sale_of(bottle, 2, None)).await;
        let Reason::InsufficientStock { available, skipped, .. } = &refused[0].reason else { panic!("{refused:?}") };
        assert_eq!((*available, &skipped[0].reasons[..]), (Quantity::whole(1), &[UnusableReason::Reserved][..]));
        let refused = clinic.refused(&clinic.front_desk(), clinic.sale_of(bottle, 9, Some(first))).await;
        let Reason::InsufficientStock { available, .. } = &refused[0].reason else { panic!("{refused:?}") };
        assert_eq!(*available, Quantity::whole(3), "the other's two are not for sale");
        clinic.done(&clinic.front_desk(), clinic.sale_of(bottle, 3, Some(first))).await;
        assert_eq!((clinic.used(first).await, clinic.used(second).await), (Quantity::whole(2), Quantity::ZERO));
        assert_eq!(
            clinic.refusals(&clinic.front_desk(), clinic.sale_of(bottle, 1, None)).await[0].0,
            Code::InsufficientStock
        );
        clinic.done(&clinic.front_desk(), clinic.sale_of(bottle, 2, Some(second))).await;
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_promise_ends_exactly_at_its_time_without_anybody_doing_anything() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        clinic.receive(bottle, "L1", 1).await;
        clinic.reserve(bottle, 1).await;
        let last = at(clinic.front_desk(), "2026-03-02T18:59:59.999Z");
        assert_eq!(clinic.refusals(&last, clinic.sale_of(bottle, 1, None)).await[0].0, Code::InsufficientStock);
        let over = at(clinic.front_desk(), "2026-03-02T19:00:00Z");
        clinic.done(&over, clinic.sale_of(bottle, 1, None)).await;
    })
    .await;
}

#[tokio::test]
async fn a_patient_in_the_chair_takes_promised_stock_and_the_promise_shows_as_short() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let lot = clinic.receive(bottle, "L1", 3).await;
        let (first, second) = (clinic.reserve(bottle, 1).await, clinic.reserve(bottle, 2).await);
        assert_eq!(clinic.short().await, []);
        let usage = clinic.usage([(StockSource::Lot(lot), 1)]);
        let answer = clinic.perform(&clinic.nurse(), usage).await.expect("the patient comes first");
        assert!(answer.notices.iter().any(|notice| notice.code == NoticeCode::ReservedStockTaken));
        assert_eq!(clinic.short().await, [second]);
        let mut named = clinic.usage([(StockSource::Lot(lot), 1)]);
        named.lines[0].reservation_id = Some(first);
        let answer = clinic.perform(&clinic.nurse(), named).await.expect("it was promised to it");
        assert!(answer.notices.iter().all(|notice| notice.code != NoticeCode::ReservedStockTaken));
        assert_eq!(clinic.used(first).await, Quantity::whole(1));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_hold_lists_the_promises_that_lost_their_stock_and_a_release_gives_stock_back() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let lot = clinic.receive(bottle, "L1", 2).await;
        let (first, second) = (clinic.reserve(bottle, 1).await, clinic.reserve(bottle, 1).await);
        let one = HoldTarget {
            lot_id: Some(lot),
            site_id: Some(clinic.denver.id),
            quantity: Some(1.into()),
            ..HoldTarget::default()
        };
        let hold = PlaceHold { targets: vec![one], kind: HoldKind::Quarantine, reason: "crushed".to_owned() };
        clinic.done(&clinic.front_desk(), hold).await;
        assert_eq!(clinic.short().await, [second]);
        clinic.done(&clinic.front_desk(), ReleaseReservation { reservation_id: first }).await;
        assert_eq!(clinic.short().await, []);
        let again = clinic.refusals(&clinic.front_desk(), ReleaseReservation { reservation_id: first }).await;
        assert_eq!(again, [(Code::AlreadyDone, "reservationId".to_owned())]);
        assert!(clinic.forbidden(&clinic.nurse(), ReleaseReservation { reservation_id: second }).await);
    })
    .await;
}

#[tokio::test]
async fn an_expiry_lists_the_promises_that_lost_their_stock_at_the_end_of_the_last_day() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        clinic.receive_expiring(bottle, "OLD", 2, "2026-03-04").await;
        let until = "2026-03-09T18:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().expect("a moment");
        let promise =
            lotwise::operations::reserve_stock::ReserveStock { expires_at: until.into(), ..clinic.promise(bottle, 2) };
        let promised = clinic.done(&clinic.front_desk(), promise).await.reservation_id;
        clinic.now = "2026-03-05T06:59:59.999Z".parse().expect("a moment");
        assert_eq!(clinic.short().await, [], "the last second of the day in Denver");
        clinic.now = "2026-03-05T07:00:00Z".parse().expect("a moment");
        assert_eq!(clinic.short().await, [promised]);
        clinic.receive(bottle, "NEW", 2).await;
        assert_eq!(clinic.short().await, [], "a delivery gives it its stock back");
    })
    .await;
}

#[tokio::test]
async fn a_reservation_of_something_else_is_none_of_this_sale() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        clinic.receive(bottle, "L1", 1).await;
        let unknown = clinic.sale_of(bottle, 1, Some(ReservationId::new()));
        let refused = clinic.refusals(&clinic.front_desk(), unknown).await;
        assert_eq!(refused, [(Code::NotFound, "lines.0.reservationId".to_owned())]);
        let past = lotwise::operations::reserve_stock::ReserveStock {
            expires_at: clinic.now.into(),
            ..clinic.promise(bottle, 1)
        };
        let refused = clinic.refusals(&clinic.front_desk(), past).await;
        assert_eq!(refused, [(Code::Invalid, "expiresAt".to_owned())]);
    })
    .await;
}
