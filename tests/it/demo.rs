//! The made-up clinic: the same one for the same seed, with books that can be proved and believed.

mod scenes;

use crate::{
    clinic::clinic,
    databases::{self, Kind, TestDatabase},
};
use chrono::{DateTime, Datelike, TimeDelta, Utc, Weekday};
use entity::{
    container, container::ContainerStatus, deviation, fixed_point::Quantity, hold, lot, lot_correction, posting,
    product, reservation, sale, sale_return_line, stock, supplier_authorization, usage, usage_line,
};
use lotwise::{
    config::DEMO_DAYS,
    database::{Database, DatabaseSettings},
    demo::{self, State, clinic, examples, history::Terms},
    ledger::verify,
    operations::Deployment,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;
use std::{collections::BTreeMap, sync::Arc};

/// A clinic of a few weeks, and where it is kept.
struct Demo {
    deployment: Deployment,
    until: DateTime<Utc>,
    _database: TestDatabase,
}

fn until() -> DateTime<Utc> {
    "2026-11-20T23:00:00Z".parse().unwrap()
}

async fn deployment(database: &TestDatabase) -> Deployment {
    let terms = lotwise::operations::Terms {
        currency: "USD".to_owned(),
        clock_skew: TimeDelta::minutes(1),
        patient_id_pattern: None,
        books_key: None,
        organisation: lotwise::operations::Organisation::default(),
    };
    let connected = Database::connect(&DatabaseSettings::patient(database.url(), 4)).await.unwrap();
    Deployment { database: connected, terms: Arc::new(terms) }
}

async fn demo(database: TestDatabase, days: u32) -> Demo {
    demo_until(until(), database, days).await
}

async fn demo_until(until: DateTime<Utc>, database: TestDatabase, days: u32) -> Demo {
    let deployment = deployment(&database).await;
    let reader = deployment.database.reader();
    assert_eq!(demo::state(reader).await.unwrap(), State::Empty);

    let terms = Terms { seed: 5, days, until };
    demo::fill(&deployment, &terms, |_, _| {}).await.unwrap();

    assert_eq!(demo::state(reader).await.unwrap(), State::Complete);
    Demo { deployment, until, _database: database }
}

impl Demo {
    async fn all<E: EntityTrait>(&self) -> Vec<E::Model> {
        E::find().all(self.deployment.database.reader()).await.unwrap()
    }

    /// What is on the shelves and what was used, by names that do not depend on ids.
    async fn numbers(&self) -> (Vec<String>, Vec<String>) {
        let products: BTreeMap<_, _> =
            self.all::<product::Entity>().await.into_iter().map(|product| (product.id, product.sku)).collect();
        let lots: BTreeMap<_, _> =
            self.all::<lot::Entity>().await.into_iter().map(|lot| (lot.id, lot.lot_number)).collect();
        let sites: BTreeMap<_, _> =
            self.all::<entity::site::Entity>().await.into_iter().map(|site| (site.id, site.code)).collect();
        let stock = self.all::<stock::Entity>().await.into_iter().map(|row| {
            let (site, product, lot) = (&sites[&row.site_id], &products[&row.product_id], &lots[&row.lot_id]);
            format!("{site} {product} {lot}: {} {} {:?} {}", row.on_hand, row.opened, row.value, row.last_recorded_at.0)
        });
        let usages: BTreeMap<_, _> =
            self.all::<usage::Entity>().await.into_iter().map(|usage| (usage.id, usage.treatment_id)).collect();
        let lines = self.all::<usage_line::Entity>().await.into_iter().map(|line| {
            let lot = line.lot_id.map_or("unbooked", |lot| &lots[&lot]);
            format!("{} {} {lot}: {} {}", usages[&line.usage_id], line.line, line.quantity, line.wasted)
        });
        (sorted(stock), sorted(lines))
    }
}

fn sorted(lines: impl Iterator<Item = String>) -> Vec<String> {
    let mut lines: Vec<_> = lines.collect();
    lines.sort();
    lines
}

#[tokio::test]
async fn the_same_seed_and_end_make_the_same_books() {
    databases::both(async |database| {
        let kind = database.kind();
        let one = demo(database, 14).await;
        let other = demo(databases::fresh(kind).await.unwrap(), 14).await;
        let (stock, lines) = one.numbers().await;
        assert!(stock.len() > 60 && lines.len() > 100, "{} and {}", stock.len(), lines.len());
        assert_eq!((stock, lines), other.numbers().await);
    })
    .await;
}

#[tokio::test]
async fn the_books_of_the_demo_are_proved_and_can_be_believed() {
    databases::both(async |database| {
        let demo = demo(database, DEMO_DAYS).await;
        let report = verify::books(demo.deployment.database.reader(), verify::Known::default()).await.unwrap();
        assert!(report.is_clean(), "{report}");
        assert!(report.usage_lines > 1_000 && report.sale_lines > 150, "{report}");
        let postings = demo.all::<posting::Entity>().await;
        assert!(postings.iter().all(|posting| posting.recorded_at <= until().into()));
        assert!(postings.iter().all(|posting| posting.occurred_at <= posting.recorded_at));
        expiries(&demo).await;
        stories(&demo).await;
        demo.shows_all_scenes().await;
    })
    .await;
}

#[tokio::test]
async fn six_weeks_are_enough_for_all_that_the_demo_shows_whatever_day_it_is() {
    // The day on which the busier site gets what it ordered, and one on which nobody works.
    for (tuesday_or_sunday, weekday) in [("2026-11-17T23:00:00Z", Weekday::Tue), ("2026-11-22T16:00:00Z", Weekday::Sun)]
    {
        let until: DateTime<Utc> = tuesday_or_sunday.parse().unwrap();
        assert_eq!(until.weekday(), weekday);
        let database = databases::fresh(Kind::Sqlite).await.unwrap();
        demo_until(until, database, 42).await.shows_all_scenes().await;
    }
}

/// One lot on the shelf has expired, others will soon, and one licence ends soon.
async fn expiries(demo: &Demo) {
    let today = until().date_naive();
    let lots: BTreeMap<_, _> =
        demo.all::<lot::Entity>().await.into_iter().map(|lot| (lot.id, lot.expires_on)).collect();
    let on_shelf = demo.all::<stock::Entity>().await.into_iter().filter(|row| row.on_hand > Quantity::ZERO);
    let dates: Vec<_> = on_shelf.filter_map(|row| lots[&row.lot_id]).collect();
    assert_eq!(dates.iter().filter(|date| **date < today).count(), 1);
    let soon = today..today + TimeDelta::days(60);
    assert!(dates.iter().filter(|date| soon.contains(date)).count() >= 2);
    let licences = demo.all::<supplier_authorization::Entity>().await;
    assert_eq!(licences.iter().filter(|licence| soon.contains(&licence.valid_until)).count(), 1);
}

/// Containers that are open now, a hold, a corrected lot, deviations of what was charted late, and one unbooked line.
async fn stories(demo: &Demo) {
    let open = container::Entity::find().filter(container::COLUMN.status.eq(ContainerStatus::Open));
    let open = open.all(demo.deployment.database.reader()).await.unwrap();
    let usable = open.iter().filter(|container| container.in_use_until.is_some_and(|end| end > until().into()));
    assert!((3..12).contains(&usable.count()), "{open:#?}");
    assert_eq!(demo.all::<hold::Entity>().await.len(), 2, "a warm fridge, and a recall");
    assert_eq!(demo.all::<lot_correction::Entity>().await.len(), 1);
    assert_eq!(demo.all::<deviation::Entity>().await.len(), 2);
    let unbooked = usage_line::Entity::find().filter(usage_line::COLUMN.booked.eq(false));
    assert_eq!(unbooked.count(demo.deployment.database.reader()).await.unwrap(), 1);
    let returns = demo.all::<sale_return_line::Entity>().await;
    assert!(returns.len() == 2 && returns.iter().all(|line| line.booked), "{returns:#?}");
    let standing = demo.all::<reservation::Entity>().await;
    assert_eq!(standing.iter().filter(|one| one.expires_at > until().into()).count(), 2);
    assert!(demo.all::<sale::Entity>().await.iter().any(|sale| sale.customer_id.is_some()));
    let late = demo.all::<usage::Entity>().await.into_iter().filter(|usage| usage.late.is_some()).count();
    assert_eq!(late, 2);
}

#[tokio::test]
async fn the_printed_examples_work_as_they_are() {
    databases::both(async |database| {
        let demo = demo(database, 14).await;
        let nurse = clinic::SITES[0].nurse;

        for person in [nurse, clinic::MANAGER, clinic::FRONT_DESK, clinic::DIRECTOR, clinic::AUDITOR] {
            let data = demo.data(person, examples::QUERY).await;
            assert_eq!(data["lots"]["nodes"].as_array().unwrap().len(), 5, "{person:?}: {data}");
        }

        let mutation = examples::mutation(&demo.deployment, until()).await.unwrap().unwrap();
        for is_replayed in [false, true] {
            let usage = &demo.data(nurse, &mutation).await["recordUsage"];
            assert_eq!(usage["replayed"], is_replayed, "{usage}");
            assert_eq!(usage["usage"]["lines"][0]["quantity"], "1", "{usage}");
            assert_eq!((&usage["notices"], &usage["userErrors"]), (&json!([]), &json!([])), "{usage}");
        }
    })
    .await;
}

#[tokio::test]
async fn without_a_syringe_that_can_be_used_there_is_no_example_of_a_treatment() {
    let demo = demo(databases::fresh(Kind::Sqlite).await.unwrap(), 14).await;
    let all_expired = until() + TimeDelta::days(3_000);
    assert_eq!(examples::mutation(&demo.deployment, all_expired).await.unwrap(), None);
}

#[tokio::test]
async fn a_demo_that_was_cut_off_is_told_from_one_that_is_complete() {
    databases::both(async |database| {
        let deployment = deployment(&database).await;
        let filling = {
            let deployment = deployment.clone();
            let terms = Terms { seed: 5, days: 14, until: until() };
            let cut_off = |done, _| assert!(done < 10, "cut off");
            tokio::spawn(async move { demo::fill(&deployment, &terms, cut_off).await })
        };

        assert!(filling.await.unwrap_err().is_panic());
        assert_eq!(demo::state(deployment.database.reader()).await.unwrap(), State::Unfinished);
    })
    .await;
}

#[tokio::test]
async fn the_books_of_a_clinic_are_no_demo() {
    databases::both(async |database| {
        let clinic = clinic(database).await;
        assert_eq!(demo::state(clinic.deployment.database.reader()).await.unwrap(), State::Other);
    })
    .await;
}
