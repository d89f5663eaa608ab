//! A purchase order to be printed and sent.

use super::{
    Broken, Sink,
    html::{self, Column},
};
use crate::{
    error::{Error, Failure},
    operations::Deployment,
    queries::purchase_orders::{self, WholeOrder},
    rules::{
        purchase_order as rule,
        refusal::{Refusal, path},
        rights::{Caller, Right},
    },
};
use entity::{
    fixed_point::Money,
    id::PurchaseOrderId,
    product,
    purchase_order::{self, PurchaseOrderStatus},
    purchase_order_line, site,
};
use sea_orm::{ActiveEnum, ConnectionTrait, EntityTrait};
use serde::{Deserialize, Serialize};

/// Which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchaseOrderAsked {
    /// The order.
    pub purchase_order_id: PurchaseOrderId,
}

const LINES: [Column; 7] = [
    Column::Text("Your code"),
    Column::Text("Our code"),
    Column::Text("Product"),
    Column::Number("Packages"),
    Column::Number("In each"),
    Column::Number("Price"),
    Column::Number("Amount"),
];

impl PurchaseOrderAsked {
    /// The order, where the caller may read stock.
    pub(super) async fn order(
        &self,
        connection: &impl ConnectionTrait,
        caller: &Caller,
    ) -> Result<purchase_order::Model, Error> {
        let no_order = || Refusal::not_found(path(["what", "purchaseOrder", "purchaseOrderId"]), "purchase order");
        let order = purchase_order::Entity::find_by_id(self.purchase_order_id).one(connection).await?;
        let order = order.ok_or_else(no_order)?;
        let site = site::Entity::find_by_id(order.site_id).one(connection).await?.ok_or_else(no_order)?;
        let (right, may) = (Right::ReadStock, caller.may(Right::ReadStock, &site.code));
        if may { Ok(order) } else { Err(Error::Forbidden { right, site: site.code }) }
    }
}

/// Writes it.
pub(super) async fn write(
    asked: &PurchaseOrderAsked,
    deployment: &Deployment,
    caller: &Caller,
    sink: &mut Sink,
) -> Result<(), Broken> {
    let reader = deployment.database.reader();
    let order = asked.order(reader, caller).await?;
    let whole = purchase_orders::whole(reader, order.number).await?;
    let whole = whole.ok_or_else(|| Failure::Broken(format!("{} is there and cannot be read", order.id)))?;
    sink.count(whole.lines.len());
    Ok(sink.write(render(&whole, &deployment.terms.currency)).await?)
}

/// The page, with prices in `currency` (ISO 4217).
pub fn render(order: &WholeOrder, currency: &str) -> String {
    let WholeOrder { order, supplier, site, lines } = order;
    let ordered: Vec<purchase_order_line::Model> = lines.iter().map(|(line, _)| line.clone()).collect();
    let total = format!("Total: {} {currency}", money(rule::total(&ordered)));
    let person = order.submitted_by.as_deref().unwrap_or(&order.created_by);
    let mut page = html::begin(&format!("Purchase order {}", order.printed_number()));
    page += &state(order);
    page += &html::paragraph(&format!("To: {}", supplier.name));
    page += &html::paragraph(&format!("Deliver to: {}", site.name));
    page += &dates(order);
    page += &html::table(&LINES);
    page.extend(lines.iter().map(|(line, product)| row(line, product)));
    page += html::end_of_table();
    page += &html::paragraph(&total);
    page += &html::paragraph(&format!("Ordered by {person}"));
    page + html::end()
}

/// What must not be taken for an order, or is one no more, says so.
fn state(order: &purchase_order::Model) -> String {
    match order.status {
        PurchaseOrderStatus::Draft | PurchaseOrderStatus::Cancelled => {
            html::paragraph(&format!("{}: not an order.", order.status.to_value()))
        }
        PurchaseOrderStatus::Closed => html::paragraph("CLOSED: nothing more is to be delivered."),
        PurchaseOrderStatus::Received => html::paragraph("RECEIVED: all of it was delivered."),
        PurchaseOrderStatus::Submitted | PurchaseOrderStatus::PartiallyReceived => String::new(),
    }
}

fn dates(order: &purchase_order::Model) -> String {
    let date = |label: &str, day: Option<chrono::NaiveDate>| {
        day.map(|day| html::paragraph(&format!("{label}: {day}"))).unwrap_or_default()
    };
    date("Ordered on", order.submitted_on) + &date("Expected on", order.expected_on)
}

fn row(line: &purchase_order_line::Model, product: &product::Model) -> String {
    let cells = [
        line.supplier_sku.clone().unwrap_or_default(),
        product.sku.clone(),
        format!("{}, {}", product.name, product.manufacturer),
        line.packages.to_string(),
        format!("{} × {} {}", line.containers_per_package, product.contents, product.unit),
        money(line.package_price),
        money(rule::total(std::slice::from_ref(line))),
    ];
    html::row(&LINES, cells)
}

/// Two decimals at least, as prices are written.
fn money(amount: Money) -> String {
    let exact = amount.to_decimal();
    if exact.scale() < 2 { format!("{exact:.2}") } else { exact.to_string() }
}
