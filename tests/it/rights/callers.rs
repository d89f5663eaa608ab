//! Who asks: one column of the matrix each, from three places.

use std::collections::BTreeSet;

use lotwise::request::Request;
use lotwise::rules::rights::{Caller, Grant, Role, SCOPES, SiteScope};

use crate::clinic::Clinic;

/// The site where callers of one site work.
pub(super) const HOME: &str = "denver";
/// The other site.
pub(super) const ELSEWHERE: &str = "auckland";
/// Who recorded everything in the prepared clinic.
pub(super) const RECORDER: &str = "ana";
/// The people who ask recorded nothing themselves.
const STRANGER: &str = "sam";

/// The roles of people, in the order of the columns.
pub(super) const ROLES: [Role; 7] =
    [Role::Nurse, Role::FrontDesk, Role::Manager, Role::MedicalDirector, Role::Auditor, Role::Accountant, Role::Admin];

/// A column of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// A person with one role.
    Person(Role),
    /// A person whose token is good and grants nothing.
    Nobody,
    /// A program that may do everything but read who was treated and who bought.
    AllButPeople,
    /// A program whose token has one word of scope.
    Service(&'static str),
}

/// The scope that the links of patients and customers are read by.
const PEOPLE: &str = "exposures:read";

/// From where somebody asks for a thing, and where the thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stance {
    /// Granted at one site, asking for what is there.
    Own,
    /// Granted at one site, asking for what is at the other.
    Foreign,
    /// Granted at all sites, asking for what is at the other.
    Everywhere,
}

impl Stance {
    pub(super) const ALL: [Self; 3] = [Self::Own, Self::Foreign, Self::Everywhere];

    /// The site of the thing that is asked for.
    pub(super) const fn site(self) -> &'static str {
        match self {
            Self::Own => HOME,
            Self::Foreign | Self::Everywhere => ELSEWHERE,
        }
    }

    fn sites(self) -> SiteScope {
        match self {
            Self::Own | Self::Foreign => SiteScope::Codes(BTreeSet::from([HOME.to_owned()])),
            Self::Everywhere => SiteScope::All,
        }
    }
}

impl Who {
    /// Every column, in order.
    pub(super) fn all() -> Vec<Self> {
        let people = ROLES.into_iter().map(Self::Person);
        let services = SCOPES.iter().map(|(word, _)| Self::Service(word));
        people.chain([Self::Nobody, Self::AllButPeople]).chain(services).collect()
    }

    /// The request of a caller who recorded nothing in the clinic.
    pub(super) fn asks(self, clinic: &Clinic, stance: Stance) -> Request {
        self.named(clinic, stance, STRANGER)
    }

    /// The request of a caller with the name of whoever recorded everything in the clinic.
    pub(super) fn asks_as_recorder(self, clinic: &Clinic, stance: Stance) -> Request {
        self.named(clinic, stance, RECORDER)
    }

    fn named(self, clinic: &Clinic, stance: Stance, subject: &str) -> Request {
        let role = match self {
            Self::Person(role) => Some(role),
            Self::Nobody => None,
            Self::AllButPeople | Self::Service(_) => Some(Role::Service),
        };
        let grants = role.map(|role| Grant { role, sites: stance.sites() });
        let scopes = SCOPES.iter().map(|(word, _)| *word).filter(|word| self.has(word));
        let scopes = scopes.map(ToOwned::to_owned).collect();
        request(clinic, subject, grants.into_iter().collect(), scopes)
    }

    fn has(self, scope: &str) -> bool {
        match self {
            Self::Person(_) | Self::Nobody => false,
            Self::AllButPeople => scope != PEOPLE,
            Self::Service(word) => scope == word,
        }
    }

    /// What stands over the column, or for it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Person(role) => role.name(),
            Self::Nobody => "nobody",
            Self::AllButPeople => "SERVICE without exposures:read",
            Self::Service(word) => word,
        }
    }
}

/// The request of somebody who has every role everywhere.
pub(super) fn with_every_role(clinic: &Clinic, subject: &str) -> Request {
    let grants = ROLES.map(|role| Grant { role, sites: SiteScope::All });
    request(clinic, subject, grants.to_vec(), BTreeSet::new())
}

/// The request of somebody who has every role at one site.
pub(super) fn with_every_role_at(clinic: &Clinic, site_code: &str) -> Request {
    let sites = SiteScope::Codes(BTreeSet::from([site_code.to_owned()]));
    let grants = ROLES.map(|role| Grant { role, sites: sites.clone() });
    request(clinic, STRANGER, grants.to_vec(), BTreeSet::new())
}

/// All of them through one client program: keys of idempotency are shared.
fn request(clinic: &Clinic, subject: &str, grants: Vec<Grant>, scopes: BTreeSet<String>) -> Request {
    let client = Some("matrix".to_owned());
    let caller = Caller { subject: subject.to_owned(), client, grants, scopes };
    let address = Some("192.0.2.7".to_owned());
    Request { caller, at: clinic.now, id: "a request of the matrix".to_owned(), address }
}
