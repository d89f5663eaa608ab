//! The command line, as people type it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use clap::{CommandFactory, Parser};

use super::{Arguments, Command, DEMO_DAYS};
use crate::rules::rights::Role;

fn command(line: &str) -> Command {
    Arguments::try_parse_from(line.split_whitespace()).unwrap().into_command()
}

fn refusal(line: &str) -> String {
    Arguments::try_parse_from(line.split_whitespace()).unwrap_err().to_string()
}

#[test]
fn the_command_line_is_well_formed() {
    Arguments::command().debug_assert();
}

#[test]
fn without_a_command_it_serves_with_the_settings_given() {
    let Command::Serve(settings) = command("lotwise --listen 0.0.0.0:9000 --currency EUR") else { panic!("serves") };
    assert_eq!(settings.service.http.listen.port(), 9000);
    assert_eq!(settings.service.clinic.currency, "EUR");
}

#[test]
fn the_demo_never_takes_the_database_of_the_clinic() {
    let Command::Demo(demo) = command("lotwise demo --fresh") else { panic!("demo") };
    assert!(demo.fresh);
    assert_eq!(demo.days, DEMO_DAYS);
    assert_eq!(demo.database_url, "sqlite://lotwise-demo.db");
}

#[test]
fn a_token_is_for_roles_at_sites() {
    let Command::Token(token) = command("lotwise token --role nurse --role front-desk --site north") else {
        panic!("token")
    };
    assert_eq!(token.role, [Role::Nurse, Role::FrontDesk]);
    assert_eq!(token.site, ["north"]);
    assert_eq!(token.days, 30);
    assert!(refusal("lotwise token --role nurse").contains("--site"));
    assert!(refusal("lotwise token --role janitor --site north").contains("there is no role"));
    assert!(refusal("lotwise token --role service --site north --scope usage:rite").contains("usage:write"));
}

#[test]
fn a_deployment_trusts_a_provider_or_its_own_key_but_not_both() {
    assert!(refusal("lotwise --jwks-file keys.json --signing-key secret").contains("cannot be used with"));
    assert!(
        refusal("lotwise serve --jwks-url https://id.example --signing-key secret").contains("cannot be used with")
    );
}

#[test]
fn bad_values_are_refused_with_what_would_be_good() {
    assert!(refusal("lotwise --currency euro").contains("ISO 4217"));
    assert!(refusal("lotwise --allowed-origins https://app.example.com/").contains("without a path"));
    assert!(refusal("lotwise --patient-id-pattern [").contains("--patient-id-pattern"));
    assert!(refusal("lotwise --database-connections 0").contains("1..=1000"));
}

#[test]
fn a_patient_id_pattern_matches_the_whole_id_only() {
    let Command::Serve(settings) = command("lotwise serve --patient-id-pattern P[0-9]+|X") else { panic!("serves") };
    let pattern = settings.service.clinic.patient_id_pattern.unwrap();
    assert!(pattern.is_match("P12") && pattern.is_match("X"));
    assert!(!pattern.is_match("P12 Smith") && !pattern.is_match("XP12"));
}

#[test]
fn every_setting_has_a_variable_and_a_meaning() {
    let table = super::settings_table();
    assert!(table.contains("| `LOTWISE_CURRENCY` | `USD` | The currency of all prices and costs"), "{table}");
    for row in table.lines().skip(2) {
        let cells: Vec<&str> = row.split(" | ").collect();
        assert_eq!(cells.len(), 3, "{row}");
        assert!(cells[0].len() > 4 && cells[2].len() > 10, "{row}");
    }
}

#[test]
fn the_readme_has_every_setting_as_the_program_has_it() {
    let readme = include_str!("../../README.md");
    for row in super::settings_table().lines() {
        assert!(readme.lines().any(|line| line == row), "README.md lacks, or says otherwise:\n{row}");
    }
}
