//! The policies of a site, set one by one.

use super::{Act, Operation};
use crate::{
    error::Error,
    rules::{
        refusal::{InputRule, Refusal, field},
        rights::Right,
        site as rule,
    },
};
use entity::{
    id::SiteId,
    site::{self, AssumedLots, PolicyMode},
};
use sea_orm::ActiveValue::{NotSet, Set, Unchanged};
use serde::{Deserialize, Serialize};

/// Sets the policies that are named, and leaves the others.
#[derive(Clone, Debug, Serialize)]
pub struct SetSitePolicy {
    /// The site.
    pub site_id: SiteId,
    /// What a usage that names only a product is answered with.
    pub assumed_lots: Option<AssumedLots>,
    /// How the scope-of-practice policy is applied.
    pub scope_of_practice: Option<PolicyMode>,
    /// After how many hours an entry is late.
    pub late_entry_hours: Option<i32>,
    /// Within how many days a second person may sign what was done; `Some(None)` before the act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_signature_within_days: Option<Option<i32>>,
    /// Whether drugs, biologics and devices are wasted before a witness who signs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waste_witness: Option<bool>,
}

/// The policies as they stand afterwards: the audit log keeps them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetSitePolicyDone {
    /// The site.
    pub site_id: SiteId,
    /// What a usage that names only a product is answered with.
    pub assumed_lots: AssumedLots,
    /// How the scope-of-practice policy is applied.
    pub scope_of_practice: PolicyMode,
    /// After how many hours an entry is late.
    pub late_entry_hours: i32,
    /// Within how many days a second person may sign what was done; `None` before the act.
    #[serde(default)]
    pub second_signature_within_days: Option<i32>,
    /// Whether drugs, biologics and devices are wasted before a witness who signs.
    #[serde(default)]
    pub waste_witness: bool,
}

impl SetSitePolicy {
    /// Nothing is judged by a scope of practice yet: whoever switched it on would rely on it.
    fn scope_is_off(&self) -> Result<(), Refusal> {
        if self.scope_of_practice.is_none_or(|mode| mode == PolicyMode::Off) {
            return Ok(());
        }
        let message = "The scope of practice is not judged yet: it stays OFF until it is.";
        Err(Refusal::invalid(field("scopeOfPractice"), InputRule::Other, message))
    }
}

impl Operation for SetSitePolicy {
    type Done = SetSitePolicyDone;
    const NAME: &'static str = "setSitePolicy";

    async fn perform(&self, act: &Act<'_>) -> Result<SetSitePolicyDone, Error> {
        let site = act.site(self.site_id, Right::Administer).await?;
        self.scope_is_off()?;
        let hours = self.late_entry_hours.map(|hours| rule::late_entry_hours(field("lateEntryHours"), hours));
        let days = self.second_signature_within_days.map(|days| {
            days.map(|days| rule::second_signature_days(field("secondSignatureWithinDays"), days)).transpose()
        });
        let changed = site::ActiveModel {
            id: Unchanged(site.id),
            assumed_lots: self.assumed_lots.map_or(NotSet, Set),
            scope_of_practice: self.scope_of_practice.map_or(NotSet, Set),
            late_entry_hours: hours.transpose()?.map_or(NotSet, Set),
            second_signature_within_days: days.transpose()?.map_or(NotSet, Set),
            waste_witness: self.waste_witness.map_or(NotSet, Set),
            ..Default::default()
        };
        let site = act.update(changed).await?;
        Ok(SetSitePolicyDone {
            site_id: site.id,
            assumed_lots: site.assumed_lots,
            scope_of_practice: site.scope_of_practice,
            late_entry_hours: site.late_entry_hours,
            second_signature_within_days: site.second_signature_within_days,
            waste_witness: site.waste_witness,
        })
    }
}
