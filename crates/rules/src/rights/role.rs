//! The roles of a clinic and the rights that each one brings.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

use super::Right::{self, *};

/// What a person is at a site, or that the caller is a program (`SERVICE`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Treats patients: uses, opens, wastes, corrects the own usages.
    Nurse,
    /// Stands at the till: sells, takes back, reserves.
    FrontDesk,
    /// Runs the stockroom of a site.
    Manager,
    /// The physician who answers for the treatments: recalls, releases, overrides, deviations.
    MedicalDirector,
    /// Reads everything, writes nothing.
    Auditor,
    /// Reads cost, value and the reports that sum them; no treatment, no patient.
    Accountant,
    /// A program: its rights are the words of the token's `scope`.
    Service,
    /// Keeps sites, policies and tokens.
    Admin,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 8] = [
        Self::Nurse,
        Self::FrontDesk,
        Self::Manager,
        Self::MedicalDirector,
        Self::Auditor,
        Self::Accountant,
        Self::Service,
        Self::Admin,
    ];

    /// The role's name in tokens and in the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nurse => "NURSE",
            Self::FrontDesk => "FRONT_DESK",
            Self::Manager => "MANAGER",
            Self::MedicalDirector => "MEDICAL_DIRECTOR",
            Self::Auditor => "AUDITOR",
            Self::Accountant => "ACCOUNTANT",
            Self::Service => "SERVICE",
            Self::Admin => "ADMIN",
        }
    }

    /// The rights that the role brings at the sites it is granted for. A service brings none of its own: see
    /// [`super::rights_of_scope`].
    #[must_use]
    pub const fn rights(self) -> &'static [Right] {
        match self {
            Self::Nurse => {
                &[ReadStock, RecordUsage, CorrectOwnUsage, PlaceQuarantine, ReceiveStock, WorkContacts, ReadTreatment]
            }
            Self::FrontDesk => &[ReadStock, Sell, PlaceQuarantine, ReceiveStock, WorkContacts],
            Self::Manager => &[
                ReadStock,
                RecordUsage,
                CorrectOwnUsage,
                CorrectAnyUsage,
                Sell,
                PlaceQuarantine,
                ReleaseQuarantine,
                ReceiveStock,
                ManageStock,
                OpenRecall,
                WorkContacts,
                ReadTreatment,
                ReadReports,
                ReadFigures,
                ReadCost,
            ],
            Self::MedicalDirector => &[
                ReadStock,
                RecordUsage,
                CorrectOwnUsage,
                CorrectAnyUsage,
                PlaceQuarantine,
                ReleaseQuarantine,
                ReceiveStock,
                OpenRecall,
                WorkContacts,
                DirectRecalls,
                ReadTreatment,
                ReadPatientLinks,
                ReadReports,
                ReadFigures,
                ReadCost,
            ],
            Self::Auditor => {
                &[ReadStock, ReadTreatment, ReadPatientLinks, ReadReports, ReadFigures, ReadCost, ReadAuditLog]
            }
            Self::Accountant => &[ReadFigures, ReadCost],
            Self::Service => &[],
            Self::Admin => &[ReadStock, ReadAuditLog, Administer],
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// A word that names no role.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no role {0:?}: the roles are {names}", names = Role::ALL.map(Role::name).join(", "))]
pub struct UnknownRole(String);

impl FromStr for Role {
    type Err = UnknownRole;

    /// Reads a role's name; a person may type it in small letters and with hyphens (`front-desk`).
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let name = text.to_ascii_uppercase().replace('-', "_");
        Self::ALL.into_iter().find(|role| role.name() == name).ok_or_else(|| UnknownRole(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    /// The table of the domain, written the other way round: by right, one column a role.
    const TABLE: [(Right, [bool; 7]); 19] = {
        const Y: bool = true;
        const N: bool = false;
        [
            //                 nurse desk manager director auditor accountant admin
            (ReadStock, [Y, Y, Y, Y, Y, N, Y]),
            (RecordUsage, [Y, N, Y, Y, N, N, N]),
            (CorrectOwnUsage, [Y, N, Y, Y, N, N, N]),
            (CorrectAnyUsage, [N, N, Y, Y, N, N, N]),
            (Sell, [N, Y, Y, N, N, N, N]),
            (PlaceQuarantine, [Y, Y, Y, Y, N, N, N]),
            (ReleaseQuarantine, [N, N, Y, Y, N, N, N]),
            (ReceiveStock, [Y, Y, Y, Y, N, N, N]),
            (ManageStock, [N, N, Y, N, N, N, N]),
            (OpenRecall, [N, N, Y, Y, N, N, N]),
            (WorkContacts, [Y, Y, Y, Y, N, N, N]),
            (DirectRecalls, [N, N, N, Y, N, N, N]),
            (ReadTreatment, [Y, N, Y, Y, Y, N, N]),
            (ReadPatientLinks, [N, N, N, Y, Y, N, N]),
            (ReadReports, [N, N, Y, Y, Y, N, N]),
            (ReadFigures, [N, N, Y, Y, Y, Y, N]),
            (ReadCost, [N, N, Y, Y, Y, Y, N]),
            (ReadAuditLog, [N, N, N, N, Y, N, Y]),
            (Administer, [N, N, N, N, N, N, Y]),
        ]
    };
    const COLUMNS: [Role; 7] = [
        Role::Nurse,
        Role::FrontDesk,
        Role::Manager,
        Role::MedicalDirector,
        Role::Auditor,
        Role::Accountant,
        Role::Admin,
    ];

    #[test]
    fn every_role_has_exactly_the_rights_of_the_table() {
        for (right, row) in TABLE {
            for (role, expected) in COLUMNS.into_iter().zip(row) {
                assert_eq!(role.rights().contains(&right), expected, "{role} {right:?}");
            }
        }
    }

    #[test]
    fn the_table_names_every_right_once() {
        assert_eq!(TABLE.map(|(right, _)| right), Right::ALL);
    }

    #[test]
    fn a_role_is_read_back_from_its_name_and_as_a_person_types_it() {
        for role in Role::ALL {
            assert_eq!(role.name().parse(), Ok(role));
        }
        assert_eq!("front-desk".parse(), Ok(Role::FrontDesk));
        assert!("JANITOR".parse::<Role>().unwrap_err().to_string().contains("FRONT_DESK"));
    }
}
