//! The inputs of sites.

use super::id;
use crate::{
    graphql::object::site::{AssumedLots, PolicyMode},
    operations::{create_site::CreateSite, set_site_policy::SetSitePolicy},
    rules::refusal::{Refusal, field},
};
use async_graphql::{ID, InputObject, MaybeUndefined};

/// A new site.
#[derive(Debug, InputObject)]
pub struct CreateSiteInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The short code that tokens name it by: `a` to `z`, digits and `-`, at most 32; never changed.
    code: String,
    /// What people call it.
    name: String,
    /// IANA name of the zone that its days are counted in, such as `America/Denver`; never changed.
    time_zone: String,
}

impl CreateSiteInput {
    /// The operation that is meant.
    pub fn into_operation(self) -> CreateSite {
        CreateSite { code: self.code, name: self.name, time_zone: self.time_zone }
    }
}

/// The policies of a site: those that are named are set, the others stay.
#[derive(Debug, InputObject)]
pub struct SetSitePolicyInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The site.
    site_id: ID,
    /// What a usage that names only a product is answered with.
    assumed_lots: Option<AssumedLots>,
    /// How strictly the scope-of-practice policy is applied.
    scope_of_practice: Option<PolicyMode>,
    /// After how many hours an entry is late: 0 to 8,760.
    late_entry_hours: Option<i32>,
    /// Within how many days a second person signs what was done, 1 to 90: for a site where one person works alone. It is
    /// listed as `DONE_UNSIGNED` until somebody signs. Null: before the act, as everywhere else. Recalled and suspect
    /// stock is never released so.
    second_signature_within_days: MaybeUndefined<i32>,
    /// Whether drugs, biologics and devices are wasted, discarded and destroyed before a witness who signs.
    waste_witness: Option<bool>,
}

impl SetSitePolicyInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for the id of something else.
    pub fn into_operation(self) -> Result<SetSitePolicy, Refusal> {
        Ok(SetSitePolicy {
            site_id: id(field("siteId"), &self.site_id)?,
            assumed_lots: self.assumed_lots.map(Into::into),
            scope_of_practice: self.scope_of_practice.map(Into::into),
            late_entry_hours: self.late_entry_hours,
            second_signature_within_days: self.second_signature_within_days.as_opt_ref().map(|days| days.copied()),
            waste_witness: self.waste_witness,
        })
    }
}
