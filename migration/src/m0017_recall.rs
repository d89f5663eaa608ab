//! Step 17: the last day that was stated of an unbooked line, and holds that one act placed. Every dash of a lot number is
//! one dash: numbers that were recorded before are found by it as well, lots by spellings more. What was stated stays as it
//! was written, since rows that say what happened are never changed.

use sea_orm_migration::prelude::*;

use crate::dialect;

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0017_recall"
    }
}

const TABLES: &str = "\
ALTER TABLE usage_line ADD COLUMN stated_expires_on :day;
ALTER TABLE sale_line ADD COLUMN stated_expires_on :day;
ALTER TABLE hold ADD COLUMN group_id :id;
CREATE INDEX hold_by_group ON hold (group_id) WHERE group_id IS NOT NULL;
";

/// What was no dash to the form that numbers were matched by; `rules::lot_number` has the same list.
const DASHES: [char; 16] = [
    '\u{02D7}', '\u{058A}', '\u{05BE}', '\u{1806}', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}',
    '\u{2015}', '\u{2043}', '\u{2212}', '\u{2E3A}', '\u{2E3B}', '\u{30A0}', '\u{FF0D}',
];

/// The number in `column` with the hyphen of the keyboard for every dash.
fn with_one_dash(column: &str) -> String {
    DASHES.iter().fold(column.to_owned(), |number, dash| format!("replace({number}, '{dash}', '-')"))
}

fn script() -> String {
    let spelling = with_one_dash("canonical");
    let term = with_one_dash("term");
    let first = with_one_dash("first");
    let last = with_one_dash("last");
    let stated = with_one_dash("line.stated_canonical");
    let restated = ["usage_line", "sale_line", "component"].map(|table| {
        format!(
            "INSERT INTO lot_spelling (product_id, canonical, lot_id)
SELECT DISTINCT line.product_id, line.stated_canonical, known.lot_id FROM {table} line
JOIN lot_spelling known ON known.product_id = line.product_id AND known.canonical = {stated}
WHERE line.lot_id IS NULL AND line.stated_canonical <> {stated} ON CONFLICT DO NOTHING;\n"
        )
    });
    format!(
        "INSERT INTO lot_spelling (product_id, canonical, lot_id)
SELECT product_id, {spelling}, lot_id FROM lot_spelling WHERE canonical <> {spelling} ON CONFLICT DO NOTHING;
{}INSERT INTO recall_notice_term (term, notice_id)
SELECT {term}, notice_id FROM recall_notice_term WHERE term <> {term} ON CONFLICT DO NOTHING;
INSERT INTO recall_notice_range (characters, first, last, notice_id)
SELECT characters, {first}, {last}, notice_id FROM recall_notice_range
WHERE (first <> {first} OR last <> {last}) AND {last} >= {first} ON CONFLICT DO NOTHING;
",
        restated.concat()
    )
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, TABLES).await?;
        dialect::run(manager, &script()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
