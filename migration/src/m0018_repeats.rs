//! Step 18: why a line's waste was wasted stands on the line: one that the books did not have is settled by it later.

use crate::step::Step;

pub(crate) const STEP: Step = Step { name: "m0018_repeats", script: COLUMN, append_only: &[] };

const COLUMN: &str = "\
ALTER TABLE usage_line ADD COLUMN waste_reason :text;
";
