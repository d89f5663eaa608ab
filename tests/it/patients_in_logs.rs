//! Patients are not in the log: the ids that the EHR gave them are written to the database, and to no line of the log,
//! whatever becomes of the request and however much is logged.

use chrono::{Days, Utc};
use serde_json::{Value, json};

use crate::client::Client;
use crate::clinic::{clinic, neurotoxin};
use crate::databases::both;
use crate::process::{Service, lotwise, run};

const SIGNING_KEY: &str = "a signing key for the tests, 32 bytes or more";
/// An id that nothing else looks like.
const PATIENT: &str = "PATIENT-QX7-4711";

const RECORD: &str = "mutation ($input: RecordUsageInput!) { recordUsage(input: $input) \
                      { usage { id } userErrors { code message field } } }";
const LINK: &str = "mutation ($input: LinkPatientInput!) { linkPatient(input: $input) { userErrors { code } } }";
const READ: &str = "query ($id: ExternalId!) { patient(id: $id) { id exposures { nodes { quantity } } } }";

#[tokio::test]
async fn no_line_of_the_log_names_a_patient() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let mut delivery = clinic.delivery(vial, "A1", 2).await;
        // The program lives in the present, whenever that is.
        delivery.lines[0].label.expires_on = Utc::now().date_naive().checked_add_days(Days::new(365));
        let lot = clinic.done(&clinic.manager(), delivery).await.lot_ids[0];

        let settings = [
            ("DATABASE_URL", clinic.database.url()),
            ("LOTWISE_LISTEN", "127.0.0.1:0"),
            ("LOTWISE_SIGNING_KEY", SIGNING_KEY),
            ("LOTWISE_LOG_LEVEL", "debug"),
            ("LOTWISE_PATIENT_ID_PATTERN", "PATIENT-.+"),
        ];
        let service = Service::start(lotwise(&["serve"], &settings));
        let caller = |role: &str| {
            let token = run(lotwise(&["token", "--role", role, "--site", "*"], &settings));
            Client::new(service.url(), String::from_utf8(token.stdout).unwrap().trim())
        };

        let usage = |key: &str, quantity: &str| {
            json!({ "input": {
                "idempotencyKey": key, "siteId": clinic.denver.id.to_string(), "treatmentId": format!("T-{key}"),
                "patientId": PATIENT, "practitionerId": "ana", "performedAt": Utc::now(),
                "lines": [{ "source": { "lotId": lot.to_string() }, "quantity": quantity }],
            } })
        };
        let nurse = caller("nurse");
        let done = nurse.data(RECORD, usage("one", "20")).await;
        assert!(done["recordUsage"]["usage"]["id"].is_string(), "{done}");
        let refused = nurse.data(RECORD, usage("two", "100000")).await;
        assert_eq!(refused["recordUsage"]["userErrors"][0]["code"], "INSUFFICIENT_STOCK");
        let forbidden = nurse.send(LINK, &link(PATIENT)).await.unwrap();
        assert!(forbidden.body["errors"].is_array(), "{forbidden:?}");

        let director = caller("medical-director");
        director.data(READ, json!({ "id": PATIENT })).await;
        director.send(READ, &json!({ "id": format!("{PATIENT}\u{0}") })).await.unwrap();
        caller("manager").send(LINK, &link(PATIENT)).await.unwrap();

        let logged = service.logged();
        assert!(logged.lines().count() > 5, "what is done is logged: {logged}");
        assert!(!logged.contains("QX7"), "{logged}");
    })
    .await;
}

fn link(id: &str) -> Value {
    json!({ "input": { "idempotencyKey": "link", "fromId": id, "intoId": format!("{id}-merged") } })
}
