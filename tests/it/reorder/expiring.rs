//! The expiry report: what expires by when, and what of it is used in time.

use crate::{
    clinic::{clinic, filler},
    databases::both,
};
use entity::{fixed_point::Quantity, hold::HoldKind};
use lotwise::queries::expiring::{self, ExpiryReport};
use rust_decimal::Decimal;

fn lines(report: &ExpiryReport, label: &str) -> Vec<(String, Quantity, Quantity, Quantity)> {
    let bucket = report.buckets.iter().find(|bucket| bucket.horizon.label == label).unwrap();
    let lines = bucket.lines.iter();
    lines.map(|line| (line.lot.lot_number.clone(), line.quantity, line.used_in_time, line.waste)).collect()
}

#[tokio::test]
async fn every_lot_stands_in_one_horizon_with_what_is_used_of_it_in_time() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(filler()).await.id;
        let lot = clinic.receives_on(product, "VA0", 40, "2026-02-01").await;
        // Two a day are used up to yesterday, and what is left is good for years.
        clinic.uses_daily(lot, 1, "2026-02-01", 29).await;
        clinic.receive_expiring(product, "PAST", 3, "2026-03-02").await;
        clinic.receive_expiring(product, "SOON", 12, "2026-03-05").await;
        let held = clinic.receive_expiring(product, "HELD", 5, "2026-03-06").await;
        clinic.receive_expiring(product, "LATER", 9, "2026-03-25").await;
        clinic.stops(held, HoldKind::Quarantine).await;
        let at = clinic.manager_on("2026-03-03").at.into();
        let report = expiring::read(clinic.deployment.database.reader(), &clinic.denver, at, 30).await.unwrap();
        let labels: Vec<_> = report.buckets.iter().map(|bucket| bucket.horizon.label.as_str()).collect();
        assert_eq!(labels, ["past", "7 days", "30 days"]);
        let (q, zero) = (Quantity::whole, Quantity::ZERO);
        assert_eq!(lines(&report, "past"), [("PAST".to_owned(), q(3), zero, q(3))]);
        let soon = lines(&report, "7 days");
        assert_eq!(soon[1], ("HELD".to_owned(), q(5), zero, q(5)), "held stock is not used");
        assert!(soon[0].2 > q(2) && soon[0].2 < q(3), "{soon:?}");
        // Demand that SOON met is not counted a second time for LATER, which is used up in time.
        assert_eq!(lines(&report, "30 days"), [("LATER".to_owned(), q(9), q(9), zero)]);
        let cost = report.buckets.iter().map(|bucket| bucket.cost().to_string()).collect::<Vec<_>>();
        assert_eq!(cost, ["7.5", "42.5", "22.5"]);

        // At risk is what the part cost that is expected to be left.
        let at_risk: Vec<Decimal> = report.buckets.iter().map(|bucket| bucket.at_risk().to_decimal()).collect();
        let of_soon = (soon[0].3.to_decimal() * Decimal::new(25, 1)).round_dp(4);
        assert_eq!(at_risk, [Decimal::new(75, 1), of_soon + Decimal::new(125, 1), Decimal::ZERO]);
    })
    .await;
}
