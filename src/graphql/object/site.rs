//! Sites and the roles that hold at them.

use crate::rules::rights;
use async_graphql::{Enum, ID, Object};
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
    /// Another program, with the rights its token names.
    Service,
    /// Keeps sites, policies and tokens.
    Admin,
}

/// A site: one stockroom, with its own time zone and balances.
pub struct Site(pub site::Model);

#[Object]
impl Site {
    /// The site's id.
    async fn id(&self) -> ID {
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
}
