//! Lots set right: renamed, dated anew, or one with another; and everything that named them still finds them.

mod merge;

use crate::{
    clinic::{Clinic, clinic, neurotoxin, serum},
    databases::both,
};
use chrono::NaiveDate;
use entity::{
    deviation,
    id::LotId,
    lot::{self, ExpiryBasis},
    lot_correction,
};
use lotwise::{
    operations::{
        correct_lot::CorrectLot,
        record_usage::{AlreadyPerformed, RecordUsage},
        source::StockSource,
    },
    rules::{lot_correction::Correction, notice::NoticeCode, refusal::Code, rights::Role},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

fn day(day: &str) -> NaiveDate {
    day.parse().unwrap()
}

fn correct(lot_id: LotId, correction: Correction) -> CorrectLot {
    let reason = "the label was misread".to_owned();
    CorrectLot { lot_id, correction, reason, confirmed_by_id: None, approval_id: None }
}

fn number(lot: LotId, number: &str) -> CorrectLot {
    correct(lot, Correction { lot_number: Some(number.to_owned()), ..Correction::default() })
}

fn expiry(lot: LotId, expires_on: &str) -> CorrectLot {
    correct(lot, Correction { expires_on: Some(day(expires_on)), ..Correction::default() })
}

impl Clinic {
    async fn lot(&self, id: LotId) -> lot::Model {
        self.row::<lot::Entity>(id).await
    }

    async fn corrections(&self, lot: LotId) -> Vec<lot_correction::Model> {
        let of_lot = lot_correction::COLUMN.lot_id.eq(lot);
        let corrections = lot_correction::Entity::find().filter(of_lot).order_by_asc(lot_correction::COLUMN.id);
        corrections.all(self.deployment.database.reader()).await.unwrap()
    }

    async fn deviations(&self) -> Vec<deviation::Model> {
        deviation::Entity::find().all(self.deployment.database.reader()).await.unwrap()
    }

    /// A usage of a lot that was performed before, entered only now.
    fn performed(&self, lot: LotId, quantity: i64, at: &str) -> RecordUsage {
        let performed_at = at.parse::<chrono::DateTime<chrono::Utc>>().unwrap().into();
        let why = entity::usage::LateReason::Offline;
        let already_performed = Some(AlreadyPerformed { why, note: None });
        RecordUsage { performed_at, already_performed, ..self.usage([(StockSource::Lot(lot), quantity)]) }
    }
}

#[tokio::test]
async fn a_lot_keeps_its_id_under_the_right_number_and_both_spellings_find_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(product, "C3O16 C3", 1).await;
        assert_eq!(clinic.done_by_two(&clinic.manager(), number(lot, "C3016 C3")).await.lot_id, lot);
        assert_eq!(clinic.lot(lot).await.lot_number, "C3016 C3");
        assert_eq!(clinic.receive(product, "c3016c3", 1).await, lot);
        assert_eq!(clinic.receive(product, "C3O16C3", 1).await, lot, "who reads it wrong again means it too");
        let kept = clinic.corrections(lot).await;
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].lot_number_before.as_deref(), Some("C3O16 C3"));
        assert_eq!(kept[0].lot_number_after.as_deref(), Some("C3016 C3"));
        assert_eq!((kept[0].by.as_str(), kept[0].confirmed_by.as_str()), ("max", "eve"));
        assert!(!kept[0].expiry_changed);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_delivery_with_another_date_is_accepted_once_the_lot_is_corrected() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(product, "C1", 1).await;
        let mut delivery = clinic.delivery(product, "C1", 1).await;
        delivery.lines[0].label.expires_on = Some(day("2027-07-31"));
        let refused = clinic.refused(&clinic.manager(), delivery.clone()).await;
        let said = refused[0].to_string();
        assert!(said.contains("2027-06-30") && said.contains("2027-07-31"), "{said}");
        clinic.done_by_two(&clinic.manager(), expiry(lot, "2027-07-31")).await;
        assert_eq!(clinic.done(&clinic.manager(), delivery).await.lot_ids, [lot]);
        let kept = clinic.corrections(lot).await;
        assert_eq!((kept[0].expires_on_before, kept[0].expiry_changed), (Some(day("2027-06-30")), true));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn usages_past_an_earlier_date_that_nobody_knew_become_deviations() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C1", 3).await;
        // Denver's 28 February ends at 07:00 UTC.
        for moment in ["2026-03-01T06:59:59Z", "2026-03-01T07:00:00Z", "2026-03-02T10:00:00Z"] {
            clinic.done(&clinic.nurse(), clinic.performed(lot, 10, moment)).await;
        }
        let before = clinic.deviations().await.len();
        let answer = clinic.by_two(&clinic.manager(), expiry(lot, "2026-02-28")).await.unwrap();
        assert_eq!(answer.notices[0].code, NoticeCode::Deviation);
        assert!(answer.notices[0].message.starts_with("2 usage lines are past 2026-02-28"), "{:?}", answer.notices);
        let found = clinic.deviations().await;
        assert_eq!(found.len() - before, 2);
        let expired: Vec<_> = found.iter().filter(|deviation| deviation.message.contains("2026-02-28")).collect();
        assert!(
            expired.iter().all(|deviation| deviation.reasons == "EXPIRED" && deviation.site_id == clinic.denver.id)
        );
        clinic.done_by_two(&clinic.manager(), expiry(lot, "2026-02-27")).await;
        assert_eq!(clinic.deviations().await.len() - before, 3, "only what was not past the date before");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_date_may_be_taken_away_only_where_the_product_needs_none() {
    both(async |database| {
        let clinic = clinic(database).await;
        let undated =
            |lot| correct(lot, Correction { expiry_basis: Some(ExpiryBasis::NoneDeclared), ..Correction::default() });
        let serum = clinic.receive(clinic.product(serum()).await.id, "S1", 1).await;
        clinic.done_by_two(&clinic.manager(), undated(serum)).await;
        assert_eq!((clinic.lot(serum).await.expires_on, clinic.lot(serum).await.expiry_sort), (None, lot::UNDATED));
        clinic.done_by_two(&clinic.manager(), expiry(serum, "2028-01-31")).await;
        assert_eq!(clinic.lot(serum).await.expiry_basis, ExpiryBasis::LabelledExpiry);
        let toxin = clinic.receive(clinic.product(neurotoxin()).await.id, "C1", 1).await;
        let refused = clinic.refusals(&clinic.manager(), undated(toxin)).await;
        assert_eq!(refused, [(Code::Invalid, "expiresOn".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn a_number_that_could_not_be_read_is_read_at_last() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(neurotoxin()).await.id;
        let mut delivery = clinic.delivery(product, "", 1).await;
        delivery.lines[0].label.lot_number = None;
        delivery.lines[0].label.lot_unknown = true;
        let lot = clinic.done(&clinic.manager(), delivery).await.lot_ids[0];
        clinic.done_by_two(&clinic.manager(), expiry(lot, "2027-05-31")).await;
        assert!(clinic.lot(lot).await.lot_unknown, "a date does not make a number known");
        clinic.done_by_two(&clinic.manager(), number(lot, "C9")).await;
        let known = clinic.lot(lot).await;
        assert_eq!((known.lot_number.as_str(), known.lot_unknown), ("C9", false));
    })
    .await;
}

#[tokio::test]
async fn it_takes_two_a_reason_and_the_right_at_every_site_that_has_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C1", 1).await;
        assert!(clinic.forbidden(&clinic.nurse(), number(lot, "C2")).await);
        let elsewhere = clinic.somebody("mo", Role::Manager, "auckland");
        assert!(clinic.forbidden(&elsewhere, number(lot, "C2")).await);
        let named = CorrectLot { confirmed_by_id: Some("eve".to_owned()), ..number(lot, "C2") };
        let refused = clinic.refusals(&clinic.manager(), named).await;
        assert_eq!(refused, [(Code::NeedsApproval, "approvalId".to_owned())], "a name that was typed is no signature");
        let unreasoned = CorrectLot { reason: String::new(), ..number(lot, "C2") };
        let refused = clinic.refusals(&clinic.manager(), unreasoned).await;
        assert_eq!(refused, [(Code::Invalid, "reason".to_owned())]);
        let cases = [
            (number(lot, "N/A"), Code::Invalid, "lotNumber"),
            (correct(lot, Correction::default()), Code::Invalid, "lotNumber"),
            (number(LotId::new(), "C2"), Code::NotFound, "lotId"),
            (number(lot, "C1"), Code::AlreadyDone, "lotId"),
        ];
        for (correction, code, field) in cases {
            let said = format!("{correction:?}");
            assert_eq!(clinic.refusals(&clinic.manager(), correction).await, [(code, field.to_owned())], "{said}");
        }
        clinic.done_by_two(&clinic.somebody("mo", Role::Manager, "denver"), number(lot, "C2")).await;
    })
    .await;
}
