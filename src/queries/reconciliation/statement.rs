//! The statement of a page: the keys of its rows, and the sums of each.

use super::Reconciled;
use entity::id::{LotId, SiteId};
use sea_orm::{DbBackend, Statement, Value};

/// What a sum is called that moved before the first day.
pub(super) const BEFORE: &str = "BEFORE";
/// What a sum is called that was used and never booked.
pub(super) const UNBOOKED: &str = "UNBOOKED";

/// The values of a statement, each named in its text by its number.
#[derive(Default)]
struct Values(Vec<Value>);

impl Values {
    fn name(&mut self, value: impl Into<Value>) -> String {
        self.0.push(value.into());
        format!("${}", self.0.len())
    }

    fn list<T: Into<Value>>(&mut self, values: impl IntoIterator<Item = T>) -> String {
        values.into_iter().map(|value| self.name(value)).collect::<Vec<_>>().join(", ")
    }
}

/// The statement of a page of so many rows behind `after`.
pub(super) fn of(backend: DbBackend, reconciled: &Reconciled, after: Option<(LotId, SiteId)>, limit: u64) -> Statement {
    let mut values = Values::default();
    let (from, to) = (values.name(reconciled.days.from), values.name(reconciled.days.to));
    let unbooked = unbooked(reconciled, (&from, &to), &mut values);
    let sites = values.list(reconciled.sites.iter().map(|site| site.id));
    let wanted = wanted(reconciled, "stock", &mut values);
    let behind = after.map(|(lot, site)| format!("WHERE (lot, site) > ({}, {})", values.name(lot), values.name(site)));
    let behind = behind.unwrap_or_default();
    let sql = format!(
        "WITH unbooked (lot, site, quantity) AS ({unbooked}), \
         keys (lot, site) AS (SELECT lot, site FROM (\
           SELECT coalesce(l.merged_into_id, l.id) AS lot, stock.site_id AS site FROM stock JOIN lot l ON l.id = stock.lot_id \
           WHERE stock.site_id IN ({sites}) AND {wanted} \
           AND EXISTS (SELECT 1 FROM entry WHERE entry.stock_id = stock.id AND entry.occurred_on <= {to}) \
           AND (stock.on_hand > 0 OR EXISTS (SELECT 1 FROM entry WHERE entry.stock_id = stock.id AND entry.occurred_on >= {from})) \
           UNION SELECT lot, site FROM unbooked) AS touched {behind} ORDER BY lot, site LIMIT {limit}), \
         members (lot, site, member) AS (SELECT lot, site, lot FROM keys \
           UNION ALL SELECT k.lot, k.site, l.id FROM keys k JOIN lot l ON l.merged_into_id = k.lot) \
         SELECT m.lot AS lot, m.site AS site, CASE WHEN entry.occurred_on < {from} THEN '{BEFORE}' ELSE entry.account END AS account, \
         CAST(sum(entry.quantity) AS bigint) AS quantity \
         FROM members m JOIN stock ON stock.lot_id = m.member AND stock.site_id = m.site \
         JOIN entry ON entry.stock_id = stock.id AND entry.occurred_on <= {to} \
         GROUP BY m.lot, m.site, CASE WHEN entry.occurred_on < {from} THEN '{BEFORE}' ELSE entry.account END \
         UNION ALL SELECT k.lot, k.site, '{UNBOOKED}', CAST(sum(b.quantity) AS bigint) \
         FROM keys k JOIN unbooked b ON b.lot = k.lot AND b.site = k.site GROUP BY k.lot, k.site"
    );
    Statement::from_sql_and_values(backend, sql, values.0)
}

/// What was used and sold of these lots on these days and the books do not have.
fn unbooked(reconciled: &Reconciled, (from, to): (&str, &str), values: &mut Values) -> String {
    let used_at_each = reconciled.sites.iter().map(|site| {
        let (begins, ends) = reconciled.days.instants(site);
        let (site, begins, ends) = (values.name(site.id), values.name(begins), values.name(ends));
        format!("(usage.site_id = {site} AND usage.performed_at >= {begins} AND usage.performed_at < {ends})")
    });
    let used = used_at_each.collect::<Vec<_>>().join(" OR ");
    let sold_at = values.list(reconciled.sites.iter().map(|site| site.id));
    let (of_usage, of_sale) = (wanted(reconciled, "usage_line", values), wanted(reconciled, "sale_line", values));
    let (by_usage, by_sale) = (by_lot("usage_line"), by_lot("sale_line"));
    format!(
        "SELECT coalesce(l.merged_into_id, l.id), usage.site_id, usage_line.quantity + usage_line.wasted FROM usage_line \
         JOIN usage ON usage.id = usage_line.usage_id {by_usage} \
         WHERE NOT usage_line.booked AND usage_line.settled_at IS NULL AND usage_line.voided_at IS NULL \
         AND ({used}) AND {of_usage} \
         UNION ALL \
         SELECT coalesce(l.merged_into_id, l.id), sale.site_id, sale_line.quantity - sale_line.returned FROM sale_line \
         JOIN sale ON sale.id = sale_line.sale_id {by_sale} \
         WHERE NOT sale_line.booked AND sale_line.settled_at IS NULL AND sale_line.returned < sale_line.quantity \
         AND sale.site_id IN ({sold_at}) AND sale.sold_on BETWEEN {from} AND {to} AND {of_sale}"
    )
}

/// The lot `l` that a line of `table` names, or states the number of.
fn by_lot(table: &str) -> String {
    format!(
        "LEFT JOIN lot_spelling known ON {table}.lot_id IS NULL AND known.product_id = {table}.product_id \
         AND known.canonical = {table}.stated_canonical \
         JOIN lot l ON l.id = coalesce({table}.lot_id, known.lot_id)"
    )
}

/// What the filter asks of a lot `l` and of the product in a row of `table`.
fn wanted(reconciled: &Reconciled, table: &str, values: &mut Values) -> String {
    let mut all = vec!["1 = 1".to_owned()];
    all.extend(reconciled.product_id.map(|product| format!("{table}.product_id = {}", values.name(product))));
    if let Some(lots) = &reconciled.lots {
        all.push(format!("l.id IN ({})", values.list(lots.iter().copied())));
    }
    all.extend(reconciled.supplier_id.map(|supplier| {
        format!(
            "coalesce(l.merged_into_id, l.id) IN (SELECT coalesce(d.merged_into_id, d.id) FROM posting \
             JOIN entry ON entry.posting_id = posting.id JOIN lot d ON d.id = entry.lot_id \
             WHERE posting.supplier_id = {} AND entry.account = 'SUPPLIER')",
            values.name(supplier)
        )
    }));
    all.join(" AND ")
}
