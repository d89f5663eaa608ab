//! Elements that need, exclude or repeat each other.

use lotwise::rules::barcode::ScanProblemCode::{
    self, ForbiddenCompanion, MissingCompanion, RepeatedDifferently, UnknownIdentifier,
};
use lotwise::rules::barcode::gs1::human_readable;

use crate::rows::{judge, same};
use crate::today;

#[test]
fn companions_agree() {
    judge("gs1/ai_association.jsonl", &[], |row| {
        let codes: &[ScanProblemCode] = match row.get("check") {
            "validateAIrepeats" => &[RepeatedDifferently],
            "validateAImutex" => &[ForbiddenCompanion],
            _ => &[MissingCompanion],
        };
        let found = human_readable::read(row.get("bracketed"), 0, today());
        let unexpected = found.problems.iter().find(|problem| {
            !matches!(problem.code, RepeatedDifferently | ForbiddenCompanion | MissingCompanion | UnknownIdentifier)
        });
        same("other problem", unexpected, None)?;
        same("verdict", found.problems.iter().all(|problem| !codes.contains(&problem.code)), row.ok())
    });
}
