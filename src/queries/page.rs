//! Pages of a list: a total order with the id last, and a cursor that says where the page before it ended.
//!
//! A cursor is the sort key of a row, so a page starts where the last one ended whatever was added or removed meanwhile.
//! It is text that clients hand back and never read: the key as JSON, in hexadecimal digits.

mod each;

pub use each::load_each;

use crate::{
    error::{Error, Failure},
    rules::refusal::{InputRule, Refusal, field},
};
use sea_orm::{
    ConnectionTrait, EntityTrait, ExprTrait, Order as Direction, QueryFilter, QueryOrder, QuerySelect, Select, Value,
    sea_query::{Expr, IntoValueTuple, ValueTuple},
};
use serde::{Serialize, de::DeserializeOwned};

/// Rows of a page when nobody says how many.
pub const DEFAULT_SIZE: u32 = 20;
/// Most rows of a page.
pub const MAX_SIZE: u32 = 100;

/// Rows of a page that no client asked for: of an export.
const LONG_SIZE: usize = 1000;

/// Which page of a list is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PageRequest {
    size: usize,
    after: Option<String>,
}

/// One page of a list.
#[derive(Clone, Debug)]
pub struct Page<Row> {
    /// Its rows, in order.
    pub rows: Vec<Listed<Row>>,
    /// Whether rows come after it.
    pub has_next_page: bool,
    /// Whether it was asked for behind some row.
    pub has_previous_page: bool,
}

/// A row of a page, and the cursor that the next page may start after.
#[derive(Clone, Debug)]
pub struct Listed<Row> {
    /// Where it stands in the list.
    pub cursor: String,
    /// The row.
    pub row: Row,
}

/// The total order of a list: what it is sorted by, the id last.
pub struct Order<Row, Key> {
    /// The columns, none of which may be null.
    pub columns: Vec<Expr>,
    /// The direction of all of them.
    pub direction: Direction,
    /// The values of the columns in a row, in the same order.
    pub key: fn(&Row) -> Key,
}

impl<Row> Page<Row> {
    /// The page with something else in place of each row.
    pub fn map<Other>(self, mut other: impl FnMut(Row) -> Other) -> Page<Other> {
        let rows = self.rows.into_iter().map(|listed| Listed { cursor: listed.cursor, row: other(listed.row) });
        let rows = rows.collect();
        Page { rows, has_next_page: self.has_next_page, has_previous_page: self.has_previous_page }
    }
}

impl PageRequest {
    /// The page of `first` rows behind the row of cursor `after`.
    ///
    /// # Errors
    /// `OUT_OF_RANGE` when `first` is not 1 to 100.
    pub fn new(first: Option<i32>, after: Option<String>) -> Result<Self, Refusal> {
        let size = first.map_or(Some(DEFAULT_SIZE), |first| u32::try_from(first).ok());
        let size = size.filter(|size| (1..=MAX_SIZE).contains(size)).ok_or_else(|| {
            let message = format!("A page has 1 to {MAX_SIZE} rows.");
            Refusal::beyond(field("first"), InputRule::OutOfRange, MAX_SIZE, message)
        })?;
        Ok(Self { size: size as usize, after })
    }

    /// A page of an export, which nobody waits for as a whole: longer than clients may ask for.
    pub fn long(after: Option<String>) -> Self {
        Self { size: LONG_SIZE, after }
    }

    /// How many rows to read: one more than the page has, which tells whether another page follows.
    pub fn limit(&self) -> u64 {
        self.size as u64 + 1
    }

    /// The key that the page comes after, if any.
    ///
    /// # Errors
    /// `INVALID` for a text that is no cursor of this list.
    pub fn after<Key: DeserializeOwned>(&self) -> Result<Option<Key>, Refusal> {
        self.after.as_deref().map(|cursor| read(cursor).ok_or_else(no_such_cursor)).transpose()
    }

    /// The page made of `rows`, of which [`limit`](Self::limit) were read at most.
    ///
    /// # Errors
    /// When a key cannot be written down.
    pub fn page<Row, Key: Serialize>(
        &self,
        mut rows: Vec<Row>,
        key: impl Fn(&Row) -> Key,
    ) -> Result<Page<Row>, Failure> {
        let has_next_page = rows.len() > self.size;
        rows.truncate(self.size);
        let rows = rows.into_iter().map(|row| Ok(Listed { cursor: print(&key(&row))?, row }));
        let rows = rows.collect::<Result<_, Failure>>()?;
        Ok(Page { rows, has_next_page, has_previous_page: self.after.is_some() })
    }
}

impl<Row, Key: Serialize + DeserializeOwned + IntoValueTuple> Order<Row, Key> {
    /// `list` in this order, from behind the cursor, one row more than the page has.
    ///
    /// # Errors
    /// `INVALID` for a text that is no cursor of this list.
    pub fn slice<Q: QueryFilter + QueryOrder + QuerySelect>(&self, list: Q, asked: &PageRequest) -> Result<Q, Refusal> {
        let columns = self.columns.iter().cloned();
        let list = columns.fold(list, |list, column| list.order_by(column, self.direction.clone()));
        let list = match asked.after::<Key>()? {
            Some(key) => list.filter(self.behind(key.into_value_tuple())?),
            None => list,
        };
        Ok(list.limit(asked.limit()))
    }

    fn behind(&self, key: ValueTuple) -> Result<Expr, Refusal> {
        let key: Vec<Value> = key.into_iter().collect();
        if key.iter().any(holds_nul) {
            return Err(no_such_cursor());
        }
        let (columns, key) = (Expr::tuple(self.columns.clone()), Expr::tuple(key.into_iter().map(Expr::value)));
        Ok(if self.direction == Direction::Desc { columns.lt(key) } else { columns.gt(key) })
    }
}

/// Reads one page of `list`.
///
/// # Errors
/// `INVALID` for a text that is no cursor of this list; when the database fails.
pub async fn load<E, Key>(
    connection: &impl ConnectionTrait,
    list: Select<E>,
    order: &Order<E::Model, Key>,
    asked: &PageRequest,
) -> Result<Page<E::Model>, Error>
where
    E: EntityTrait,
    Key: Serialize + DeserializeOwned + IntoValueTuple,
{
    let rows = order.slice(list, asked)?.all(connection).await?;
    Ok(asked.page(rows, order.key)?)
}

fn no_such_cursor() -> Refusal {
    Refusal::invalid(field("after"), InputRule::Other, "This is not a cursor of this list.")
}

/// PostgreSQL fails on NUL in a text; no cursor of ours holds one.
fn holds_nul(value: &Value) -> bool {
    matches!(value, Value::String(Some(text)) if text.contains('\0'))
}

fn print(key: &impl Serialize) -> Result<String, Failure> {
    let json = serde_json::to_string(key)
        .map_err(|cause| Failure::Broken(format!("a sort key cannot be written down: {cause}")))?;
    Ok(json.bytes().map(|byte| format!("{byte:02x}")).collect())
}

fn read<Key: DeserializeOwned>(cursor: &str) -> Option<Key> {
    let digits = cursor.chars().map(|digit| digit.to_digit(16)).collect::<Option<Vec<_>>>()?;
    let bytes = digits.chunks(2).map(|pair| match pair {
        [high, low] => u8::try_from(high * 16 + low).ok(),
        _ => None,
    });
    serde_json::from_slice(&bytes.collect::<Option<Vec<_>>>()?).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use proptest::prelude::*;

    fn asked(first: Option<i32>, after: Option<&str>) -> PageRequest {
        PageRequest::new(first, after.map(ToOwned::to_owned)).unwrap()
    }

    #[test]
    fn a_page_has_one_to_a_hundred_rows_and_twenty_unless_said() {
        for first in [i32::MIN, -1, 0, 101, i32::MAX] {
            assert!(PageRequest::new(Some(first), None).is_err(), "{first}");
        }
        assert_eq!(asked(None, None).limit(), 21);
        assert_eq!(asked(Some(100), None).limit(), 101);
    }

    #[test]
    fn the_row_too_many_is_cut_off_and_announces_the_next_page() {
        let page = asked(Some(2), None).page(vec!["a", "b", "c"], |row| row.to_string()).unwrap();
        assert_eq!(page.rows.iter().map(|listed| listed.row).collect::<Vec<_>>(), ["a", "b"]);
        assert!(page.has_next_page && !page.has_previous_page);
        assert!(!asked(Some(3), None).page(vec!["a", "b", "c"], |row| row.to_string()).unwrap().has_next_page);
    }

    #[test]
    fn what_is_no_cursor_is_refused() {
        for cursor in ["", "5", "zz", "5b", "5b225d", "é"] {
            assert!(asked(None, Some(cursor)).after::<(String, i64)>().is_err(), "{cursor:?}");
        }
    }

    proptest! {
        #[test]
        fn a_cursor_reads_back_as_the_key_it_was_made_of(name in "\\PC{0,20}", number: i64) {
            let cursor = print(&(&name, number)).unwrap();
            let read = asked(None, Some(&cursor)).after::<(String, i64)>();
            prop_assert_eq!(read.unwrap(), Some((name, number)));
        }
    }
}
