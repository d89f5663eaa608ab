//! Step 11: links that exports are opened by, each once. Copies of the service that share a database share them.

use crate::step::Step;

pub(crate) const STEP: Step = Step { name: "m0011_export_link", script: TABLES, append_only: &[] };

const TABLES: &str = "\
CREATE TABLE export_link (
    id :id PRIMARY KEY,
    secret :text NOT NULL UNIQUE,
    export :text NOT NULL,
    caller :text NOT NULL,
    created_at :number NOT NULL,
    expires_at :number NOT NULL CHECK (expires_at > created_at),
    opened_at :number
) :table;
CREATE INDEX export_link_by_end ON export_link (expires_at);
";
