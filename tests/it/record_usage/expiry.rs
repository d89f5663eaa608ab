//! Until when a lot may be used: through the last second of its day, by the clocks of the site.

use crate::{
    clinic::{Clinic, clinic, neurotoxin},
    databases::both,
};
use chrono::{DateTime, Utc};
use entity::{id::LotId, site};
use lotwise::{
    operations::{create_site::CreateSite, record_usage::RecordUsage, source::StockSource},
    request::Request,
    rules::refusal::Code,
};

/// A site in a zone, with a lot that expires on `day`, as it came a month before.
async fn stocked(clinic: &mut Clinic, zone: &str, day: &str) -> (site::Model, LotId) {
    let code = zone.to_lowercase().replace(['/', '_'], "-");
    let site = CreateSite { code: code.clone(), name: code, time_zone: zone.to_owned() };
    let site = clinic.done(&clinic.admin(), site).await.site_id;
    let product = clinic.product(neurotoxin()).await;
    clinic.now = format!("{day}T00:00:00Z").parse::<DateTime<Utc>>().unwrap() - chrono::TimeDelta::days(30);
    let mut delivery = clinic.delivery(product.id, "L1", 3).await;
    delivery.site_id = site;
    delivery.lines[0].label.expires_on = Some(day.parse().unwrap());
    let lot = clinic.done(&clinic.manager(), delivery).await.lot_ids[0];
    (clinic.row::<site::Entity>(site).await, lot)
}

fn usage_at(clinic: &Clinic, site: &site::Model, lot: LotId, at: DateTime<Utc>) -> (Request, RecordUsage) {
    let mut usage = clinic.usage([(StockSource::Lot(lot), 10)]);
    usage.site_id = site.id;
    usage.performed_at = at.into();
    (Request { at, ..clinic.nurse() }, usage)
}

async fn is_usable_until(zone: &str, day: &str, last_second: &str) {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let (site, lot) = stocked(&mut clinic, zone, day).await;
        let last: DateTime<Utc> = last_second.parse().unwrap();
        let (request, usage) = usage_at(&clinic, &site, lot, last);
        clinic.done(&request, usage).await;
        let (request, usage) = usage_at(&clinic, &site, lot, last + chrono::TimeDelta::seconds(1));
        let refused = clinic.refusals(&request, usage).await;
        assert_eq!(refused, [(Code::StockNotUsable, "lines.0.source".to_owned())], "{zone}");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_lot_is_usable_through_the_last_second_of_its_day_at_a_site_ahead_of_utc() {
    is_usable_until("Pacific/Auckland", "2026-06-30", "2026-06-30T11:59:59Z").await;
}

#[tokio::test]
async fn a_lot_is_usable_through_the_last_second_of_its_day_at_a_site_behind_utc() {
    is_usable_until("America/Los_Angeles", "2026-06-30", "2026-07-01T06:59:59Z").await;
}

#[tokio::test]
async fn a_lot_is_usable_through_the_last_second_of_a_day_on_which_clocks_change() {
    is_usable_until("America/New_York", "2026-03-08", "2026-03-09T03:59:59Z").await;
}

#[tokio::test]
async fn a_lot_is_usable_until_the_skip_where_its_day_has_no_midnight() {
    is_usable_until("Asia/Beirut", "2024-03-30", "2024-03-30T21:59:59Z").await;
}
