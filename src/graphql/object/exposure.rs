//! Exposures: that a patient was treated with a lot.

use super::{
    component::Component,
    lot::Lot,
    patient::Patient,
    treatment::Treatment,
    usage::Usage,
    usage_line::{LotEvidence, UsageLine},
};
use crate::{
    graphql::{
        loader::{find, maybe, required},
        scalar::Decimal,
    },
    queries::loaders::treatment_room::UsageDeviationsOf,
    rules::recall::possible::Because,
};
use async_graphql::{Context, Description, Object, Result};
use chrono::{DateTime, Utc};
use entity::{component, id::UsageLineId, usage, usage_line};
use std::collections::BTreeMap;

/// That a patient was treated with a lot: one line of a usage. It needs the right to read patient links at the site, and
/// the read is logged.
// Whoever makes one has checked the right, and has the read logged.
#[derive(Description)]
pub struct Exposure {
    /// The line.
    pub(in crate::graphql) line: usage_line::Model,
    /// What was mixed in, where the lot reached the patient inside something else.
    pub(in crate::graphql) via: Option<component::Model>,
    /// All that was mixed in and is recalled, for an exposure to a recall.
    pub(in crate::graphql) mixed_in: Vec<component::Model>,
    /// Why it is possible, where nobody is sure.
    pub(in crate::graphql) because: Option<Because>,
}

impl Exposure {
    /// A line that one lot reached, where it was mixed in as `via` says.
    pub(in crate::graphql) fn of_lot(line: usage_line::Model, via: &BTreeMap<UsageLineId, component::Model>) -> Self {
        let via = via.get(&line.id).cloned();
        Self { mixed_in: via.iter().cloned().collect(), via, because: None, line }
    }

    async fn of(&self, context: &Context<'_>) -> Result<usage::Model> {
        required(context, self.line.usage_id).await
    }
}

#[Object(use_type_description)]
impl Exposure {
    /// The usage.
    async fn usage(&self, context: &Context<'_>) -> Result<Usage> {
        self.of(context).await.map(Usage)
    }

    /// Its line; a voided one says so.
    async fn line(&self) -> UsageLine {
        UsageLine(self.line.clone())
    }

    /// The patient.
    async fn patient(&self, context: &Context<'_>) -> Result<Option<Patient>> {
        Ok(Some(Patient::new(&self.of(context).await?.patient_id)))
    }

    /// The treatment.
    async fn treatment(&self, context: &Context<'_>) -> Result<Treatment> {
        Ok(Treatment::of(&self.of(context).await?))
    }

    /// What was mixed in, where the lot reached the patient inside something else: a diluent in a vial, a lidocaine at
    /// the chair.
    async fn via(&self) -> Option<Component> {
        self.via.clone().map(Component)
    }

    /// Everything that was mixed in and is recalled: where the line's own lot is recalled too, the patient was exposed to
    /// both.
    async fn recalled_components(&self) -> Vec<Component> {
        self.mixed_in.iter().cloned().map(Component).collect()
    }

    /// The lot that the patient was exposed to, as it is known now: of what was mixed in, where `via` says so. Null
    /// where only a number is stated.
    async fn lot(&self, context: &Context<'_>) -> Result<Option<Lot>> {
        maybe(context, self.via.as_ref().map_or(self.line.lot_id, |via| via.lot_id), Lot).await
    }

    /// Base units used with the patient, of what the line names.
    async fn quantity(&self) -> Decimal {
        self.line.quantity.into()
    }

    /// How the lot is known.
    async fn evidence(&self) -> LotEvidence {
        self.line.evidence.into()
    }

    /// Why the patient may have been exposed, in a sentence: the number that was stated resembles a recalled one, say. Null
    /// where the lot is known.
    async fn possible_because(&self) -> Option<String> {
        self.because.as_ref().map(ToString::to_string)
    }

    /// When it was done.
    async fn performed_at(&self, context: &Context<'_>) -> Result<DateTime<Utc>> {
        Ok(self.of(context).await?.performed_at.to_utc())
    }

    /// Whether it broke a rule of the stockroom.
    async fn deviation(&self, context: &Context<'_>) -> Result<bool> {
        Ok(find(context, UsageDeviationsOf(self.line.id)).await?.is_some_and(|deviations| !deviations.is_empty()))
    }
}
