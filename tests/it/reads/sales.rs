//! Who bought what: read by few, and every read is in the log; and lists of sales cost what one costs.

use super::{each, errors, statements::statements};
use crate::{
    clinic::{Clinic, clinic, serum},
    databases::both,
};
use entity::id::{LotId, SaleId};
use lotwise::{
    operations::{record_sale::RecordSale, source::StockSource},
    rules::rights::Role,
};
use serde_json::{Value, json};

const SALES: &str = "
    query ($first: Int!, $site: ID!) { sales(first: $first, filter: { siteId: $site }) { nodes {
        saleId customerId site { code } total { amount } margin { amount } posting { entries { quantity } sale { id } }
        lines { product { sku } lot { lotNumber } bundle { sku } reservation { short } deviations { code } settles { id } sale { id } returns { saleReturn { site { code } } } }
    } } }";

const RESERVATIONS: &str = "
    query ($first: Int!, $site: ID!) { reservations(first: $first, siteId: $site) { nodes {
        product { sku } site { code } short status quantity
    } } }";

impl Clinic {
    /// Sells a bottle to a customer.
    async fn sells_to(&self, lot: LotId, customer: &str) -> SaleId {
        let customer_id = Some(customer.to_owned());
        let sale = RecordSale { customer_id, ..self.sale([(StockSource::Lot(lot), 1)]) };
        self.done(&self.front_desk(), sale).await.sale_id
    }
}

#[tokio::test]
async fn sales_of_a_customer_need_their_right_and_each_read_is_logged() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(serum()).await.id, "L1", 9).await;
        let sale = clinic.sells_to(lot, "C-77").await;
        clinic.sells_to(lot, "C-78").await;
        let of_customer = "{ sales(filter: { customerId: \"C-77\" }) { nodes { id customerId } } }";
        let sales = clinic.reads(&clinic.director(), of_customer, json!({})).await;
        assert_eq!((each(&sales, "/id"), each(&sales, "/customerId")), (vec![sale.to_string()], vec!["C-77".to_owned()]));
        let denied = clinic.answer(&clinic.manager(), of_customer, json!({})).await;
        assert_eq!(errors(&denied), [("sales".to_owned(), "FORBIDDEN".to_owned())]);
        let logged = |subject: &str, what: &str, outcome: &str, rows: Value| {
            json!({ "subject": subject, "what": what, "outcome": outcome, "rows": rows })
        };
        let (read, refused) = (logged("dia", "C-77", "OK", json!(1)), logged("max", "C-77", "FORBIDDEN", Value::Null));
        assert_eq!(clinic.logged("sales.customer").await, [refused, read]);
        assert_eq!(clinic.logged("sale.customer").await, [logged("dia", &sale.to_string(), "OK", json!(1))]);
    })
    .await;
}

#[tokio::test]
async fn a_customer_is_null_without_the_right_and_known_to_who_recorded_the_sale() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(serum()).await.id, "L1", 9).await;
        clinic.sells_to(lot, "C-77").await;
        clinic.sells_to(lot, "C-78").await;
        let all = "{ sales { nodes { saleId customerId } } }";
        let own = clinic.reads(&clinic.front_desk(), all, json!({})).await;
        assert_eq!(each(&own, "/customerId"), ["C-78", "C-77"]);
        let others = clinic.answer(&clinic.with_role(Role::Manager), all, json!({})).await;
        let paths: Vec<_> = errors(&others).into_iter().map(|(path, _)| path).collect();
        assert_eq!(paths, ["sales.nodes.0.customerId", "sales.nodes.1.customerId"], "one error a field, no lost list");
        assert!(others["data"]["sales"]["nodes"][1]["saleId"].is_string());
        let reads = clinic.logged("sale.customer").await;
        assert_eq!((&reads[0]["outcome"], &reads[1]["rows"]), (&json!("FORBIDDEN"), &json!(2)));
    })
    .await;
}

#[tokio::test]
async fn a_hundred_sales_cost_as_many_statements_as_one() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottles = clinic.bottles(20, 12).await;
        for number in 0..100_usize {
            let bottle = bottles[number % 20];
            clinic.reserve(bottle, 1).await;
            clinic.sell(StockSource::Product(bottle), 1).await;
        }
        let site = clinic.denver.id.to_string();
        for (document, person) in [(SALES, clinic.director()), (RESERVATIONS, clinic.nurse())] {
            let ask = async |first: i32| {
                statements(&clinic, &person, document, json!({ "site": site, "first": first })).await
            };
            let (_, for_one) = ask(1).await;
            let (data, for_all) = ask(100).await;
            let rows = data.as_object().and_then(|data| data.values().next()).map(|list| list["nodes"].clone());
            assert_eq!(rows.and_then(|rows| rows.as_array().map(Vec::len)), Some(100), "{document}");
            // Which rows arrive together may cost a statement more; the length of the list never does.
            assert!(for_all.len() <= for_one.len() + 4, "{document}\n{}", for_all.join("\n"));
            assert!(for_all.len() <= 25, "{} statements: {document}\n{}", for_all.len(), for_all.join("\n"));
        }
    })
    .await;
}
