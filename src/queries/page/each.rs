//! The same page of many lists at once: the lots of each of a hundred products in one statement.

use super::{Order, Page, PageRequest};
use crate::error::Error;
use sea_orm::{
    ConnectionTrait, EntityTrait, ExprTrait, Iterable, Order as Direction, PrimaryKeyToColumn, QueryFilter,
    QuerySelect, QueryTrait, Select,
    sea_query::{Alias, Expr, Func, IntoIden, IntoValueTuple, OverStatement, Query, SelectStatement, WindowStatement},
};
use serde::{Serialize, de::DeserializeOwned};
use std::collections::BTreeMap;

/// Where a row stands in the list that it belongs to, from 1.
const PLACE: &str = "place";

/// Reads a page of every list that `list` holds rows of. `column` says in the database, and `belongs_to` of a row, which
/// list a row is in; several values of the column may be one list.
///
/// # Errors
/// `INVALID` for a text that is no cursor of these lists; when the database fails.
pub async fn load_each<E, Key, Of>(
    connection: &impl ConnectionTrait,
    list: Select<E>,
    column: E::Column,
    belongs_to: impl Fn(&E::Model) -> Of,
    order: &Order<E::Model, Key>,
    asked: &PageRequest,
) -> Result<BTreeMap<Of, Page<E::Model>>, Error>
where
    E: EntityTrait,
    Key: Serialize + DeserializeOwned + IntoValueTuple + Ord,
    Of: Ord,
{
    let list = match asked.after::<Key>()? {
        Some(key) => list.filter(order.behind(key.into_value_tuple())?),
        None => list,
    };
    let rows = E::find().filter(key_of::<E>().in_subquery(first_of_each::<E, Key>(list, column, order, asked)));
    let rows = rows.all(connection).await?.into_iter().map(|row| (belongs_to(&row), row));
    let lists = rows.fold(BTreeMap::<Of, Vec<E::Model>>::new(), |mut lists, (of, row)| {
        lists.entry(of).or_default().push(row);
        lists
    });
    lists.into_iter().map(|(of, rows)| Ok((of, asked.page(sorted(rows, order), order.key)?))).collect()
}

/// The primary keys of the first rows of every list.
fn first_of_each<E: EntityTrait, Key>(
    list: Select<E>,
    column: E::Column,
    order: &Order<E::Model, Key>,
    asked: &PageRequest,
) -> SelectStatement {
    let mut window = WindowStatement::new();
    window.add_partition_by(Expr::col((E::default(), column)));
    for column in &order.columns {
        window.order_by_expr(column.clone(), order.direction.clone());
    }
    let mut numbered = list.select_only();
    for key in E::PrimaryKey::iter() {
        numbered = numbered.column(key.into_column());
    }
    let mut numbered = numbered.into_query();
    numbered.expr_window_as(Func::cust("ROW_NUMBER"), window, PLACE);
    let keys = E::PrimaryKey::iter().map(|key| key.into_column().into_iden());
    let limit = asked.limit();
    Query::select()
        .columns(keys)
        .from_subquery(numbered, Alias::new("numbered"))
        .and_where(Expr::col(PLACE).lte(limit))
        .take()
}

fn key_of<E: EntityTrait>() -> Expr {
    Expr::tuple(E::PrimaryKey::iter().map(|key| Expr::col((E::default(), key.into_column()))))
}

fn sorted<Row, Key: Ord>(mut rows: Vec<Row>, order: &Order<Row, Key>) -> Vec<Row> {
    rows.sort_by_key(order.key);
    if order.direction == Direction::Desc {
        rows.reverse();
    }
    rows
}
