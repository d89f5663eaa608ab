//! Step 19: the serial numbers of a delivery are read back with it.

use crate::step::Step;

pub(crate) const STEP: Step = Step { name: "m0019_identifiers", script: INDEX, append_only: &[] };

const INDEX: &str = "\
CREATE INDEX received_serial_by_posting ON received_serial (posting_id);
";
