//! A made-up clinic to try the service with: two sites, the products of the field, and a history
//! that a seed makes.
//!
//! Everything goes through the operations, each act by the person who would do it and at the time
//! it would be done, so that the books of the demo are books like any other: `lotwise verify`
//! proves them.

mod assortment;
pub mod clinic;
pub mod examples;
pub mod history;
mod known;
mod ordering;
mod performer;

use crate::{
    database::Reader,
    error::{Error, Failure},
    operations::{self, Deployment},
};
use assortment::Article;
use chrono::TimeDelta;
use clinic::{ADMIN, CLIENT, MANAGER, SITES};
use entity::{idempotency, product, site};
use history::Terms;
use known::Known;
use performer::Performer;
use sea_orm::{EntityTrait, PaginatorTrait, QuerySelect};

/// The key of the last act: with it the demo is complete.
const COMPLETE: &str = "the last act";

/// What a database holds, as far as the demo is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing: it can be filled.
    Empty,
    /// The demo.
    Complete,
    /// A demo that was not filled to its end.
    Unfinished,
    /// Something else, such as the books of a clinic.
    Other,
}

/// What the database holds.
///
/// # Errors
/// When the database fails.
pub async fn state(reader: &Reader) -> Result<State, Failure> {
    // Only what every version of the schema has is asked for: the file may be an old one.
    let sites = site::Entity::find().select_only().column(site::Column::Id).count(reader).await?;
    let products = product::Entity::find().select_only().column(product::Column::Id).count(reader).await?;
    if sites == 0 && products == 0 {
        return Ok(State::Empty);
    }

    let [first, _] = &SITES;
    if !was_performed(reader, first.code).await? {
        return Ok(State::Other);
    }
    Ok(if was_performed(reader, COMPLETE).await? { State::Complete } else { State::Unfinished })
}

/// Whether the demo did the act of this key here.
async fn was_performed(reader: &Reader, key: &str) -> Result<bool, Failure> {
    let act = idempotency::Entity::find_by_id((CLIENT.to_owned(), key.to_owned()));
    Ok(act.select_only().column(idempotency::Column::Key).count(reader).await? > 0)
}

/// Fills an empty database, and answers how many acts its history has. `progress` is told how many
/// of them are done, of how many.
///
/// # Errors
/// What an operation refuses, which is a fault of the plan; a failure.
pub async fn fill(
    deployment: &Deployment,
    terms: &Terms,
    progress: impl Fn(usize, usize) + Send + Sync,
) -> Result<usize, Error> {
    let articles = assortment::articles(&deployment.terms.currency).map_err(Failure::Broken)?;
    let known = found(deployment, terms, &articles).await?;

    let acts = history::plan(terms, &articles);
    let known = Performer::new(deployment, known, &progress).perform(&acts).await?;

    ordering::order(deployment, terms.until, &articles, &known).await?;
    ordering::end(deployment, terms.until, &known, COMPLETE).await?;
    Ok(acts.len())
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
        let key = format!("product {}", article.product.sku);
        let product = article.product.clone();
        let answer = operations::perform(deployment, &MANAGER.asks(at), &key, product).await?;
        known.products.push(answer.done.product_id);
    }

    for (name, supplier) in clinic::suppliers(terms.first_on(), terms.last_on()) {
        let key = format!("supplier {name}");
        let answer = operations::perform(deployment, &MANAGER.asks(at), &key, supplier).await?;
        known.suppliers.insert(name, answer.done.supplier_id);
    }

    ordering::found(deployment, at, articles, &known).await?;
    Ok(known)
}
