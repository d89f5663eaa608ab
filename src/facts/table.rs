//! The tables whose rows have facts, described by their entities: what their columns hold, and which are the key.

use entity::{
    approval, approval_decision, approval_site, book_currency, bundle_component, component, container, deviation,
    former_price, hold, idempotency, lot, lot_correction, lot_spelling, patient_link, product, product_fact_change,
    product_identifier, purchase_order, purchase_order_line, purchase_receipt, recall, recall_attempt, recall_contact,
    recall_contact_site, recall_count, recall_disposal, recall_event, recall_explanation, recall_lot, recall_notice,
    recall_notice_match, recall_scope, received_serial, reorder_policy, reservation, sale, sale_line, sale_return,
    sale_return_line, site, site_price, stock, supplier, supplier_authorization, supplier_item, treatment, usage,
    usage_correction, usage_line,
};
use sea_orm::{
    ColumnTrait, EntityTrait, IdenStatic, Iterable, PrimaryKeyToColumn, Value,
    prelude::{Date, Uuid},
    sea_query::ColumnType,
};

use super::{content, covered};

/// A table whose rows have facts.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    pub(super) columns: Vec<Column>,
    /// Which of the columns are its primary key, in the key's order.
    pub(super) key: Vec<usize>,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) holds: Holds,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Id,
    Number,
    Int,
    Flag,
    Day,
    Bytes,
    Text,
}

impl Table {
    fn of<E: EntityTrait>() -> Self {
        let columns: Vec<Column> = E::Column::iter().map(describe).collect();
        let keys = E::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column);
        let key = keys.filter_map(|key| columns.iter().position(|column| column.name == IdenStatic::as_str(&key)));
        Self { name: E::default().table_name(), key: key.collect(), columns }
    }

    /// The columns of the primary key, in its order.
    pub(super) fn key_columns(&self) -> impl Iterator<Item = Column> + '_ {
        self.key.iter().filter_map(|place| self.columns.get(*place).copied())
    }

    /// The columns of which a row that has the tags `now` says something else than with `then`;
    /// all that facts cover, where the tags cannot tell.
    pub fn differing(&self, then: &[u8], now: &[u8]) -> Vec<&'static str> {
        let covered = |name: &&'static str| covered::covers(self.name, name);
        let names = || self.columns.iter().map(|column| column.name).filter(covered);
        let differing = content::differing(names(), then, now);
        if differing.is_empty() { names().collect() } else { differing }
    }

    /// A key, as facts keep it, in the words that SQL takes: several columns behind one another.
    pub fn key_in_words(&self, key: &[u8]) -> String {
        let mut rest = key;
        let words: Vec<String> = self.key_columns().map(|column| column.holds.next_word(&mut rest)).collect();
        words.join(" ")
    }
}

impl Table {
    /// A key, as facts keep it, as the database takes it.
    pub(super) fn place_of(&self, key: &[u8]) -> Vec<Value> {
        let mut rest = key;
        self.key_columns().map(|column| column.holds.next_value(&mut rest)).collect()
    }
}

impl Holds {
    /// Takes the next value of a key off its bytes, as it is shown.
    fn next_word(self, rest: &mut &[u8]) -> String {
        let taken = self.take_next(rest);
        match self {
            Self::Id => Uuid::from_slice(taken).map(|id| id.to_string()).unwrap_or_default(),
            Self::Number | Self::Int => content::number_of(taken).to_string(),
            Self::Day | Self::Text => String::from_utf8_lossy(taken).into_owned(),
            Self::Flag | Self::Bytes => format!("{taken:02x?}"),
        }
    }

    /// Takes the next value of a key off its bytes, as the database takes it.
    fn next_value(self, rest: &mut &[u8]) -> Value {
        let taken = self.take_next(rest);
        let text = || String::from_utf8_lossy(taken).into_owned();
        match self {
            Self::Id => Uuid::from_slice(taken).map_or_else(|_| Value::from(taken.to_vec()), Value::from),
            Self::Day => text().parse::<Date>().map_or_else(|_| Value::from(text()), Value::from),
            Self::Number | Self::Int => Value::from(content::number_of(taken)),
            Self::Text => Value::from(text()),
            Self::Flag | Self::Bytes => Value::from(taken.to_vec()),
        }
    }

    /// Takes the next value of a key off its bytes: the reverse of what `content` makes of it.
    fn take_next<'k>(self, rest: &mut &'k [u8]) -> &'k [u8] {
        let length = match self {
            Self::Id => 16,
            Self::Number | Self::Int => 8,
            Self::Day => 10,
            Self::Flag => 1,
            Self::Text => rest.iter().position(|byte| *byte == 0).unwrap_or(rest.len()),
            Self::Bytes => rest.len(),
        };
        let (taken, behind) = rest.split_at(length.min(rest.len()));
        *rest = if self == Self::Text { behind.get(1..).unwrap_or_default() } else { behind };
        taken
    }
}

fn describe<C: ColumnTrait>(column: C) -> Column {
    let holds = match column.def().get_column_type() {
        ColumnType::Uuid => Holds::Id,
        ColumnType::BigInteger => Holds::Number,
        ColumnType::Integer => Holds::Int,
        ColumnType::Boolean => Holds::Flag,
        ColumnType::Date => Holds::Day,
        ColumnType::Blob | ColumnType::VarBinary(_) | ColumnType::Binary(_) => Holds::Bytes,
        _ => Holds::Text,
    };
    Column { name: IdenStatic::as_str(&column), holds }
}

macro_rules! tables {
    ($($table:ident),* $(,)?) => {
        /// Every table whose rows have facts. A table of the schema is in this list or, with the
        /// reason, among [`covered::TABLES_WITHOUT_FACTS`]: a test holds them against the schema.
        pub fn all() -> Vec<Table> {
            vec![$(Table::of::<$table::Entity>()),*]
        }
    };
}

tables![
    approval,
    approval_decision,
    approval_site,
    book_currency,
    bundle_component,
    component,
    container,
    deviation,
    former_price,
    hold,
    idempotency,
    lot,
    lot_correction,
    lot_spelling,
    patient_link,
    product,
    product_fact_change,
    product_identifier,
    purchase_order,
    purchase_order_line,
    purchase_receipt,
    recall,
    recall_attempt,
    recall_contact,
    recall_contact_site,
    recall_count,
    recall_disposal,
    recall_event,
    recall_explanation,
    recall_lot,
    recall_notice,
    recall_notice_match,
    recall_scope,
    received_serial,
    reorder_policy,
    reservation,
    sale,
    sale_line,
    sale_return,
    sale_return_line,
    site,
    site_price,
    stock,
    supplier,
    supplier_authorization,
    supplier_item,
    treatment,
    usage,
    usage_correction,
    usage_line,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_of_a_table_have_tags_of_their_own() {
        for table in all() {
            assert!(!table.key.is_empty(), "{}", table.name);
            assert!(content::tags_are_distinct(table.columns.iter().map(|column| column.name)), "{}", table.name);
        }
    }

    #[test]
    fn a_key_is_shown_as_sql_takes_it() {
        let table = Table::of::<patient_link::Entity>();
        let row = patient_link::Model {
            from_id: "P1".to_owned(),
            sequence: 7,
            into_id: "P2".to_owned(),
            undone: false,
            at: entity::instant::Instant(0),
            by: "dia".to_owned(),
        };
        assert_eq!(table.key_in_words(&content::key(&row)), "P1 7");
    }
}
