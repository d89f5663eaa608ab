//! Opening a container on purpose: a vial is reconstituted, a pen is handed to its patient. Nothing is used yet: on hand
//! stays as it is, the clock starts, and what is mixed in is drawn from the books.

mod books;
mod form;

use super::{
    Act, Operation,
    components::ComponentGiven,
    record_usage::{asked::Asked, meanwhile, plan, resolved::Resolved, sources},
    source::StockSource,
};
use crate::{
    error::{Error, Failure},
    ledger,
    queries::{past, shelves},
    rules::{
        allocation::{Need, Shelves, Terms, opening},
        rights::Right,
        site::zone_of,
        usability::{Circumstance, Purpose},
    },
};
use entity::{
    fixed_point::Quantity,
    id::{ContainerId, SiteId},
    instant::Instant,
    site,
    site::AssumedLots,
};
use form::{Checked, at_the_top, of_the_input};
use serde::{Deserialize, Serialize};

/// A container to be opened.
#[derive(Clone, Debug, Serialize)]
pub struct OpenContainer {
    /// Where.
    pub site_id: SiteId,
    /// Which sealed one.
    pub source: StockSource,
    /// When: its clock starts then.
    pub opened_at: Instant,
    /// The label that the client put on it; made by us when it has none.
    pub label: Option<String>,
    /// The one patient it is kept for.
    pub kept_for: Option<String>,
    /// What is mixed into it.
    pub components: Vec<ComponentGiven>,
    /// Its serial number.
    pub serial: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OpenContainerDone {
    /// The container.
    pub container_id: ContainerId,
}

impl Operation for OpenContainer {
    type Done = OpenContainerDone;
    const NAME: &'static str = "openContainer";

    async fn perform(&self, act: &Act<'_>) -> Result<OpenContainerDone, Error> {
        let site = act.site(self.site_id, Right::RecordUsage).await?;
        let checked = form::check(self, act).map_err(Error::Refused)?;
        let needs = self.needs(act, &site, &checked).await.map_err(of_the_input)?;
        let products = sources::products(&needs);
        ledger::lock(act.transaction, site.id, products.iter().copied()).await?;
        let mut shelves = shelves::load(act.transaction, site.id, &products).await?;
        meanwhile::still_so(act.transaction, &needs, &shelves).await?;
        past::judge_at(act.transaction, site.id, &mut shelves, self.opened_at, act.now()).await?;
        let (need, mixed) = split(&needs, &checked, &shelves).map_err(of_the_input)?;
        let terms = self.terms(act, &site, &checked);
        let opened = opening::open(&need, &mixed, &shelves, &terms, &mut ContainerId::new);
        let mut opened = opened.map_err(|refusals| of_the_input(Error::Refused(refusals)))?;
        opened.container.serial = serial(&needs);
        act.notify(opened.components.notices.drain(..).map(|mut notice| {
            notice.field = at_the_top(notice.field);
            notice
        }));
        let container_id = books::write(act, &site, self.opened_at, opened, &needs, &shelves).await?;
        Ok(OpenContainerDone { container_id })
    }
}

impl OpenContainer {
    async fn needs(&self, act: &Act<'_>, site: &site::Model, checked: &Checked<'_>) -> Result<Vec<Resolved>, Error> {
        let serial = checked.serial.as_deref();
        let container = Asked { serial, ..Asked::new(0, &self.source, Quantity::ZERO) };
        let mixed = checked.components.iter().map(|component| Asked::component(0, component));
        let asked: Vec<Asked<'_>> = [container].into_iter().chain(mixed).collect();
        sources::resolve_all(act.transaction, site, &asked, act.today(site)).await
    }

    fn terms<'a>(&self, act: &Act<'a>, site: &site::Model, checked: &'a Checked<'_>) -> Terms<'a> {
        let circumstance = Circumstance {
            at: self.opened_at,
            zone: zone_of(site),
            purpose: Purpose::Use,
            patient_id: checked.kept_for.as_deref(),
        };
        let accepts_assumed_lots = site.assumed_lots == AssumedLots::Accept;
        Terms {
            circumstance,
            fact: false,
            settles: false,
            accepts_assumed_lots,
            opened_by: act.person(),
            recorded_at: act.now(),
        }
    }
}

/// The serial number of the container, as stated or scanned.
fn serial(needs: &[Resolved]) -> Option<String> {
    needs.iter().find(|resolved| resolved.need.component.is_none()).and_then(|resolved| resolved.serial.clone())
}

/// The need of the container, for all that it holds, and those of its components.
fn split(needs: &[Resolved], checked: &Checked<'_>, shelves: &Shelves) -> Result<(Need, Vec<Need>), Error> {
    plan::check_steps(needs, shelves)?;
    let (own, mixed): (Vec<&Need>, Vec<&Need>) =
        needs.iter().map(|resolved| &resolved.need).partition(|need| need.component.is_none());
    let own = own.first().copied().ok_or_else(|| Failure::Broken("nothing was asked for".to_owned()))?;
    let contents = shelves.get(&own.product_id).map(|shelf| shelf.product.contents).unwrap_or_default();
    let need = Need { quantity: contents, label: checked.label.clone(), ..own.clone() };
    Ok((need, mixed.into_iter().cloned().collect()))
}
