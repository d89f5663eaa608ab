//! What a row says, as bytes that are the same on both databases: its key, its digest, and a tag for each column.

use chrono::NaiveDate;
use sea_orm::{EntityName, EntityTrait, IdenStatic, Iterable, ModelTrait, PrimaryKeyToColumn, Value};
use sha2::{Digest, Sha256};

use super::covered;

/// Bytes of one tag: two that stand for the column's name, three for its value.
const TAG: usize = 5;

/// What a row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// SHA-256 over the names and values of the columns that are not NULL, in the order of their names: a column that a
    /// later release adds, and leaves NULL, changes no digest.
    pub digest: Vec<u8>,
    /// A tag for each of them.
    pub tags: Vec<u8>,
}

/// The name of the table that `row` stands in.
pub fn table<M: ModelTrait>() -> &'static str {
    <M::Entity as Default>::default().table_name()
}

/// The primary key of `row`, in bytes that sort as the databases sort it.
pub fn key<M: ModelTrait>(row: &M) -> Vec<u8> {
    let columns = <M::Entity as EntityTrait>::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column);
    let values: Vec<Value> = columns.map(|column| row.get(column)).collect();
    key_of(&values)
}

/// The primary key of these values.
pub(super) fn key_of(values: &[Value]) -> Vec<u8> {
    values.iter().flat_map(sortable).collect()
}

/// What `row` says, of the columns that facts cover.
pub fn content<M: ModelTrait>(row: &M) -> Content {
    let columns = <M::Entity as EntityTrait>::Column::iter();
    content_of(table::<M>(), columns.map(|column| (IdenStatic::as_str(&column), row.get(column))))
}

/// What a row of `table` with these values says.
pub(super) fn content_of(table: &str, values: impl Iterator<Item = (&'static str, Value)>) -> Content {
    let mut columns: Vec<(&'static str, Vec<u8>)> = values
        .filter(|(column, _)| covered::covers(table, column))
        .filter_map(|(column, value)| Some((column, bytes(&value)?)))
        .collect();
    columns.sort_unstable_by_key(|(name, _)| *name);

    let mut digest = Sha256::new();
    field(&mut digest, table.as_bytes());
    for (name, value) in &columns {
        field(&mut digest, name.as_bytes());
        field(&mut digest, value);
    }
    let tags = columns.iter().flat_map(|(name, value)| tag(name, value)).collect();
    Content { digest: digest.finalize().to_vec(), tags }
}

/// Which of `names` a row that has the tags `now` says something else of than it said with `then`.
pub(super) fn differing(names: impl Iterator<Item = &'static str>, then: &[u8], now: &[u8]) -> Vec<&'static str> {
    let said = |tags: &[u8], name: [u8; 2]| {
        let of_name = tags.chunks_exact(TAG).find(|tag| tag.starts_with(&name));
        of_name.map(<[u8]>::to_vec)
    };
    names.filter(|name| said(then, name_tag(name)) != said(now, name_tag(name))).collect()
}

/// Two bytes that stand for a column's name.
fn name_tag(name: &str) -> [u8; 2] {
    let [.., first, second] = folded(name.as_bytes(), &[]);
    [first, second]
}

fn tag(name: &str, value: &[u8]) -> [u8; TAG] {
    let [first, second] = name_tag(name);
    let [third, fourth, fifth] = folded(name.as_bytes(), value);
    [first, second, third, fourth, fifth]
}

/// FNV-1a of 64 bits, folded to 24: tags only name what the digest has found to differ.
fn folded(name: &[u8], value: &[u8]) -> [u8; 3] {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let hash = name.iter().chain(&[0]).chain(value).fold(0xcbf2_9ce4_8422_2325, step);
    let [a, b, c, d, e, f, g, h] = hash.to_be_bytes();
    [a ^ d ^ g, b ^ e ^ h, c ^ f]
}

/// A field behind its length, so that no two rows make the same bytes.
fn field(digest: &mut Sha256, bytes: &[u8]) {
    digest.update((bytes.len() as u64).to_be_bytes());
    digest.update(bytes);
}

/// The value, the same from both databases; `None` for NULL.
fn bytes(value: &Value) -> Option<Vec<u8>> {
    match value {
        Value::Bool(flag) => flag.map(|flag| vec![u8::from(flag)]),
        Value::Int(number) => number.map(|number| i64::from(number).to_be_bytes().to_vec()),
        Value::BigInt(number) => number.map(|number| number.to_be_bytes().to_vec()),
        Value::String(text) => text.as_ref().map(|text| text.as_bytes().to_vec()),
        Value::Bytes(bytes) => bytes.clone(),
        Value::Uuid(id) => id.as_ref().map(|id| id.as_bytes().to_vec()),
        Value::ChronoDate(day) => day.as_ref().map(|day| iso(*day).into_bytes()),
        // No row has columns of other types; one that will is still told apart by how it is written.
        other => (*other != other.as_null()).then(|| other.to_string().into_bytes()),
    }
}

/// The value in bytes that sort as the value does, and of which none is the beginning of another.
fn sortable(value: &Value) -> Vec<u8> {
    match value {
        Value::Int(number) => number.map(|number| biased(number.into())).unwrap_or_default(),
        Value::BigInt(number) => number.map(biased).unwrap_or_default(),
        Value::String(text) => text.iter().flat_map(|text| text.bytes().chain([0])).collect(),
        other => bytes(other).unwrap_or_default(),
    }
}

/// A number whose bytes sort as it does, negative ones first.
fn biased(number: i64) -> Vec<u8> {
    (number.cast_unsigned() ^ (1 << 63)).to_be_bytes().to_vec()
}

/// The number that these bytes of a key stand for.
pub(super) fn number_of(bytes: &[u8]) -> i64 {
    let biased = bytes.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    (biased ^ (1 << 63)).cast_signed()
}

/// Whether each of these columns has a tag that none of the others has.
#[cfg(test)]
pub(super) fn tags_are_distinct(names: impl Iterator<Item = &'static str>) -> bool {
    let mut tags = std::collections::BTreeSet::new();
    names.into_iter().all(|name| tags.insert(name_tag(name)))
}

fn iso(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}
