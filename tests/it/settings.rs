//! Every setting of serving reaches what it is for: the real program does something else when it is set.
//!
//! The list is held against the settings themselves, so that a new one without a proof fails. A proof also fails where a
//! setting is ignored: what the program does with the default is another thing than what is looked for.

mod clinic;
mod clock;
mod door;
mod keys;
mod limits;
mod log;
mod pool;
mod program;

use std::collections::BTreeSet;

use lotwise::config::settings_table;

/// Every setting, and the test that proves it.
const PROOFS: &[(&str, fn())] = &[
    ("DATABASE_URL", pool::the_database_is_where_it_was_said),
    ("LOTWISE_DATABASE_CONNECTIONS", pool::so_many_queries_hold_a_connection),
    ("LOTWISE_DATABASE_WAIT_SECONDS", pool::who_finds_no_connection_waits_so_long),
    ("LOTWISE_STATEMENT_TIMEOUT_SECONDS", pool::a_statement_ends_by_its_own_limit),
    ("LOTWISE_LOCK_TIMEOUT_SECONDS", pool::a_wait_for_a_row_ends_by_its_own_limit),
    ("LOTWISE_LISTEN", door::it_listens_where_it_was_told),
    ("LOTWISE_ALLOWED_ORIGINS", door::pages_of_that_origin_may_call),
    ("LOTWISE_MAX_CONNECTIONS", door::one_connection_more_waits_for_room),
    ("LOTWISE_HEADER_TIMEOUT_SECONDS", door::who_says_nothing_is_cut_off_by_that_limit),
    ("LOTWISE_BODY_TIMEOUT_SECONDS", door::who_sends_half_a_body_is_cut_off_by_that_limit),
    ("LOTWISE_DRAIN_SECONDS", door::a_stop_waits_that_long_for_requests),
    ("LOTWISE_MAX_BODY_BYTES", limits::a_longer_body_is_not_taken),
    ("LOTWISE_MAX_QUERY_BYTES", limits::a_longer_document_is_not_taken),
    ("LOTWISE_READ_TIME_LIMIT_SECONDS", pool::a_query_is_cut_off_by_that_limit),
    ("LOTWISE_MAX_FIELDS", limits::more_fields_are_not_answered),
    ("LOTWISE_MAX_ALIASES", limits::more_aliases_are_not_answered),
    ("LOTWISE_MAX_ROOT_FIELDS", limits::more_fields_at_the_top_are_not_answered),
    ("LOTWISE_MAX_DEPTH", limits::deeper_fields_are_not_answered),
    ("LOTWISE_MAX_COMPLEXITY", limits::what_costs_more_is_not_answered),
    ("LOTWISE_SUGGESTIONS", limits::names_that_look_alike_are_told),
    ("LOTWISE_JWKS_FILE", keys::tokens_of_the_provider_in_the_file_are_good),
    ("LOTWISE_JWKS_URL", keys::the_provider_is_asked_at_that_address),
    ("LOTWISE_SIGNING_KEY", keys::tokens_of_that_key_are_good),
    ("LOTWISE_ISSUER", keys::tokens_of_that_issuer_are_good),
    ("LOTWISE_AUDIENCE", keys::tokens_for_that_audience_are_good),
    ("LOTWISE_ORGANISATION_NAME", clinic::reports_are_of_that_organisation),
    ("LOTWISE_ORGANISATION_ADDRESS", clinic::reports_are_of_that_organisation),
    ("LOTWISE_CURRENCY", clinic::money_is_in_that_currency),
    ("LOTWISE_PATIENT_ID_PATTERN", clinic::patients_have_ids_of_that_form),
    ("LOTWISE_CLOCK_SKEW_SECONDS", clinic::clocks_may_differ_by_so_much),
    ("LOTWISE_RECALL_FEEDS", clock::that_feed_is_taken_in),
    ("LOTWISE_RECALL_FEED_HOURS", clock::feeds_are_taken_in_so_often),
    ("LOTWISE_AUDIT_SEAL_SECONDS", clock::the_audit_log_is_sealed_so_often),
    ("LOTWISE_HEAD_FILE", clock::the_head_is_written_there),
    ("LOTWISE_HEAD_MINUTES", clock::the_head_is_written_so_often),
    ("LOTWISE_VERIFY_HOURS", clock::the_books_are_proved_so_often),
    ("LOTWISE_BOOKS_KEY", keys::seals_are_signed_with_that_key),
    ("LOTWISE_BOOKS_KEY_FILE", keys::seals_are_signed_with_the_key_in_that_file),
    ("LOTWISE_LOG_FORMAT", log::lines_have_that_form),
    ("LOTWISE_LOG_LEVEL", log::so_much_is_logged),
];

#[test]
fn every_setting_has_a_proof() {
    let table = settings_table();
    let name = |row: &'_ str| row.split('`').nth(1).map(str::to_owned);
    let settings: BTreeSet<String> = table.lines().skip(2).filter_map(name).collect();
    let proved: BTreeSet<String> = PROOFS.iter().map(|(setting, _)| (*setting).to_owned()).collect();

    assert!(settings.len() > 30, "{table}");
    assert_eq!(settings, proved);
}
