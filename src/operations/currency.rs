//! The one currency of a database: bound with the first amount of money that is written, and the same ever after. A copy of
//! the service that is configured for another one does not start, as it would read every amount as one of its own.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use entity::{book_currency, entry, fixed_point::Money, product, purchase_order_line, supplier_item};
use futures_util::FutureExt;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use super::{Act, Deployment, audit};
use crate::{
    error::{Error, Failure},
    request::Request,
    rules::rights::Caller,
};

/// What the audit log calls it, when a service at its start says the currency of a database that did not keep it.
const NAME: &str = "bindCurrency";

/// Checks that the amounts of the database are in the currency that is configured. A database of a release that did not keep
/// it, and has amounts, is taken to be in this one: an act of the service.
///
/// # Errors
/// [`Failure::OtherCurrency`]; when the database fails.
pub async fn check_at_start(deployment: &Deployment, now: DateTime<Utc>) -> Result<(), Error> {
    let Deployment { database, terms } = deployment;
    let reader = database.reader();
    if let Some(bound) = read(reader).await? {
        is_the_same(&bound, &terms.currency)?;
        database.remember_currency();
        return Ok(());
    }
    if !has_amounts(reader).await? {
        return Ok(());
    }
    let shared = Arc::new((terms.clone(), by_the_service(now)));
    let bound = database.write(move |transaction| {
        let shared = shared.clone();
        async move {
            let (terms, request) = &*shared;
            let act = Act::new(transaction, request, terms);
            bind(&act).await?;
            let (_, facts) = act.end();
            let written = facts.write(transaction).await?.written();
            Ok(audit::done(transaction, request, terms, NAME, &terms.currency, None, written).await?)
        }
        .boxed()
    });
    bound.await?;
    database.remember_currency();
    Ok(())
}

/// Nobody asked.
fn by_the_service(at: DateTime<Utc>) -> Request {
    let client = Some("lotwise serve".to_owned());
    let caller = Caller { subject: "lotwise".to_owned(), client, grants: vec![], scopes: [].into() };
    Request { caller, at, id: "start".to_owned(), address: None }
}

/// Binds the database to the currency that is configured, unless it is.
///
/// # Errors
/// [`Failure::OtherCurrency`]; when the database fails.
pub(super) async fn bind(act: &Act<'_>) -> Result<(), Error> {
    let code = &act.terms.currency;
    if let Some(bound) = read(act.transaction).await? {
        return Ok(is_the_same(&bound, code)?);
    }
    act.insert_missing(vec![book_currency::Model { id: 1, code: code.clone(), bound_at: act.now() }]).await?;

    // Of two that bind at once, the second one waits and finds what the first one wrote.
    let bound = read(act.transaction).await?;
    let bound = bound.ok_or_else(|| Failure::Broken("the currency was bound and is gone".to_owned()))?;
    Ok(is_the_same(&bound, code)?)
}

async fn read(connection: &impl ConnectionTrait) -> Result<Option<String>, Failure> {
    Ok(book_currency::Entity::find_by_id(1).one(connection).await?.map(|row| row.code))
}

fn is_the_same(bound: &str, configured: &str) -> Result<(), Failure> {
    if bound == configured {
        return Ok(());
    }
    Err(Failure::OtherCurrency { bound: bound.to_owned(), configured: configured.to_owned() })
}

/// Whether any amount was written: a price, what is paid to suppliers, or what goods cost. What is sold has one of these.
async fn has_amounts(connection: &impl ConnectionTrait) -> Result<bool, Failure> {
    let cost = entry::Entity::find().filter(entry::COLUMN.value.ne(Money::ZERO)).limit(1);
    let price = product::Entity::find().filter(product::COLUMN.retail_price.is_not_null()).limit(1);
    Ok(price.one(connection).await?.is_some()
        || supplier_item::Entity::find().limit(1).one(connection).await?.is_some()
        || purchase_order_line::Entity::find().limit(1).one(connection).await?.is_some()
        || cost.one(connection).await?.is_some())
}
