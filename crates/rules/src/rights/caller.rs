//! Who calls: the person, the program in between, and what both may do at which site.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Right, Role, rights_of_scope};

/// The sites that something holds for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SiteScope {
    /// Every site, those opened later included.
    All,
    /// The sites of these codes; an empty set is none.
    Codes(BTreeSet<String>),
}

impl SiteScope {
    /// No site at all.
    #[must_use]
    pub const fn none() -> Self {
        Self::Codes(BTreeSet::new())
    }

    /// Whether the site of this code is among them.
    #[must_use]
    pub fn contains(&self, site_code: &str) -> bool {
        match self {
            Self::All => true,
            Self::Codes(codes) => codes.contains(site_code),
        }
    }

    /// Whether there is no site among them.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Codes(codes) if codes.is_empty())
    }

    fn union(self, other: &Self) -> Self {
        match (self, other) {
            (Self::Codes(mut codes), Self::Codes(more)) => {
                codes.extend(more.iter().cloned());
                Self::Codes(codes)
            }
            _ => Self::All,
        }
    }
}

/// One role at some sites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// What the caller is there.
    pub role: Role,
    /// Where.
    pub sites: SiteScope,
}

/// The person behind a call and the program that carries it. Both are recorded with every act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caller {
    /// The person, as the identity provider names it.
    pub subject: String,
    /// The client program, when the token names one. Idempotency keys belong to it.
    pub client: Option<String>,
    /// The roles, each at its sites.
    pub grants: Vec<Grant>,
    /// The words of the token's scope: the rights of a `SERVICE` grant.
    pub scopes: BTreeSet<String>,
}

impl Caller {
    /// Whether the caller has this right at the site of this code.
    #[must_use]
    pub fn may(&self, right: Right, site_code: &str) -> bool {
        self.granting(right).any(|grant| grant.sites.contains(site_code))
    }

    /// Whether the caller has this right at one site at least.
    #[must_use]
    pub fn may_somewhere(&self, right: Right) -> bool {
        self.granting(right).any(|grant| !grant.sites.is_empty())
    }

    /// Whether the caller has this right at all sites: what concerns the whole organisation asks for this.
    #[must_use]
    pub fn may_everywhere(&self, right: Right) -> bool {
        self.granting(right).any(|grant| grant.sites == SiteScope::All)
    }

    /// The sites at which the caller has this right.
    #[must_use]
    pub fn sites_where(&self, right: Right) -> SiteScope {
        self.granting(right).fold(SiteScope::none(), |sites, grant| sites.union(&grant.sites))
    }

    /// Whether the caller has this role at the site of this code.
    #[must_use]
    pub fn has_role(&self, role: Role, site_code: &str) -> bool {
        self.grants.iter().any(|grant| grant.role == role && grant.sites.contains(site_code))
    }

    /// Whether the caller has this role at one site at least.
    #[must_use]
    pub fn has_role_somewhere(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role && !grant.sites.is_empty())
    }

    /// Whether the caller has this role at all sites, those opened later included.
    #[must_use]
    pub fn has_role_everywhere(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role && grant.sites == SiteScope::All)
    }

    fn granting(&self, right: Right) -> impl Iterator<Item = &Grant> {
        self.grants.iter().filter(move |grant| match grant.role {
            Role::Service => self.scopes.iter().any(|word| rights_of_scope(word).contains(&right)),
            role => role.rights().contains(&right),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(codes: &[&str]) -> SiteScope {
        SiteScope::Codes(codes.iter().map(ToString::to_string).collect())
    }

    fn caller(grants: &[(Role, SiteScope)], scopes: &[&str]) -> Caller {
        Caller {
            subject: "ana".to_owned(),
            client: None,
            grants: grants.iter().map(|(role, sites)| Grant { role: *role, sites: sites.clone() }).collect(),
            scopes: scopes.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn a_right_holds_only_at_the_sites_of_its_grant() {
        let ana = caller(&[(Role::Nurse, codes(&["north"])), (Role::FrontDesk, codes(&["south"]))], &[]);
        assert!(ana.may(Right::RecordUsage, "north"));
        assert!(!ana.may(Right::RecordUsage, "south"));
        assert!(ana.may(Right::Sell, "south"));
        assert!(!ana.may(Right::Sell, "North"), "codes are compared as they are");
        assert!(ana.may_somewhere(Right::Sell));
        assert!(!ana.may_everywhere(Right::Sell));
    }

    #[test]
    fn the_sites_of_a_right_are_those_of_every_grant_that_brings_it() {
        let ana = caller(&[(Role::Nurse, codes(&["north"])), (Role::FrontDesk, codes(&["south"]))], &[]);
        assert_eq!(ana.sites_where(Right::ReadStock), codes(&["north", "south"]));
        assert_eq!(ana.sites_where(Right::Sell), codes(&["south"]));
        assert!(ana.sites_where(Right::Administer).is_empty());
    }

    #[test]
    fn a_grant_for_all_sites_covers_the_ones_named_beside_it() {
        let kim = caller(&[(Role::Manager, codes(&["north"])), (Role::Auditor, SiteScope::All)], &[]);
        assert_eq!(kim.sites_where(Right::ReadReports), SiteScope::All);
        assert_eq!(kim.sites_where(Right::ManageStock), codes(&["north"]));
        assert!(kim.may_everywhere(Right::ReadAuditLog));
        assert!(kim.may(Right::ReadStock, "opened-next-year"));
        assert!(!kim.may(Right::ManageStock, "opened-next-year"));
    }

    #[test]
    fn a_grant_without_sites_brings_nothing() {
        let lee = caller(&[(Role::Admin, SiteScope::none())], &[]);
        assert!(!lee.may_somewhere(Right::Administer));
        assert!(!lee.has_role(Role::Admin, "north"));
    }

    #[test]
    fn a_service_holds_the_rights_its_scope_names_at_its_sites_and_no_other() {
        let ehr = caller(&[(Role::Service, codes(&["north"]))], &["usage:write", "exposures:read", "openid"]);
        for right in Right::ALL {
            let named = [Right::RecordUsage, Right::CorrectOwnUsage, Right::ReadPatientLinks].contains(&right);
            assert_eq!(ehr.may(right, "north"), named, "{right:?}");
            assert!(!ehr.may(right, "south"), "{right:?}");
        }
    }

    #[test]
    fn a_scope_without_a_service_grant_brings_nothing() {
        let ana = caller(&[(Role::FrontDesk, SiteScope::All)], &["admin:write", "usage:write"]);
        assert!(!ana.may_somewhere(Right::Administer));
        assert!(!ana.may_somewhere(Right::RecordUsage));
    }
}
