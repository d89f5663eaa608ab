//! A new site: a stockroom with its own clock, balances and policies.

use super::{Act, Operation};
use crate::{
    error::Error,
    rules::{
        form::Form,
        refusal::{Refusal, field},
        rights::Right,
        site as rule, text,
    },
};
use entity::{
    id::SiteId,
    site::{self, AssumedLots, PolicyMode},
};
use sea_orm::sea_query::OnConflict;
use serde::{Deserialize, Serialize};

/// After how many hours an entry is late at a new site: the day of the act, and the next.
const LATE_ENTRY_HOURS: i32 = 24;

/// Creates a site. Its policies are the cautious ones until somebody sets others.
#[derive(Clone, Debug, Serialize)]
pub struct CreateSite {
    /// The short code that tokens name it by; never changed.
    pub code: String,
    /// What people call it.
    pub name: String,
    /// IANA name of the zone that its days are counted in; never changed.
    pub time_zone: String,
}

/// The site that was created.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CreateSiteDone {
    /// The site.
    pub site_id: SiteId,
}

impl Operation for CreateSite {
    type Done = CreateSiteDone;
    const NAME: &'static str = "createSite";

    async fn perform(&self, act: &Act<'_>) -> Result<CreateSiteDone, Error> {
        act.require_somewhere(Right::Administer)?;
        let row = self.row(act).map_err(Error::Refused)?;
        let (site_id, code) = (row.id, row.code.clone());
        let taken = OnConflict::column(site::Column::Code).do_nothing().to_owned();
        if act.insert_or(vec![row], taken).await?.is_empty() {
            return Err(Refusal::conflict(field("code"), Some(code), "There is a site of this code.").into());
        }
        Ok(CreateSiteDone { site_id })
    }
}

impl CreateSite {
    fn row(&self, act: &Act<'_>) -> Result<site::Model, Vec<Refusal>> {
        let mut form = Form::default();
        let row = site::Model {
            id: SiteId::new(),
            code: form.take(rule::code(field("code"), &self.code)),
            name: form.take(text::required(field("name"), &self.name, text::SHORT)),
            time_zone: form.take(rule::time_zone(field("timeZone"), &self.time_zone)),
            assumed_lots: AssumedLots::Confirm,
            scope_of_practice: PolicyMode::Off,
            late_entry_hours: LATE_ENTRY_HOURS,
            second_signature_within_days: None,
            waste_witness: false,
            created_at: act.now(),
        };
        form.finish(row)
    }
}
