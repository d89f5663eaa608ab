//! Sites and the roles that hold at them.

use crate::rules::rights;
use async_graphql::{Description, Enum, ID, Object, SimpleObject};
use entity::site;

/// What a person or program may be at a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "rights::Role")]
pub enum Role {
    /// Treats: checks, uses, opens, wastes.
    Nurse,
    /// Sells, takes back, reserves.
    FrontDesk,
    /// Keeps the stock: receives, orders, adjusts, reports.
    Manager,
    /// Directs: recalls, releases, overrides, reviews.
    MedicalDirector,
    /// Reads everything, writes nothing.
    Auditor,
    /// Reads cost and value; no treatment, no patient.
    Accountant,
    /// Another program, with the rights that the `scope` of its token names: `stock:read`, `stock:write`, `usage:write`,
    /// `usage:correct`, `sale:write`, `hold:write`, `hold:release`, `recall:write`, `treatment:read`, `exposures:read`,
    /// `reports:read`, `cost:read`, `audit:read`, `admin:write`.
    Service,
    /// Keeps sites, policies and tokens.
    Admin,
}

/// A site: one stockroom, with its own time zone and balances.
#[derive(Description)]
pub struct Site(pub site::Model);

#[Object(use_type_description)]
impl Site {
    /// The site's id.
    pub(super) async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// The short code that tokens name it by.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// What people call it.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// IANA name of the zone its days are counted in.
    async fn time_zone(&self) -> &str {
        &self.0.time_zone
    }

    /// How strictly it applies what a clinic may decide for itself.
    async fn policy(&self) -> SitePolicy {
        SitePolicy {
            assumed_lots: self.0.assumed_lots.into(),
            scope_of_practice: self.0.scope_of_practice.into(),
            late_entry_hours: self.0.late_entry_hours,
            second_signature_within_days: self.0.second_signature_within_days,
            waste_witness: self.0.waste_witness,
        }
    }
}

/// What a clinic decides for a site.
#[derive(SimpleObject)]
pub struct SitePolicy {
    /// What a usage that names only a product is answered with.
    assumed_lots: AssumedLots,
    /// How strictly the scope-of-practice policy is applied.
    scope_of_practice: PolicyMode,
    /// A usage entered later than this many hours after it was performed is a late entry.
    late_entry_hours: i32,
    /// Within how many days a second person signs what was done; null: before the act.
    second_signature_within_days: Option<i32>,
    /// Whether drugs, biologics and devices are wasted, discarded and destroyed before a witness who signs.
    waste_witness: bool,
}

/// What a usage that names only a product is answered with, for drugs, biologics and devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "site::AssumedLots")]
pub enum AssumedLots {
    /// The plan, to confirm lot by lot.
    Confirm,
    /// The record, its lots marked as assumed.
    Accept,
}

/// How strictly a policy is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "site::PolicyMode")]
pub enum PolicyMode {
    /// A breach is refused.
    Enforce,
    /// A breach leaves a notice.
    Warn,
    /// The policy is not looked at.
    Off,
}
