//! The words of a service's `scope`, and the rights that each one names.

use super::Right::{self, *};

/// Every scope word and what it allows. A service holds nothing that its token does not name, reads included.
pub const SCOPES: [(&str, &[Right]); 14] = [
    ("stock:read", &[ReadStock]),
    ("stock:write", &[ReceiveStock, ManageStock]),
    ("usage:write", &[RecordUsage, CorrectOwnUsage]),
    ("usage:correct", &[CorrectOwnUsage, CorrectAnyUsage]),
    ("sale:write", &[Sell]),
    ("hold:write", &[PlaceQuarantine]),
    ("hold:release", &[ReleaseQuarantine]),
    ("recall:write", &[OpenRecall, WorkContacts, DirectRecalls]),
    ("treatment:read", &[ReadTreatment]),
    ("exposures:read", &[ReadPatientLinks]),
    ("reports:read", &[ReadReports, ReadFigures]),
    ("cost:read", &[ReadCost]),
    ("audit:read", &[ReadAuditLog]),
    ("admin:write", &[Administer]),
];

/// The rights that one word of a scope names; none for a word that is not ours, because tokens carry other programs'
/// scopes too.
#[must_use]
pub fn rights_of_scope(word: &str) -> &'static [Right] {
    SCOPES.iter().find(|(name, _)| *name == word).map_or(&[], |(_, rights)| rights)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_right_can_be_given_to_a_service() {
        for right in Right::ALL {
            assert!(SCOPES.iter().any(|(_, rights)| rights.contains(&right)), "{right:?}");
        }
    }

    #[test]
    fn a_scope_of_another_program_brings_nothing() {
        for word in ["openid", "", "usage", "usage:", "USAGE:WRITE", "usage:write "] {
            assert_eq!(rights_of_scope(word), &[] as &[Right], "{word:?}");
        }
    }
}
