//! Who may do what, and where: the table of roles and rights of the clinic, as data.

mod caller;
mod role;
mod scope;

pub use caller::{Caller, Grant, SiteScope};
pub use role::Role;
pub use scope::{SCOPES, rights_of_scope};

/// One thing that a person or a program may do. A right always holds at sites, never by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Right {
    /// Read the catalogue, lots, stock and open containers, and ask what a scanned code means.
    ReadStock,
    /// Check and record treatment usage; open, discard, waste and consume.
    RecordUsage,
    /// Correct a usage that the same person recorded.
    CorrectOwnUsage,
    /// Correct any usage of the site.
    CorrectAnyUsage,
    /// Sell, take back and reserve.
    Sell,
    /// Place a quarantine hold.
    PlaceQuarantine,
    /// Release a quarantine hold.
    ReleaseQuarantine,
    /// Receive deliveries.
    ReceiveStock,
    /// Keep the catalogue and suppliers; order, transfer, adjust, reverse, and correct a lot.
    ManageStock,
    /// Open a recall, and type in a notice of one.
    OpenRecall,
    /// Read and work on those contacts of a recall that are assigned to oneself.
    WorkContacts,
    /// Expand and close recalls; suspect holds, deviations, overrides, oversight; be the second person for injectables.
    DirectRecalls,
    /// Read the lots of a treatment by the treatment's id.
    ReadTreatment,
    /// Read exposures, the links of patients and customers to lots, and the contacts of a recall.
    ReadPatientLinks,
    /// Read reports and the reconciliation.
    ReadReports,
    /// Read what came, was used, sold and wasted, and what is there, in sums of amounts and money: reports that name no
    /// treatment, patient or customer.
    ReadFigures,
    /// Read what stock cost, what it is worth, and what was earned on it.
    ReadCost,
    /// Read who did what.
    ReadAuditLog,
    /// Keep sites, policies and tokens.
    Administer,
}

impl Right {
    /// Every right, in the order of the table.
    pub const ALL: [Self; 19] = [
        Self::ReadStock,
        Self::RecordUsage,
        Self::CorrectOwnUsage,
        Self::CorrectAnyUsage,
        Self::Sell,
        Self::PlaceQuarantine,
        Self::ReleaseQuarantine,
        Self::ReceiveStock,
        Self::ManageStock,
        Self::OpenRecall,
        Self::WorkContacts,
        Self::DirectRecalls,
        Self::ReadTreatment,
        Self::ReadPatientLinks,
        Self::ReadReports,
        Self::ReadFigures,
        Self::ReadCost,
        Self::ReadAuditLog,
        Self::Administer,
    ];

    /// What the right is to do, as the end of a sentence: "the right to …".
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::ReadStock => "read stock and the catalogue",
            Self::RecordUsage => "record what is used, opened and wasted",
            Self::CorrectOwnUsage => "correct a usage that one recorded",
            Self::CorrectAnyUsage => "correct a usage that another person recorded",
            Self::Sell => "sell, take back and reserve",
            Self::PlaceQuarantine => "place a quarantine",
            Self::ReleaseQuarantine => "release a quarantine",
            Self::ReceiveStock => "receive deliveries",
            Self::ManageStock => "keep the catalogue and suppliers, order, adjust and reverse",
            Self::OpenRecall => "open a recall",
            Self::WorkContacts => "work on contacts of a recall",
            Self::DirectRecalls => "direct recalls, suspect holds and reviews",
            Self::ReadTreatment => "read the lots of a treatment",
            Self::ReadPatientLinks => "read which patient or customer got which lot",
            Self::ReadReports => "read reports",
            Self::ReadFigures => "read figures and sums",
            Self::ReadCost => "read costs and values",
            Self::ReadAuditLog => "read the audit log",
            Self::Administer => "keep sites, policies and tokens",
        }
    }

    /// Who has the right, for whoever lacks it: the roles of people, and the scopes of programs.
    ///
    /// ```
    /// use rules::rights::Right;
    ///
    /// let holders = Right::ReleaseQuarantine.holders();
    /// assert_eq!(holders, "the role MANAGER or MEDICAL_DIRECTOR, or for a program the scope hold:release");
    /// ```
    #[must_use]
    pub fn holders(self) -> String {
        let roles = Role::ALL.into_iter().filter(|role| role.rights().contains(&self)).map(Role::name);
        let scopes = SCOPES.iter().filter(|(_, rights)| rights.contains(&self)).map(|(word, _)| *word);
        let either = |words: Vec<&str>| words.join(" or ");
        format!("the role {}, or for a program the scope {}", either(roles.collect()), either(scopes.collect()))
    }
}
