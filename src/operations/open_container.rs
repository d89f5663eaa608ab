//! Opening a container on purpose: a vial is reconstituted, a pen is handed to its patient. Nothing is used yet: on hand
//! stays as it is, the clock starts, and what is mixed in is drawn from the books.

use super::{
    Act, Operation,
    act::{day_of, zone_of},
    components::{self, CheckedComponent, ComponentGiven, Mixed, MixedInto},
    record_usage::{
        plan,
        sources::{self, Asked, Resolved},
    },
    source::StockSource,
};
use crate::{
    error::{Error, Failure},
    ledger::{self, Balances},
    queries::shelves,
    rules::{
        allocation::{
            Need, Shelves, Terms,
            opening::{self, Opening},
        },
        container_label, external_id,
        form::Form,
        refusal::{Field, InputRule, Refusal, field},
        rights::Right,
        text,
        usability::{Circumstance, Purpose},
    },
};
use entity::{
    fixed_point::Quantity,
    id::{ComponentId, ContainerId, SiteId},
    instant::Instant,
    posting::PostingKind,
    site,
    site::AssumedLots,
};
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
        let checked = self.check(act).map_err(Error::Refused)?;
        let needs = self.needs(act, &site, &checked).await.map_err(of_the_input)?;
        ledger::lock(act.transaction, site.id, sources::products(&needs)).await?;
        let products = sources::products(&needs);
        let shelves = shelves::load(act.transaction, site.id, &products).await?;
        let (need, mixed) = split(&needs, &checked, &shelves).map_err(of_the_input)?;
        let terms = self.terms(act, &site, &checked);
        let opened = opening::open(&need, &mixed, &shelves, &terms, &mut ContainerId::new);
        let mut opened = opened.map_err(|refusals| of_the_input(Error::Refused(refusals)))?;
        opened.container.serial.clone_from(&checked.serial);
        act.notify(opened.components.notices.drain(..).map(|mut notice| {
            notice.field = at_the_top(notice.field);
            notice
        }));
        self.write(act, &site, &needs, opened, &shelves).await
    }
}

/// An input whose form is right.
struct Checked<'a> {
    label: Option<String>,
    kept_for: Option<String>,
    serial: Option<String>,
    components: Vec<CheckedComponent<'a>>,
}

impl OpenContainer {
    fn check(&self, act: &Act<'_>) -> Result<Checked<'_>, Vec<Refusal>> {
        let mut form = Form::default();
        let pattern = act.terms.patient_id_pattern.as_ref();
        form.take(act.not_in_the_future(self.opened_at, field("openedAt")));
        let kept_for = self.kept_for.as_deref().map(|id| external_id::patient(field("keptFor"), id, pattern));
        let unbooked = matches!(self.source, StockSource::Unbooked(_));
        form.refuse_when(unbooked, || {
            let message = "What the books do not have cannot be opened in them: receive it first.";
            Refusal::invalid(field("source"), InputRule::Other, message)
        });
        let checked = Checked {
            label: form.take(self.checked_label()),
            kept_for: form.take_optional(kept_for),
            serial: form.take(text::optional(field("serial"), self.serial.as_deref(), 80)),
            components: form.take(components::check(&self.components, &field("components"), false)),
        };
        form.finish(checked)
    }

    fn checked_label(&self) -> Result<Option<String>, Refusal> {
        let of_source = match &self.source {
            StockSource::OpenNew { label, .. } => label.as_deref(),
            _ => None,
        };
        let given = self.label.as_deref().or(of_source);
        given.map(|label| container_label::check(field("label"), label)).transpose().map(Option::flatten)
    }

    async fn needs(&self, act: &Act<'_>, site: &site::Model, checked: &Checked<'_>) -> Result<Vec<Resolved>, Error> {
        let container = Asked::new(0, &self.source, Quantity::ZERO);
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
        Terms { circumstance, fact: false, accepts_assumed_lots, opened_by: act.person() }
    }

    async fn write(
        &self,
        act: &Act<'_>,
        site: &site::Model,
        needs: &[Resolved],
        opened: Opening,
        shelves: &Shelves,
    ) -> Result<OpenContainerDone, Error> {
        let container_id = opened.container.id;
        let lots = shelves.values().flat_map(|shelf| &shelf.lots);
        let mut balances: Balances = lots.map(|lot| (lot.lot.id, lot.stock.clone())).collect();
        let balance = balances.get_mut(&opened.container.lot_id);
        let balance = balance.ok_or_else(|| Failure::Broken(format!("{container_id} is of no lot on the shelf")))?;
        ledger::containers::open(act.transaction, opened.container, balance).await?;
        let draws = opened.components.draws.iter();
        let mixed: Vec<Mixed<'_>> = draws
            .filter_map(|draw| {
                let resolved = needs.iter().find(|resolved| resolved.need.is_met_by(draw))?;
                Some(Mixed { id: ComponentId::new(), draw, stated: resolved.stated.as_ref() })
            })
            .collect();
        if mixed.is_empty() {
            return Ok(OpenContainerDone { container_id });
        }
        let posting = act.posting(PostingKind::Consumption, site, self.opened_at);
        let posting_id = posting.id;
        let movements = mixed.iter().flat_map(Mixed::movements).collect();
        let (occurred_on, containers) = (day_of(self.opened_at, site), opened.components.containers.clone());
        let posted = ledger::Act { posting, occurred_on, movements, containers };
        ledger::post(act.transaction, posted, &mut balances).await?;
        let into = mixed.iter().map(|mixed| (MixedInto::Container(container_id), mixed));
        components::write(act, into, Some(posting_id)).await?;
        Ok(OpenContainerDone { container_id })
    }
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

/// Refusals name fields of this input, which has no lines.
fn of_the_input(error: Error) -> Error {
    let Error::Refused(mut refusals) = error else { return error };
    for refusal in &mut refusals {
        refusal.field = at_the_top(std::mem::take(&mut refusal.field));
    }
    Error::Refused(refusals)
}

fn at_the_top(field: Field) -> Field {
    let in_line = field.first().is_some_and(|name| name == "lines");
    field.into_iter().skip(if in_line { 2 } else { 0 }).collect()
}
