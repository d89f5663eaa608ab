//! The real program: the tokens it prints, the keys it insists on, and its end.

use serde_json::json;
use tempfile::TempDir;

use crate::process::{Service, lotwise, run};

/// A folder for one database, its address, and what else the program is told.
struct Deployment {
    _folder: TempDir,
    database: String,
}

impl Deployment {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = format!("sqlite://{}/clinic.db", folder.path().display());
        Self { _folder: folder, database }
    }

    fn settings(&self) -> [(&str, &str); 2] {
        [("DATABASE_URL", &self.database), ("LOTWISE_LISTEN", "127.0.0.1:0")]
    }

    /// What the program says and whether it ended well.
    fn run(&self, arguments: &[&str], settings: &[(&str, &str)]) -> (bool, String, String) {
        let output = run(lotwise(arguments, &[&self.settings(), settings].concat()));
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        (output.status.success(), text(&output.stdout), text(&output.stderr))
    }
}

#[tokio::test]
async fn a_printed_token_opens_the_door_and_the_program_ends_well_when_told() {
    let deployment = Deployment::new();
    assert!(deployment.run(&["migrate"], &[]).0);
    let (printed, token, _) = deployment.run(&["token", "--role", "nurse", "--site", "*", "--subject", "ana"], &[]);
    assert!(printed);
    let mut service = Service::start(lotwise(&["serve"], &deployment.settings()));
    let request = crate::endpoint::service::client().post(format!("{}/graphql", service.url())).bearer_auth(token);
    let answer = request.json(&json!({ "query": "{ __typename }" })).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(service.stop().success());
}

#[test]
fn on_postgresql_the_program_insists_on_a_key() {
    let elsewhere = [("DATABASE_URL", "postgres://localhost:1/lotwise")];
    let (started, _, said) = Deployment::new().run(&["serve"], &elsewhere);
    assert!(!started);
    assert!(said.contains("LOTWISE_JWKS_URL") && said.contains("LOTWISE_SIGNING_KEY"), "{said}");
}

#[test]
fn with_an_identity_provider_the_program_prints_no_tokens() {
    let deployment = Deployment::new();
    let keys = tempfile::NamedTempFile::new().unwrap();
    // The example key of RFC 8037, appendix A.
    let key = json!({ "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" });
    std::fs::write(keys.path(), json!({ "keys": [key] }).to_string()).unwrap();
    let provider = [("LOTWISE_JWKS_FILE", keys.path().to_str().unwrap()), ("LOTWISE_ISSUER", "id")];
    assert!(deployment.run(&["migrate"], &provider).0);
    let (printed, _, said) = deployment.run(&["token", "--role", "nurse", "--site", "*"], &provider);
    assert!(!printed);
    assert!(said.contains("identity provider"), "{said}");
}

#[test]
fn a_wrong_setting_is_told_by_its_name() {
    let (started, _, said) = Deployment::new().run(&["serve"], &[("LOTWISE_CURRENCY", "euro")]);
    assert!(!started);
    assert!(said.contains("--currency") && said.contains("ISO 4217"), "{said}");
}
