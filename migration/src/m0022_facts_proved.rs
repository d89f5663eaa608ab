//! Step 22: the baseline that facts are proved from, which each seal names.

use crate::step::Step;

pub(crate) const STEP: Step = Step { name: "m0022_facts_proved", script: TABLES, append_only: &["fact_baseline"] };

const TABLES: &str = "\
CREATE TABLE fact_baseline (
    act_id :id PRIMARY KEY,
    found_at :number NOT NULL,
    facts :number NOT NULL CHECK (facts >= 0),
    facts_digest :bytes NOT NULL
) :table;
ALTER TABLE audit_seal ADD COLUMN baseline :bytes;
";
