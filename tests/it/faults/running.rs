//! The program, serving a clinic with one lot of a vial that many nurses draw from.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, Utc};
use entity::id::LotId;
use entity::usage;
use sea_orm::EntityTrait;
use serde_json::{Value, json};

use crate::client::Client;
use crate::clinic::{BOOKS_KEY, Clinic, clinic, neurotoxin};
use crate::databases::TestDatabase;
use crate::process::{Service, lotwise, run};

/// What a nurse's app sends.
const RECORD_USAGE: &str = "mutation ($input: RecordUsageInput!) { recordUsage(input: $input) \
                            { replayed usage { id } userErrors { code message } } }";
/// What it shows beside it: read at one instant, in a transaction of its own.
const LOOK: &str = "query ($site: ID!) { stock(siteId: $site) { nodes { onHand lots { onHand } } } }";
/// A key that both the program and the printed token are made with.
const SIGNING_KEY: &str = "a signing key for the tests, 32 bytes or more";

/// The usages that were answered: the id of each by its key.
pub(crate) type Answered = BTreeMap<String, String>;

pub(crate) struct Running {
    pub(crate) clinic: Clinic,
    pub(crate) service: Service,
    token: String,
    lot: LotId,
    performed_at: DateTime<Utc>,
}

impl Running {
    /// Starts the program on a clinic with 20,000 units.
    pub(crate) async fn start(database: TestDatabase) -> Self {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let mut delivery = clinic.delivery(vial, "A1", 200).await;
        // The program lives in the present, whenever that is.
        delivery.lines[0].label.expires_on = Utc::now().date_naive().checked_add_days(Days::new(365));
        let lot = clinic.done(&clinic.manager(), delivery).await.lot_ids[0];
        let settings = settings(clinic.database.url());
        let token = run(lotwise(&["token", "--role", "nurse", "--site", "*", "--subject", "ana"], &settings));
        let token = String::from_utf8(token.stdout).unwrap().trim().to_owned();
        let service = Service::start(lotwise(&["serve"], &settings));
        Self { clinic, service, token, lot, performed_at: Utc::now() }
    }

    /// Another copy of the program on the same database.
    pub(crate) fn copy(&self) -> Service {
        Service::start(lotwise(&["serve"], &settings(self.clinic.database.url())))
    }

    /// The nurse's app, with connections of its own.
    pub(crate) fn app(&self) -> App {
        self.app_of(&self.service)
    }

    /// The same, of a copy of the program.
    pub(crate) fn app_of(&self, service: &Service) -> App {
        let (site, lot) = (self.clinic.denver.id.to_string(), self.lot.to_string());
        App { client: Client::new(service.url(), &self.token), site, lot, performed_at: self.performed_at }
    }

    /// The usages that are in the database, by the key they were sent with.
    pub(crate) async fn recorded(&self) -> Answered {
        let usages = usage::Entity::find().all(self.clinic.deployment.database.reader()).await.unwrap();
        usages.into_iter().map(|usage| (usage.treatment_id, usage.id.to_string())).collect()
    }

    /// Everything that was answered is recorded as it was answered, and the books add up, for us and for the program.
    pub(crate) async fn assert_nothing_is_lost(&self, answered: &Answered) {
        let recorded = self.recorded().await;
        let lost: Vec<_> = answered.iter().filter(|(key, id)| recorded.get(*key) != Some(id)).collect();
        assert!(lost.is_empty(), "answered and lost: {lost:?}");
        let report = self.clinic.books_are_proved().await;
        assert_eq!(report.usage_lines, recorded.len(), "one line for each usage");
        let verify = run(lotwise(
            &["verify"],
            &[("DATABASE_URL", self.clinic.database.url()), ("LOTWISE_BOOKS_KEY", BOOKS_KEY)],
        ));
        assert!(verify.status.success(), "{verify:?}");
    }
}

/// What the program is started with.
fn settings(database: &str) -> [(&str, &str); 7] {
    [
        ("DATABASE_URL", database),
        ("LOTWISE_LISTEN", "127.0.0.1:0"),
        ("LOTWISE_SIGNING_KEY", SIGNING_KEY),
        ("LOTWISE_BOOKS_KEY", BOOKS_KEY),
        ("LOTWISE_LOG_LEVEL", "warn"),
        ("LOTWISE_DATABASE_WAIT_SECONDS", "60"),
        // What is left open must not be closed by the database before it is looked for.
        ("LOTWISE_STATEMENT_TIMEOUT_SECONDS", "600"),
    ]
}

/// A client of the program.
#[derive(Clone)]
pub(crate) struct App {
    client: Client,
    site: String,
    lot: String,
    performed_at: DateTime<Utc>,
}

impl App {
    /// Uses one unit under this key, which also names the treatment, and answers the usage's id. Dropping the future
    /// hangs up.
    ///
    /// # Errors
    /// When no whole answer came.
    pub(crate) async fn use_one(&self, key: &str) -> Result<Used, String> {
        let input = json!({ "input": {
            "idempotencyKey": key,
            "siteId": self.site,
            "treatmentId": key,
            "patientId": format!("P{key}"),
            "practitionerId": "practitioner-7",
            "performedAt": self.performed_at,
            "lines": [{ "source": { "lotId": self.lot }, "quantity": "1" }],
        }});
        let answer = self.client.send(RECORD_USAGE, &input).await.map_err(|error| error.to_string())?;
        let payload = &answer.body["data"]["recordUsage"];
        let id = payload["usage"]["id"].as_str();
        let id = id.unwrap_or_else(|| panic!("a usage that is neither recorded nor cut off: {answer:?}"));
        Ok(Used { id: id.to_owned(), replayed: payload["replayed"] == Value::Bool(true) })
    }
}

impl App {
    /// Looks at the shelf. Dropping the future hangs up.
    ///
    /// # Errors
    /// When no whole answer came.
    pub(crate) async fn look(&self) -> Result<(), String> {
        let answer = self.client.send(LOOK, &json!({ "site": self.site })).await.map_err(|error| error.to_string())?;
        assert!(answer.body["data"]["stock"]["nodes"][0]["onHand"].is_string(), "{answer:?}");
        Ok(())
    }
}

/// A usage as it was answered.
pub(crate) struct Used {
    pub(crate) id: String,
    pub(crate) replayed: bool,
}
