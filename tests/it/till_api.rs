//! The till over the API: sold, brought back, promised, and everything readable again.

use crate::{
    clinic::{Clinic, clinic, serum},
    databases::both,
};
use lotwise::operations::create_product::CreateProduct;
use serde_json::{Value, json};

const SALE: &str = "id saleId site { code } soldAt recordedBy late lateEntry total { amount currency } refunded { amount } \
    cost { amount } margin { amount } posting { kind document sale { saleId } entries { account quantity } } \
    lines { id line lineKey product { sku } lot { lotNumber } statedLotNumber evidence booked quantity unitPrice { amount } \
    discount { amount } revenue { amount } cost { amount } margin { amount } returned refunded { amount } bundle { sku } \
    prescriptionId prescriberId reservation { id used status } deviations { code reasons } settledAt settles { id } sale { id } }";
const RESERVATION: &str = "id product { sku } site { code } quantity used purpose expiresAt status short";
const RETURN: &str = "id site { code } posting { kind } lines { line quantity asked disposition booked refund { amount } \
    cost { amount } reason product { sku } lot { lotNumber } saleLine { returned refunded { amount } } }";

impl Clinic {
    async fn till(&self, mutation: &str, mut input: Value, shown: &str) -> Value {
        if mutation != "releaseReservation" && mutation != "settleSaleLine" {
            input["siteId"] = json!(self.denver.id.to_string());
        }
        self.mutates(&self.front_desk(), mutation, input, shown).await
    }

    async fn promised(&self, sku: &str) -> Value {
        let document = "query ($site: ID!, $sku: String!) { product(sku: $sku) { stock(siteId: $site) { usable reserved available } } }";
        let variables = json!({ "site": self.denver.id.to_string(), "sku": sku });
        self.asks(&self.nurse(), document, variables).await["product"]["stock"].take()
    }

    fn at(&self) -> String {
        self.now.to_rfc3339()
    }
}

fn codes(payload: &Value) -> Vec<String> {
    let errors = payload["userErrors"].as_array().cloned().unwrap_or_default();
    errors.iter().map(|error| error["code"].as_str().unwrap_or("").to_owned()).collect()
}

#[tokio::test]
async fn a_sale_answers_the_receipt_and_is_found_again_by_its_pos_id() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id.to_string();
        let product: entity::id::ProductId = bottle.parse().expect("an id");
        clinic.receive_expiring(product, "L2", 1, "2026-12-31").await;
        clinic.receive(product, "L1", 4).await;
        let mut input = json!({
            "idempotencyKey": "till 1-0001", "siteId": clinic.denver.id.to_string(), "saleId": "POS-1",
            "customerId": "C-77", "soldAt": clinic.at(),
            "lines": [{ "lineKey": "k1", "source": { "productId": bottle }, "quantity": "2",
                        "discount": { "amount": "8", "currency": "USD" } }],
        });
        let sold = clinic.repeats(&clinic.front_desk(), "recordSale", &input, &format!("sale {{ {SALE} }}")).await;
        assert_eq!((codes(&sold), &sold["replayed"]), (vec![], &json!(false)), "{sold:#}");
        let sale = &sold["sale"];
        assert_eq!(sale["total"], json!({ "amount": "170", "currency": "USD" }));
        assert_eq!((&sale["cost"], &sale["margin"]), (&Value::Null, &Value::Null), "the front desk sees prices");
        let earned = "{ sale(saleId: \"POS-1\") { cost { amount } margin { amount } lines { cost { amount } } } }";
        let earned = clinic.asks(&clinic.manager(), earned, json!({})).await["sale"].take();
        assert_eq!((&earned["cost"]["amount"], &earned["margin"]["amount"]), (&json!("5"), &json!("165")));
        let lots: Vec<_> =
            sale["lines"].as_array().expect("lines").iter().map(|line| &line["lot"]["lotNumber"]).collect();
        assert_eq!(lots, ["L2", "L1"]);
        let first = &sale["lines"][0];
        assert_eq!((&first["revenue"]["amount"], &first["discount"]["amount"]), (&json!("85"), &json!("4")));
        assert_eq!((&first["evidence"], &first["lineKey"]), (&json!("ASSUMED"), &json!("k1")));
        assert_eq!(sale["posting"]["sale"]["saleId"], "POS-1");
        let again = clinic.repeats(&clinic.front_desk(), "recordSale", &input, "sale { id }").await;
        assert_eq!((&again["sale"]["id"], &again["replayed"]), (&sale["id"], &json!(true)));
        input["lines"][0]["quantity"] = json!("3");
        let other = clinic.repeats(&clinic.front_desk(), "recordSale", &input, "sale { id }").await;
        assert_eq!((codes(&other), &other["sale"]), (vec!["IDEMPOTENCY_CONFLICT".to_owned()], &Value::Null));
        input["idempotencyKey"] = json!("till 1-0002");
        let other = clinic.repeats(&clinic.front_desk(), "recordSale", &input, "sale { id }").await;
        assert_eq!(codes(&other), ["CONFLICT"]);
        let found = clinic
            .asks(
                &clinic.manager(),
                "{ sale(saleId: \"POS-1\") { id lines { id } } none: sale(saleId: \"POS-2\") { id } }",
                json!({}),
            )
            .await;
        assert_eq!((&found["sale"]["id"], &found["none"]), (&sale["id"], &Value::Null));
        let line = first["id"].as_str().expect("an id");
        let node = format!("{{ node(id: \"{line}\") {{ __typename ... on SaleLine {{ quantity }} }} }}");
        let node = clinic.asks(&clinic.manager(), &node, json!({})).await;
        assert_eq!(node["node"], json!({ "__typename": "SaleLine", "quantity": "1" }));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_sold_says_why_and_nothing_is_written() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let lot = clinic.receive(bottle, "L1", 1).await;
        let sale = |source: Value, quantity: &str| {
            json!({ "saleId": "POS-1", "soldAt": clinic.at(), "lines": [{ "source": source, "quantity": quantity }] })
        };
        for (source, quantity, code) in [
            (json!({ "lotId": lot.to_string() }), "2", "INSUFFICIENT_STOCK"),
            (json!({ "lotId": lot.to_string() }), "0.5", "INVALID"),
            (json!({ "lotId": bottle.to_string() }), "1", "INVALID"),
            (json!({ "scan": "rubbish" }), "1", "INVALID"),
            (json!({ "unbooked": { "productId": bottle.to_string() } }), "1", "INVALID"),
            (json!({ "openNew": { "lotId": lot.to_string() } }), "1", "INVALID"),
        ] {
            let refused = clinic.till("recordSale", sale(source, quantity), "sale { id }").await;
            assert_eq!((codes(&refused), &refused["sale"]), (vec![code.to_owned()], &Value::Null), "{refused:#}");
        }
        let lashes = CreateProduct { prescription_only: true, sku: "LASH".to_owned(), ..serum() };
        let lashes = clinic.product(lashes).await.id;
        clinic.receive(lashes, "L1", 1).await;
        let input = sale(json!({ "productId": lashes.to_string() }), "1");
        let document = "mutation ($input: RecordSaleInput!) { recordSale(input: $input) { userErrors { code ... on NotQualified { missing } } } }";
        let mut input = input;
        (input["idempotencyKey"], input["siteId"]) = (json!("k"), json!(clinic.denver.id.to_string()));
        let refused = clinic.asks(&clinic.front_desk(), document, json!({ "input": input })).await;
        let error = &refused["recordSale"]["userErrors"][0];
        assert_eq!(error, &json!({ "code": "PRESCRIPTION_REQUIRED", "missing": ["prescriptionId", "prescriberId"] }));
        assert_eq!(clinic.error_code(&clinic.nurse(), "{ sales { nodes { id } } }").await, "FORBIDDEN");
        assert_eq!(clinic.balance(lot).await.on_hand, entity::fixed_point::Quantity::whole(1));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn goods_come_back_and_a_sale_is_cancelled() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let lot = clinic.receive(bottle, "L1", 4).await;
        let input = json!({ "saleId": "POS-1", "soldAt": clinic.at(),
            "lines": [{ "lineKey": "k1", "source": { "lotId": lot.to_string() }, "quantity": "3" }] });
        let sale = clinic.till("recordSale", input, &format!("sale {{ {SALE} }}")).await["sale"].take();
        let line = |of: Value, disposition: &str| {
            json!({ "returnedAt": clinic.at(),
                "lines": [{ "of": of, "quantity": "1", "disposition": disposition, "reason": "wrong shade" }] })
        };
        let shown = format!("saleReturn {{ {RETURN} }} posting {{ id }}");
        let of = json!({ "saleLine": { "saleId": "POS-1", "lineKey": "k1" } });
        let back = clinic.till("recordSaleReturn", line(of, "RESTOCK"), &shown).await;
        let own = &back["saleReturn"]["lines"][0];
        assert_eq!((&own["disposition"], &own["refund"]["amount"]), (&json!("RESTOCK"), &json!("89")), "{back:#}");
        assert_eq!((&own["cost"], &own["saleLine"]["returned"]), (&Value::Null, &json!("1")));
        assert_eq!(back["saleReturn"]["posting"]["kind"], "SALE_RETURN");
        let unlinked = json!({ "unlinked": { "productId": bottle.to_string() } });
        let refused = clinic.till("recordSaleReturn", line(unlinked.clone(), "RESTOCK"), &shown).await;
        assert_eq!((codes(&refused), &refused["saleReturn"]), (vec!["INVALID".to_owned()], &Value::Null));
        let destroyed = clinic.till("recordSaleReturn", line(unlinked, "DESTROY"), &shown).await;
        assert_eq!((&destroyed["saleReturn"]["posting"], &destroyed["posting"]), (&Value::Null, &Value::Null));
        let returns = "{ sale(saleId: \"POS-1\") { lines { returned returns { quantity disposition saleReturn { site { code } } } } } }";
        let own = clinic.asks(&clinic.auditor(), returns, json!({})).await["sale"]["lines"][0].take();
        let one = json!({ "quantity": "1", "disposition": "RESTOCK", "saleReturn": { "site": { "code": "denver" } } });
        assert_eq!((&own["returned"], &own["returns"]), (&json!("1"), &json!([one])));
        let cancel =
            json!({ "saleId": sale["id"], "returnedAt": clinic.at(), "disposition": "RESTOCK", "reason": "void" });
        let cancelled = clinic.till("cancelSale", cancel.clone(), &shown).await;
        assert_eq!(cancelled["saleReturn"]["lines"][0]["quantity"], "2");
        assert_eq!(codes(&clinic.till("cancelSale", cancel, &shown).await), ["ALREADY_DONE"]);
        let id = back["saleReturn"]["id"].as_str().expect("an id");
        let node = format!("{{ node(id: \"{id}\") {{ ... on SaleReturn {{ site {{ code }} }} }} }}");
        assert_eq!(clinic.asks(&clinic.auditor(), &node, json!({})).await["node"]["site"]["code"], "denver");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_promise_shows_in_the_level_until_it_is_used_released_or_over() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let lot = clinic.receive(bottle, "L1", 5).await;
        let until = (clinic.now + chrono::TimeDelta::hours(1)).to_rfc3339();
        let promise = |quantity: &str| {
            json!({ "productId": bottle.to_string(), "quantity": quantity, "purpose": "cart 7", "expiresAt": until })
        };
        let shown = format!("reservation {{ {RESERVATION} }}");
        let reserved = clinic.till("reserveStock", promise("2"), &shown).await["reservation"].take();
        assert_eq!((&reserved["status"], &reserved["short"]), (&json!("ACTIVE"), &json!(false)));
        assert_eq!(codes(&clinic.till("reserveStock", promise("4"), &shown).await), ["INSUFFICIENT_STOCK"]);
        assert_eq!(clinic.promised("SERUM-C").await, json!({ "usable": "5", "reserved": "2", "available": "3" }));
        let sale = json!({ "saleId": "POS-1", "soldAt": clinic.at(), "lines": [
            { "source": { "productId": bottle.to_string() }, "quantity": "1", "reservationId": reserved["id"] }] });
        let sold = clinic.till("recordSale", sale, &format!("sale {{ {SALE} }}")).await;
        let used = json!({ "id": reserved["id"], "used": "1", "status": "ACTIVE" });
        assert_eq!(sold["sale"]["lines"][0]["reservation"], used, "{sold:#}");
        assert_eq!(clinic.promised("SERUM-C").await, json!({ "usable": "4", "reserved": "1", "available": "3" }));
        let target = json!({ "lotId": lot.to_string(), "siteId": clinic.denver.id.to_string(), "quantity": "4" });
        let hold = json!({ "targets": [target], "kind": "QUARANTINE", "reason": "crushed" });
        clinic.mutates(&clinic.front_desk(), "placeHold", hold, "holds { id }").await;
        assert_eq!(clinic.promised("SERUM-C").await, json!({ "usable": "0", "reserved": "1", "available": "0" }));
        let list = "query ($site: ID!, $short: Boolean) { reservations(siteId: $site, short: $short) { nodes { id short } } }";
        let site = clinic.denver.id.to_string();
        for (short, listed) in [(Some(true), 1), (Some(false), 0), (None, 1)] {
            let found = clinic.asks(&clinic.nurse(), list, json!({ "site": site, "short": short })).await;
            assert_eq!(found["reservations"]["nodes"].as_array().map(Vec::len), Some(listed), "{short:?}");
        }
        clinic.now += chrono::TimeDelta::hours(1);
        assert_eq!(clinic.promised("SERUM-C").await["reserved"], "0", "it is over exactly then");
        let release = json!({ "reservationId": reserved["id"] });
        assert_eq!(codes(&clinic.till("releaseReservation", release, &shown).await), ["ALREADY_DONE"]);
        let id = reserved["id"].as_str().expect("an id");
        let node = format!("{{ node(id: \"{id}\") {{ ... on Reservation {{ status short }} }} }}");
        let lapsed = clinic.asks(&clinic.nurse(), &node, json!({})).await;
        assert_eq!(lapsed["node"], json!({ "status": "LAPSED", "short": false }));
    })
    .await;
}

#[tokio::test]
async fn a_paid_sale_is_recorded_listed_and_settled() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let input = json!({ "saleId": "POS-1", "soldAt": clinic.at(), "alreadyPerformed": { "why": "OFFLINE" },
            "lines": [{ "source": { "unbooked": { "productId": bottle.to_string(), "lotNumber": "X9" } }, "quantity": "1" }] });
        let sold = clinic.till("recordSale", input, &format!("sale {{ {SALE} }}")).await;
        let line = sold["sale"]["lines"][0].clone();
        assert_eq!((&line["booked"], &line["statedLotNumber"]), (&json!(false), &json!("X9")), "{sold:#}");
        assert_eq!((&sold["sale"]["late"], &sold["sale"]["posting"]), (&json!("OFFLINE"), &Value::Null));
        let unbooked = "{ sales(filter: { booked: false }) { nodes { saleId } } }";
        let listed = clinic.asks(&clinic.manager(), unbooked, json!({})).await;
        assert_eq!(listed["sales"]["nodes"], json!([{ "saleId": "POS-1" }]));
        let kept = "query ($site: ID!) { recordKeepingReport(filter: { siteId: $site, from: \"2026-03-02\", to: \"2026-03-02\" }) \
            { recordedBy usages sales alreadyPerformed deviations unreviewedDeviations unbookedLines } }";
        let kept = clinic.asks(&clinic.manager(), kept, json!({ "site": clinic.denver.id.to_string() })).await;
        let flo = json!({ "recordedBy": "flo", "usages": 0, "sales": 1, "alreadyPerformed": 1, "deviations": 1,
            "unreviewedDeviations": 1, "unbookedLines": 1 });
        assert_eq!(kept["recordKeepingReport"], json!([flo]));
        let deviations = "{ sales(filter: { deviation: true }) { nodes { lines { deviations { id } } } } }";
        let broken = clinic.asks(&clinic.director(), deviations, json!({})).await;
        let id = &broken["sales"]["nodes"][0]["lines"][0]["deviations"][0]["id"];
        let review = json!({ "deviationId": id, "note": "The courier came during the outage." });
        let reviewed = clinic.mutates(&clinic.director(), "reviewDeviation", review, "deviation { reviewedBy }").await;
        assert_eq!(reviewed["deviation"]["reviewedBy"], "dia", "{reviewed:#}");
        let lot = clinic.receive(bottle, "X9", 2).await;
        let trace = format!("{{ node(id: \"{lot}\") {{ ... on Lot {{ trace {{ sales {{ nodes {{ saleId lines {{ booked }} }} }} }} }} }} }}");
        let traced = clinic.asks(&clinic.director(), &trace, json!({})).await;
        assert_eq!(traced["node"]["trace"]["sales"]["nodes"][0]["saleId"], "POS-1", "by the number that was stated");
        let settle = json!({ "saleLineId": line["id"], "source": { "lotId": lot.to_string() } });
        let settled = clinic.till("settleSaleLine", settle, &format!("sale {{ {SALE} }}")).await;
        let lines = settled["sale"]["lines"].as_array().expect("lines");
        assert_eq!((lines.len(), &lines[1]["settles"]["id"]), (2, &line["id"]), "{settled:#}");
        assert_eq!(settled["sale"]["total"]["amount"], "89", "it was paid once");
        let listed = clinic.asks(&clinic.manager(), unbooked, json!({})).await;
        assert_eq!(listed["sales"]["nodes"], json!([]));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn the_report_sums_by_day_product_and_person_net_of_what_came_back() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let cream = clinic.product(CreateProduct { sku: "CREAM".to_owned(), ..serum() }).await.id;
        let lot = clinic.receive(bottle, "L1", 9).await;
        clinic.receive(cream, "K1", 9).await;
        let sale = clinic.sell(lotwise::operations::source::StockSource::Lot(lot), 3).await;
        clinic.sell(lotwise::operations::source::StockSource::Product(cream), 2).await;
        let of = lotwise::operations::record_sale_return::ReturnOf::SaleLine(clinic.lines_of(sale).await[0].id);
        let back = clinic.bring_back(of, 1, entity::sale_return_line::ReturnDisposition::Destroy);
        clinic.done(&clinic.front_desk(), back).await;
        let unlinked = lotwise::operations::record_sale_return::ReturnOf::Unlinked {
            source: lotwise::operations::source::StockSource::Product(bottle),
            lot_number: Some("L1".to_owned()),
        };
        let back = clinic.bring_back(unlinked, 1, entity::sale_return_line::ReturnDisposition::Quarantine);
        clinic.done(&clinic.front_desk(), back).await;
        let report = "query ($site: ID!, $by: [SalesReportBy!]) { salesReport(filter: { siteId: $site, from: \"2026-03-02\", to: \"2026-03-02\" }, by: $by) \
            { rows { day product { sku } recordedBy quantity revenue { amount } cost { amount } margin { amount } } total { amount } unlinkedReturns { product { sku } disposition quantity } } }";
        let ask = async |by: Value| {
            let variables = json!({ "site": clinic.denver.id.to_string(), "by": by });
            clinic.asks(&clinic.manager(), report, variables).await["salesReport"].take()
        };
        let by_product = ask(Value::Null).await;
        let row = |sku: &str, quantity: &str, revenue: &str, cost: &str, margin: &str| {
            json!({ "day": null, "product": { "sku": sku }, "recordedBy": null, "quantity": quantity,
                "revenue": { "amount": revenue }, "cost": { "amount": cost }, "margin": { "amount": margin } })
        };
        let rows = by_product["rows"].as_array().expect("rows");
        assert_eq!(rows.len(), 2);
        assert!(rows.contains(&row("SERUM-C", "2", "178", "5", "173")), "{by_product:#}");
        let apart = json!([{ "product": { "sku": "SERUM-C" }, "disposition": "QUARANTINE", "quantity": "1" }]);
        assert_eq!((&by_product["total"]["amount"], &by_product["unlinkedReturns"]), (&json!("356"), &apart));
        let by_day = ask(json!(["DAY", "RECORDED_BY"])).await;
        assert_eq!((&by_day["rows"][0]["day"], &by_day["rows"][0]["recordedBy"]), (&json!("2026-03-02"), &json!("flo")));
        assert_eq!(ask(json!([])).await["rows"][0]["quantity"], "4", "all of it");
        let wrong = clinic.answer(&clinic.manager(), report, json!({ "site": clinic.denver.id.to_string(), "by": ["MOON"] })).await;
        assert!(wrong["errors"][0]["message"].as_str().is_some_and(|text| text.contains("MOON")), "{wrong:#}");
    })
    .await;
}
