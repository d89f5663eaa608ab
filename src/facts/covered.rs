//! What facts do not cover, each with the reason: another proof stands for it, or it states no fact.

/// Tables whose rows have no fact.
pub const TABLES_WITHOUT_FACTS: [(&str, &str); 13] = [
    ("posting", "hashed into the chain by each of its entries; a balance's fact covers the head of the chain"),
    ("entry", "chained; a balance's fact covers the head of the chain"),
    ("demand_day", "a sum of entries, which verify works out again"),
    ("product_site", "says nothing: rows to lock, made when a product can first have stock at a site"),
    ("audit_event", "sealed, and under a MAC from the moment it is written"),
    ("audit_person", "an index of the people of an audit event, which is sealed"),
    ("audit_seal", "chained and signed"),
    ("fact", "hashed into the event of its act"),
    ("fact_baseline", "hashed into every seal that is made after it"),
    ("export_link", "opens a file once within minutes; what was read is in the audit log"),
    ("recall_notice_term", "an index of the words of a notice, which has a fact"),
    ("recall_notice_range", "an index of the lot ranges of a notice, which has a fact"),
    ("seaql_migrations", "the schema's own history"),
];

/// Of these tables, those of which `verify` finds nothing when somebody changes them: what they say is said elsewhere.
pub const TABLES_WITHOUT_PROOF: [&str; 6] =
    ["product_site", "export_link", "audit_person", "recall_notice_term", "recall_notice_range", "seaql_migrations"];

/// Columns that no fact covers, in tables that have them.
pub const COLUMNS_WITHOUT_FACTS: [(&str, &str, &str); 1] =
    [("stock", "opened", "the sum of what is left in opened containers, which verify works out again")];

/// Whether a fact of `table` covers `column`.
pub fn covers(table: &str, column: &str) -> bool {
    !COLUMNS_WITHOUT_FACTS.iter().any(|(of, name, _)| *of == table && *name == column)
}

/// Whether rows of `table` have facts.
pub fn has_facts(table: &str) -> bool {
    !TABLES_WITHOUT_FACTS.iter().any(|(name, _)| *name == table)
}

/// Whether rows of `table` are removed and written anew under the same key, so that a new row need not be a first version.
pub(super) fn is_written_anew(table: &str) -> bool {
    ["product_identifier", "recall_notice_match"].contains(&table)
}
