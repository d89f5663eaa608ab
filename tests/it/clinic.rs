//! A clinic to try things in: a deployment on a test database, its people, two sites, and words for what they do.
//!
//! Every operation goes through `operations::perform`, as the API's do. Time stands still at [`Clinic::now`] until a
//! test says otherwise ([`at`]).

mod api;
pub(crate) mod people;
mod products;
mod purchasing;
mod shelf;
mod till;
mod treatment;
mod two_people;

pub(crate) use people::at;
pub(crate) use products::{filler, neurotoxin, pen, saline, serum};
pub(crate) use purchasing::dollars;
pub(crate) use shelf::{merging, movement};
pub(crate) use till::sale_line;
pub(crate) use treatment::{another, mixed};
pub(crate) use two_people::{TakesTwo, approval_of, sign};

use crate::databases::TestDatabase;
use chrono::{DateTime, TimeDelta, Utc};
use entity::{product, site};
use lotwise::{
    database::{Database, DatabaseSettings},
    error::Error,
    facts::key::BooksKeys,
    operations::{
        self, Answer, Deployment, Operation, Organisation, Terms, create_product::CreateProduct,
        create_site::CreateSite,
    },
    request::Request,
    rules::refusal::{Code, Refusal},
};
use sea_orm::EntityTrait;
use std::sync::{Arc, atomic::AtomicU32};

/// A clinic with two sites, one ahead of UTC and one behind it.
pub(crate) struct Clinic {
    /// The service's own view of it.
    pub(crate) deployment: Deployment,
    /// Ahead of UTC: Pacific/Auckland, code `auckland`.
    pub(crate) auckland: site::Model,
    /// Behind UTC: America/Denver, code `denver`.
    pub(crate) denver: site::Model,
    /// When requests arrive.
    pub(crate) now: DateTime<Utc>,
    keys: AtomicU32,
    /// Where it keeps its books.
    pub(crate) database: TestDatabase,
}

/// Opens the clinic on an empty database.
pub(crate) async fn clinic(database: TestDatabase) -> Clinic {
    let settings = DatabaseSettings::patient(database.url(), 8);
    let terms = Terms {
        currency: "USD".to_owned(),
        clock_skew: TimeDelta::minutes(2),
        patient_id_pattern: None,
        books_key: Some(books_key()),
        organisation: Organisation::default(),
    };
    let deployment = Deployment {
        database: Database::connect(&settings).await.expect("the test database is there"),
        terms: Arc::new(terms),
    };
    let now = "2026-03-02T18:00:00Z".parse().expect("a moment");
    let auckland = open(&deployment, now, "auckland", "Pacific/Auckland").await;
    let denver = open(&deployment, now, "denver", "America/Denver").await;
    Clinic { deployment, auckland, denver, now, keys: AtomicU32::new(0), database }
}

/// The text of that key, as a program takes it.
pub(crate) const BOOKS_KEY: &str = "a-key-of-the-books-for-tests-of-32-bytes-and-more";

/// The key that marks and seals the clinic's audit log.
pub(crate) fn books_key() -> BooksKeys {
    BooksKeys::from_text(BOOKS_KEY).expect("it is long enough")
}

async fn open(deployment: &Deployment, now: DateTime<Utc>, code: &str, time_zone: &str) -> site::Model {
    let (code, time_zone) = (code.to_owned(), time_zone.to_owned());
    let site = CreateSite { name: format!("The clinic in {code}"), code, time_zone };
    let key = format!("open {}", site.code);
    let answer = operations::perform(deployment, &people::admin(now), &key, site).await.expect("the site opens");
    found::<site::Entity>(deployment, answer.done.site_id).await
}

impl Clinic {
    /// The same clinic, whose database is opened once more.
    pub(crate) async fn opened_anew(mut self) -> Self {
        let settings = DatabaseSettings::patient(self.database.url(), 8);
        self.deployment.database.clone().close().await.expect("the database closes");
        self.deployment.database = Database::connect(&settings).await.expect("the test database is there");
        self
    }

    /// Performs an operation under a key of its own.
    pub(crate) async fn perform<O: Operation>(
        &self,
        request: &Request,
        operation: O,
    ) -> Result<Answer<O::Done>, Error> {
        let key = self.key();
        operations::perform(&self.deployment, request, &key, operation).await
    }

    /// Performs an operation that nothing speaks against.
    pub(crate) async fn done<O: Operation>(&self, request: &Request, operation: O) -> O::Done {
        self.perform(request, operation)
            .await
            .map_err(|error| error.to_string())
            .expect("nothing speaks against it")
            .done
    }

    /// Performs an operation that is refused, and answers why.
    pub(crate) async fn refused<O: Operation>(&self, request: &Request, operation: O) -> Vec<Refusal> {
        match self.perform(request, operation).await {
            Err(Error::Refused(refusals)) => refusals,
            Err(error) => panic!("it was not refused but: {error}"),
            Ok(_) => panic!("it was not refused"),
        }
    }

    /// The same, in short: the code and the field of each refusal.
    pub(crate) async fn refusals<O: Operation>(&self, request: &Request, operation: O) -> Vec<(Code, String)> {
        let refusals = self.refused(request, operation).await;
        refusals.into_iter().map(|refusal| (refusal.code(), refusal.field.join("."))).collect()
    }

    /// Whether an operation fails for want of a right.
    pub(crate) async fn forbidden<O: Operation>(&self, request: &Request, operation: O) -> bool {
        matches!(self.perform(request, operation).await, Err(Error::Forbidden { .. }))
    }

    /// Creates a product.
    pub(crate) async fn product(&self, product: CreateProduct) -> product::Model {
        let done = self.done(&self.manager(), product).await;
        self.row::<product::Entity>(done.product_id).await
    }

    /// The row of this id, which must be there.
    pub(crate) async fn row<E: EntityTrait>(
        &self,
        id: impl Into<<E::PrimaryKey as sea_orm::PrimaryKeyTrait>::ValueType>,
    ) -> E::Model {
        found::<E>(&self.deployment, id).await
    }
}

async fn found<E: EntityTrait>(
    deployment: &Deployment,
    id: impl Into<<E::PrimaryKey as sea_orm::PrimaryKeyTrait>::ValueType>,
) -> E::Model {
    let row = E::find_by_id(id).one(deployment.database.reader()).await;
    row.expect("the database reads").expect("the row is there")
}
