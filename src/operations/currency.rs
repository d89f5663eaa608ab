//! The one currency of a database: bound with the first amount of money that is written, and the same ever after. A copy of
//! the service that is configured for another one does not start, as it would read every amount as one of its own.

use entity::{book_currency, entry, fixed_point::Money, instant::Instant, product, purchase_order_line, supplier_item};
use futures_util::FutureExt;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};

use crate::{
    database::Database,
    error::{Error, Failure},
};

/// Checks that the amounts of `database` are in the currency `code`. A database of a release that did not keep it, and
/// has amounts, is taken to be in this one.
///
/// # Errors
/// [`Failure::OtherCurrency`]; when the database fails.
pub async fn check_at_start(database: &Database, code: &str, now: Instant) -> Result<(), Error> {
    let reader = database.reader();
    if let Some(bound) = read(reader).await? {
        is_the_same(&bound, code)?;
        database.remember_currency();
        return Ok(());
    }
    if !has_amounts(reader).await? {
        return Ok(());
    }
    let code = code.to_owned();
    let bound = database.write(move |transaction| {
        let code = code.clone();
        async move { bind(transaction, &code, now).await }.boxed()
    });
    bound.await?;
    database.remember_currency();
    Ok(())
}

/// Binds the database to the currency `code`, unless it is.
///
/// # Errors
/// [`Failure::OtherCurrency`]; when the database fails.
pub(super) async fn bind(transaction: &DatabaseTransaction, code: &str, now: Instant) -> Result<(), Error> {
    if let Some(bound) = read(transaction).await? {
        return Ok(is_the_same(&bound, code)?);
    }
    let row = book_currency::Model { id: 1, code: code.to_owned(), bound_at: now };
    let insert = book_currency::Entity::insert(row.into_active_model()).on_conflict_do_nothing();
    insert.exec_without_returning(transaction).await?;

    // Of two that bind at once, the second one waits and finds what the first one wrote.
    let bound = read(transaction).await?;
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
