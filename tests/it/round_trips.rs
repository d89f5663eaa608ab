//! How often the database is asked: each time costs more than what is asked for, so that a small number is kept small.
//! The beginning and end of a transaction are not counted.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use entity::id::LotId;
use lotwise::{
    database::{Database, DatabaseSettings},
    operations::{self, Deployment, create_product::CreateProduct, source::StockSource},
};

use crate::{
    clinic::{Clinic, clinic, filler, neurotoxin},
    databases::{Kind, both},
};

/// A second copy of the service on the clinic's database, which counts.
struct Counted {
    deployment: Deployment,
    statements: Arc<AtomicUsize>,
}

impl Counted {
    async fn of(clinic: &Clinic) -> Self {
        let statements = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&statements);
        let count = Arc::new(move |_: &sea_orm::metric::Info<'_>| {
            counter.fetch_add(1, Ordering::Relaxed);
        });
        let settings = DatabaseSettings::patient(clinic.database.url(), 2);
        let database = Database::connect_observed(&settings, Some(count)).await.expect("the database is there");
        Self { deployment: Deployment { database, terms: Arc::clone(&clinic.deployment.terms) }, statements }
    }

    /// The statements of a sale of one of each of these, a line each.
    async fn sale(&self, clinic: &Clinic, sources: impl IntoIterator<Item = StockSource>) -> usize {
        let sale = clinic.sale(sources.into_iter().map(|source| (source, 1)));
        let key = format!("sale {}", rand::random::<u64>());
        let before = self.statements.load(Ordering::Relaxed);
        operations::perform(&self.deployment, &clinic.front_desk(), &key, sale)
            .await
            .expect("nothing speaks against it");
        self.statements.load(Ordering::Relaxed) - before
    }

    /// The statements of a usage of these lots, a line each.
    async fn usage(&self, clinic: &Clinic, lines: &[(LotId, i64)]) -> usize {
        let usage = clinic.usage(lines.iter().map(|(lot, quantity)| (StockSource::Lot(*lot), *quantity)));
        let key = format!("usage {}", rand::random::<u64>());
        let before = self.statements.load(Ordering::Relaxed);
        operations::perform(&self.deployment, &clinic.nurse(), &key, usage).await.expect("nothing speaks against it");
        self.statements.load(Ordering::Relaxed) - before
    }
}

/// SQLite has one writer, and locks no rows by name.
fn locks(clinic: &Clinic) -> usize {
    match clinic.database.kind() {
        Kind::Sqlite => 0,
        Kind::Postgres => 1,
    }
}

#[tokio::test]
async fn a_usage_of_one_line_asks_the_database_a_dozen_times() {
    both(async |database| {
        let clinic = clinic(database).await;
        let syringe = clinic.product(filler()).await;
        let lot = clinic.receive(syringe.id, "VA1", 10).await;
        let counted = Counted::of(&clinic).await;
        // Read: site, lot, shelf, holds, reservations. Written: treatment, posting, balance, entry, usage, line, key,
        // facts, audit row.
        assert_eq!(counted.usage(&clinic, &[(lot, 1)]).await, 14 + locks(&clinic));
    })
    .await;
}

#[tokio::test]
async fn a_vial_that_is_shared_costs_its_container_too() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(vial.id, "C1", 10).await;
        let counted = Counted::of(&clinic).await;
        assert_eq!(counted.usage(&clinic, &[(lot, 20)]).await, 15 + locks(&clinic), "the container is written");
        assert_eq!(counted.usage(&clinic, &[(lot, 20)]).await, 17 + locks(&clinic), "and read, with its components");
    })
    .await;
}

#[tokio::test]
async fn more_lines_cost_no_more() {
    both(async |database| {
        let clinic = clinic(database).await;
        let mut lines = vec![];
        for number in 0..10 {
            let product = clinic.product(numbered(number)).await;
            lines.push((clinic.receive(product.id, "L1", 10).await, 1));
        }
        let counted = Counted::of(&clinic).await;
        assert_eq!(counted.usage(&clinic, &lines).await, 14 + locks(&clinic));
    })
    .await;
}

#[tokio::test]
async fn a_sale_of_fifty_lines_costs_as_many_statements_as_a_sale_of_one() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottles = clinic.bottles(50, 4).await;
        let lot = clinic.receive(bottles[0], "L1", 1).await;
        let counted = Counted::of(&clinic).await;
        // Read: site, product, the site's prices, shelf, holds, samples, reservations, recalls where the lot is assumed. Written: sale,
        // posting, balance, entry, line, key, facts,
        // audit row.
        assert_eq!(counted.sale(&clinic, [StockSource::Product(bottles[0])]).await, 16 + locks(&clinic));
        assert_eq!(counted.sale(&clinic, [StockSource::Lot(lot)]).await, 16 + locks(&clinic), "the lot is read");
        let fifty = bottles.iter().map(|bottle| StockSource::Product(*bottle));
        assert_eq!(counted.sale(&clinic, fifty).await, 16 + locks(&clinic));
        clinic.books_are_proved().await;
    })
    .await;
}

fn numbered(number: usize) -> CreateProduct {
    CreateProduct { sku: format!("FILLER-{number}"), identifiers: vec![], ..filler() }
}
