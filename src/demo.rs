//! A made-up clinic to try the service with: two sites, the products of the field, and a history that a seed makes.
//!
//! Everything goes through the operations, each act by the person who would do it and at the time it would be done, so
//! that the books of the demo are books like any other: `lotwise verify` proves them.

mod assortment;
pub mod clinic;
pub mod examples;
pub mod history;
mod known;
mod ordering;
mod performer;

use crate::{
    error::{Error, Failure},
    operations::{self, Deployment, create_supplier::CreateSupplier},
};
use assortment::Article;
use chrono::{DateTime, TimeDelta, Utc};
use clinic::{ADMIN, CLIENT, MANAGER, SITES};
use entity::{id::SupplierId, idempotency, site};
use history::Terms;
use known::Known;
use performer::Performer;
use sea_orm::{EntityTrait, PaginatorTrait};

/// The key of the last act: with it the demo is complete.
const COMPLETE: &str = "the last act";

/// What a database holds, as far as the demo is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing: it can be filled.
    Empty,
    /// The demo.
    Complete,
    /// Something else, or a demo that was not filled to its end.
    Other,
}

/// What the database holds.
///
/// # Errors
/// When the database fails.
pub async fn state(deployment: &Deployment) -> Result<State, Failure> {
    let reader = deployment.database.reader();
    if site::Entity::find().count(reader).await? == 0 {
        return Ok(State::Empty);
    }
    let last = idempotency::Entity::find_by_id((CLIENT.to_owned(), COMPLETE.to_owned())).one(reader).await?;
    Ok(if last.is_some() { State::Complete } else { State::Other })
}

/// Fills an empty database. `progress` is told how many of how many acts are done, now and then.
///
/// # Errors
/// What an operation refuses, which is a fault of the plan; a failure.
pub async fn fill(
    deployment: &Deployment,
    terms: &Terms,
    progress: impl Fn(usize, usize) + Send + Sync,
) -> Result<(), Error> {
    let articles = assortment::articles(&deployment.terms.currency).map_err(Failure::Broken)?;
    let known = found(deployment, terms, &articles).await?;
    let acts = history::plan(terms, &articles);
    let sites = known.sites.clone();
    Performer::new(deployment, known).perform(&acts, &progress).await?;
    ordering::order(deployment, terms.until, &sites).await
}

/// Founds the clinic on the day before its history: sites, products, suppliers.
async fn found(deployment: &Deployment, terms: &Terms, articles: &[Article]) -> Result<Known, Error> {
    let [first, _] = &SITES;
    let at = first.moment(terms.first_on() - TimeDelta::days(1), 12 * 60);
    let mut known = Known { currency: deployment.terms.currency.clone(), ..Known::default() };
    for site in &SITES {
        let answer = operations::perform(deployment, &ADMIN.asks(at), site.code, site.create()).await?;
        known.sites.push(answer.done.site_id);
    }
    for article in articles {
        let (key, product) = (format!("product {}", article.product.sku), article.product.clone());
        known.products.push(operations::perform(deployment, &MANAGER.asks(at), &key, product).await?.done.product_id);
    }
    for (key, supplier) in clinic::suppliers(terms.first_on(), terms.last_on()) {
        known.suppliers.insert(key, create(deployment, at, key, supplier).await?);
    }
    ordering::found(deployment, at, articles, &known).await?;
    Ok(known)
}

async fn create(
    deployment: &Deployment,
    at: DateTime<Utc>,
    key: &str,
    supplier: CreateSupplier,
) -> Result<SupplierId, Error> {
    let key = format!("supplier {key}");
    Ok(operations::perform(deployment, &MANAGER.asks(at), &key, supplier).await?.done.supplier_id)
}
