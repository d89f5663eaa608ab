//! Exports as a browser gets them, from the real program.

use crate::{
    client::Client,
    clinic::{Clinic, clinic, neurotoxin},
    databases::both,
    process::{Service, lotwise, run},
};
use reqwest::Method;
use serde_json::{Value, json};

const LINK: &str = "mutation($input: CreateExportLinkInput!) { createExportLink(input: $input) {
    exportLink { url expiresAt } replayed userErrors { code field } } }";
/// So many lots that they come in several pieces.
const LOTS: usize = 30;

async fn started(clinic: &Clinic) -> (Service, Client) {
    let settings = [
        ("DATABASE_URL", clinic.database.url()),
        ("LOTWISE_LISTEN", "127.0.0.1:0"),
        ("LOTWISE_SIGNING_KEY", "a signing key for the tests, 32 bytes or more"),
        ("LOTWISE_LOG_LEVEL", "warn"),
    ];
    let token = run(lotwise(&["token", "--role", "manager", "--site", "*", "--subject", "max"], &settings));
    let token = String::from_utf8(token.stdout).unwrap().trim().to_owned();
    let service = Service::start(lotwise(&["serve"], &settings));
    let client = Client::new(service.url(), &token);
    (service, client)
}

fn asked(key: &str) -> Value {
    let filter = json!({ "from": "2026-03-01", "to": "2026-03-31" });
    json!({ "input": { "idempotencyKey": key, "what": { "reconciliation": filter } } })
}

#[tokio::test]
async fn a_browser_opens_a_link_once_and_without_a_token() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        for lot in 0..LOTS {
            clinic.receive(vial, &format!("L{lot}"), 1).await;
        }
        let (service, client) = started(&clinic).await;
        let link = client.data(LINK, asked("k")).await["createExportLink"].take();
        let again = client.data(LINK, asked("k")).await["createExportLink"].take();
        assert_eq!((&again["replayed"], &again["exportLink"]), (&json!(true), &link["exportLink"]));
        let url = format!("{}{}", service.url(), link["exportLink"]["url"].as_str().unwrap());
        let browser = crate::endpoint::service::client();
        let looked_ahead = browser.request(Method::HEAD, &url).send().await.unwrap();
        assert_eq!(looked_ahead.status(), 405);
        let answer = browser.get(&url).header("accept-encoding", "gzip").send().await.unwrap();
        assert_eq!(answer.status(), 200);
        let header = |name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        assert_eq!(header("content-type").as_deref(), Some("text/csv; charset=utf-8; header=present"));
        let disposition = "attachment; filename=\"reconciliation-2026-03-01-2026-03-31.csv\"";
        assert_eq!(header("content-disposition").as_deref(), Some(disposition));
        assert_eq!((header("cache-control").as_deref(), header("content-encoding")), (Some("no-store"), None));
        assert_eq!(answer.text().await.unwrap().lines().count(), LOTS + 1);
        let second = browser.get(&url).send().await.unwrap();
        assert_eq!(second.status(), 404);
        assert!(second.text().await.unwrap().contains("ask for a new one"));
        assert_eq!(browser.get(format!("{}/exports/x%00y", service.url())).send().await.unwrap().status(), 404);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_exported_is_refused_with_its_field() {
    both(async |database| {
        let clinic = clinic(database).await;
        let document = LINK.replace("exportLink { url expiresAt }", "exportLink { url }");
        let mut wrong = asked("k");
        wrong["input"]["what"]["reconciliation"]["lotId"] = json!("site_1");
        let refused = clinic.asks(&clinic.manager(), &document, wrong).await;
        let error = &refused["createExportLink"]["userErrors"][0];
        assert_eq!(error["field"], json!(["what", "reconciliation", "lotId"]), "{refused:#}");
        assert_eq!(refused["createExportLink"]["exportLink"], Value::Null);
        let denied = clinic.answer(&clinic.nurse(), &document, asked("n")).await;
        assert_eq!(denied["errors"][0]["extensions"]["code"], "FORBIDDEN", "{denied:#}");
    })
    .await;
}
