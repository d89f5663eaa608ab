//! What people are told: each message says what is wrong in the words of whoever stands at the screen, with its numbers.

use crate::{
    clinic::{Clinic, clinic, neurotoxin, sale_line, serum},
    databases::both,
};
use entity::posting;
use lotwise::{
    error::Error,
    operations::{
        create_product::CreateProduct,
        create_site::CreateSite,
        receive_stock::{Override, OverrideKind, ReceiveStock},
        record_sale::RecordSale,
        source::StockSource,
    },
    queries::catalogue,
    request::Request,
    rules::refusal::Code,
};
use serde_json::{Value, json};

impl Clinic {
    /// The first message of a refusal.
    async fn is_told<O: lotwise::operations::Operation>(&self, request: &Request, operation: O) -> String {
        match self.perform(request, operation).await {
            Err(Error::Refused(refusals)) => refusals[0].to_string(),
            Err(error) => error.to_string(),
            Ok(_) => panic!("nothing spoke against it"),
        }
    }

    /// The message of the first error of an answer.
    async fn answer_says(&self, request: &Request, document: &str, variables: Value) -> String {
        let answer = self.answer(request, document, variables).await;
        answer["errors"][0]["message"].as_str().unwrap_or_else(|| panic!("{answer:#}")).to_owned()
    }
}

#[tokio::test]
async fn what_came_past_its_date_is_called_expired_and_the_override_is_a_sentence() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(CreateProduct { min_shelf_life_days: Some(30), ..serum() }).await.id;
        let delivered = async |day: &str, overrides: Vec<Override>| {
            let mut delivery: ReceiveStock = clinic.delivery(bottle, day, 1).await;
            delivery.lines[0].label.expires_on = Some(day.parse().unwrap());
            delivery.lines[0].overrides = overrides;
            delivery
        };
        let end = "An override with a reason accepts it.";
        let told = [
            ("2026-03-01", "It expired on 2026-03-01, 1 day before the delivery."),
            ("2026-02-20", "It expired on 2026-02-20, 10 days before the delivery."),
            ("2026-03-02", "It expires on the day of the delivery; the product asks for 30 days at least."),
            (
                "2026-03-03",
                "It expires on 2026-03-03, 1 day after the delivery; the product asks for 30 days at least.",
            ),
        ];
        for (day, sentence) in told {
            let delivery = delivered(day, vec![]).await;
            assert_eq!(clinic.is_told(&clinic.manager(), delivery).await, format!("{sentence} {end}"));
        }

        let accepts = Override { kind: OverrideKind::ShortShelfLife, reason: "it is for training".to_owned() };
        let delivery = delivered("2026-02-20", vec![accepts]).await;
        let posting = clinic.done(&clinic.manager(), delivery).await.posting_id;
        let reason = clinic.row::<posting::Entity>(posting).await.reason;
        let kept =
            "Line 1 was accepted. It expired on 2026-02-20, 10 days before the delivery. Why: it is for training.";
        assert_eq!(reason.as_deref(), Some(kept));

        let nothing = clinic.delivery(bottle, "L0", 0).await;
        assert_eq!(clinic.is_told(&clinic.manager(), nothing).await, "At least 1 container: 0 cannot come or go.");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_promised_to_others_is_told_as_that() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        clinic.receive(bottle, "L1", 5).await;
        clinic.receive_expiring(bottle, "OLD", 2, "2026-03-01").await;
        clinic.reserve(bottle, 5).await;

        let sale = |quantity| {
            let line = sale_line(StockSource::Product(bottle), quantity);
            RecordSale { lines: vec![line], ..clinic.sale([]) }
        };
        let told = clinic.is_told(&clinic.front_desk(), sale(2)).await;
        assert_eq!(told, "2 each asked for, 0 each available: 2 each reserved for others.");
        let told = clinic.is_told(&clinic.front_desk(), sale(6)).await;
        assert_eq!(told, "6 each asked for, 0 each available: 5 each reserved for others; 2 each expired.");
        let told = clinic.is_told(&clinic.front_desk(), clinic.promise(bottle, 1)).await;
        assert_eq!(told, "1 each asked for, 0 each available: 5 each reserved for others.");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn who_lacks_a_right_learns_which_and_who_has_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let told = clinic.is_told(&clinic.nurse(), clinic.sale([(StockSource::Product(bottle), 1)])).await;
        let right = "this needs the right to sell, take back and reserve at denver";
        assert_eq!(
            told,
            format!("{right}: the role FRONT_DESK or MANAGER, or for a program the scope sale:write has it")
        );
        let told = clinic.answer_says(&clinic.nurse(), "{ auditLog { nodes { id } } }", json!({})).await;
        assert!(told.contains("the right to read the audit log at every site") && told.contains("AUDITOR"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn an_id_an_instant_and_a_name_say_what_is_wrong_with_them() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C3016", 1).await;
        let site = clinic.denver.id;

        let document = "query ($site: ID!) { stock(siteId: $site) { nodes { onHand } } }";
        for wrong in [lot.to_string(), "denver".to_owned(), format!("{site}x")] {
            let told = clinic.answer_says(&clinic.nurse(), document, json!({ "site": wrong })).await;
            assert!(told.contains("not the id of a site: such an id begins with site_"), "{wrong}: {told}");
        }

        let document = "query ($site: ID!, $at: DateTime!) { stockAsOf(siteId: $site, at: $at) { nodes { onHand } } }";
        let variables = json!({ "site": site.to_string(), "at": "2026-03-02T09:30:00" });
        let told = clinic.answer_says(&clinic.nurse(), document, variables).await;
        assert!(told.contains("the time zone is missing: write Z for UTC"), "{told}");

        let told = clinic.answer_says(&clinic.nurse(), "{ sites { cod } }", json!({})).await;
        assert!(told.contains("Did you mean \"code\""), "{told}");
        let costly = "{ products(first: 100) { nodes { lots(first: 100) { nodes { holds { id } lotNumber id ledger(first: 100) { nodes { id } } } } } } }";
        let answer = clinic.answer(&clinic.nurse(), costly, json!({})).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "TOO_COMPLEX");
        assert!(answer["errors"][0]["message"].as_str().is_some_and(|told| told.contains("more than 100000")), "{answer:#}");
    })
    .await;
}

#[tokio::test]
async fn codes_are_matched_in_capitals_or_not() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await;
        for sku in ["SERUM-C", "serum-c", "Serum-C"] {
            let found = catalogue::product(clinic.deployment.database.reader(), sku).await.unwrap();
            assert_eq!(found.map(|product| product.id), Some(bottle.id), "{sku}");
        }
        let again = CreateProduct { sku: "serum-C".to_owned(), ..serum() };
        assert_eq!(clinic.refusals(&clinic.manager(), again).await, [(Code::Conflict, "sku".to_owned())]);

        let uptown = |code: &str| CreateSite {
            code: code.to_owned(),
            name: "Uptown".to_owned(),
            time_zone: "America/Denver".to_owned(),
        };
        clinic.done(&clinic.admin(), uptown("UpTown")).await;
        let taken = clinic.refusals(&clinic.admin(), uptown("uptown")).await;
        assert_eq!(taken, [(Code::Conflict, "code".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn the_audit_log_says_what_was_done_in_words() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C3016", 1).await;
        clinic.draw(lot, 10).await;
        clinic.refused(&clinic.nurse(), clinic.usage([(StockSource::Lot(lot), 1000)])).await;
        let read = "{ auditLog(first: 2) { nodes { summary } } }";
        let log = clinic.asks(&clinic.auditor(), read, json!({})).await;
        let expected = json!([
            { "summary": "Record usage: refused (insufficient stock)." },
            { "summary": "Record usage: done." },
        ]);
        assert_eq!(log["auditLog"]["nodes"], expected);
    })
    .await;
}

#[tokio::test]
async fn the_prices_that_were_are_kept_and_can_be_read() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let input = json!({ "productId": bottle.to_string(), "retailPrice": { "amount": "94.5", "currency": "USD" } });
        let later = Request { at: clinic.now + chrono::TimeDelta::days(1), ..clinic.manager() };
        let shown = "product { priceHistory { price { amount } from until } }";
        let changed = clinic.mutates(&later, "updateProduct", input, shown).await;
        let at = "2026-03-03T18:00:00+00:00";
        let expected = json!([
            { "price": { "amount": "94.5" }, "from": at, "until": null },
            { "price": { "amount": "89" }, "from": null, "until": at },
        ]);
        assert_eq!(changed["product"]["priceHistory"], expected);
    })
    .await;
}
