//! A purchase order to be printed and sent: a page of HTML that needs nothing from elsewhere and runs no scripts.

use super::cell::html;
use crate::{queries::purchase_orders::WholeOrder, rules::purchase_order as rule};
use entity::{
    fixed_point::Money,
    product,
    purchase_order::{self, PurchaseOrderStatus},
    purchase_order_line,
};
use sea_orm::ActiveEnum;

const STYLE: &str = "body{font:11pt/1.4 system-ui,sans-serif;margin:2em;color:#111}h1{font-size:1.5em;margin:0}\
p{margin:.3em 0}table{border-collapse:collapse;width:100%;margin-top:1.5em}\
th,td{border:1px solid #bbb;padding:.3em .5em;text-align:left;vertical-align:top}th{background:#f0f0f0}\
.n{text-align:right;white-space:nowrap}thead{display:table-header-group}tr{break-inside:avoid}\
@page{margin:15mm}@media print{body{margin:0}}";

/// The page, with prices in `currency` (ISO 4217).
pub fn render(order: &WholeOrder, currency: &str) -> String {
    let WholeOrder { order, supplier, site, lines } = order;
    let number = order.printed_number();
    let rows: String = lines.iter().map(|(line, product)| row(line, product)).collect();
    let ordered: Vec<purchase_order_line::Model> = lines.iter().map(|(line, _)| line.clone()).collect();
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{number}</title>\
         <style>{STYLE}</style></head>\n<body>\n<h1>Purchase order {number}</h1>\n{state}\
         <p>To: <strong>{supplier}</strong></p>\n<p>Deliver to: <strong>{site}</strong></p>\n{dates}\
         <table><thead><tr><th>Your code</th><th>Our code</th><th>Product</th><th class=\"n\">Packages</th>\
         <th class=\"n\">Containers each</th><th class=\"n\">Price each</th><th class=\"n\">Amount</th></tr></thead>\n\
         <tbody>\n{rows}</tbody>\n<tfoot><tr><th colspan=\"6\" class=\"n\">Total {currency}</th>\
         <th class=\"n\">{total}</th></tr></tfoot></table>\n<p>Ordered by {person}</p>\n</body></html>\n",
        state = state(order),
        supplier = html(&supplier.name),
        site = html(&site.name),
        dates = dates(order),
        currency = html(currency),
        total = money(rule::total(&ordered)),
        person = html(order.submitted_by.as_deref().unwrap_or(&order.created_by)),
    )
}

/// What must not be taken for an order says so.
fn state(order: &purchase_order::Model) -> String {
    match order.status {
        PurchaseOrderStatus::Draft | PurchaseOrderStatus::Cancelled => {
            format!("<p><strong>{}: not an order.</strong></p>\n", html(&order.status.to_value()))
        }
        _ => String::new(),
    }
}

fn dates(order: &purchase_order::Model) -> String {
    let date = |label: &str, day: Option<chrono::NaiveDate>| {
        day.map(|day| format!("<p>{label}: {day}</p>\n")).unwrap_or_default()
    };
    date("Ordered on", order.submitted_on) + &date("Expected on", order.expected_on)
}

fn row(line: &purchase_order_line::Model, product: &product::Model) -> String {
    let amount = rule::total(std::slice::from_ref(line));
    format!(
        "<tr><td>{}</td><td>{}</td><td>{}<br>{}</td><td class=\"n\">{}</td><td class=\"n\">{} × {} {}</td>\
         <td class=\"n\">{}</td><td class=\"n\">{}</td></tr>\n",
        html(line.supplier_sku.as_deref().unwrap_or("–")),
        html(&product.sku),
        html(&product.name),
        html(&product.manufacturer),
        line.packages,
        line.containers_per_package,
        product.contents,
        html(&product.unit),
        money(line.package_price),
        money(amount),
    )
}

/// Two decimals at least, as prices are written.
fn money(amount: Money) -> String {
    let exact = amount.to_decimal();
    let shown = if exact.scale() < 2 { format!("{exact:.2}") } else { exact.to_string() };
    html(&shown)
}
