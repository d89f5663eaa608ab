//! Treatments: the EHR's, seen from the stockroom.

use super::{lot::Lot, patient::Patient, recall::Recall, usage::Usage};
use crate::{
    graphql::{
        loader::{failed, find, required},
        patient_links, right,
        scalar::ExternalId,
    },
    queries::loaders::{
        recall::OpenRecallsOf,
        treatment_room::{StatedLot, UsageLinesOf, UsagesOf},
    },
};
use async_graphql::{Context, Description, Object, Result};
use entity::{id::LotId, site, usage, usage_line};

/// A treatment of the EHR, seen from the stockroom: what was used in it.
#[derive(Description)]
pub struct Treatment {
    id: String,
}

impl Treatment {
    /// The treatment that a caller named; one that the stockroom never heard of has no usages.
    pub(in crate::graphql) fn named(id: &str) -> Self {
        Self { id: id.to_owned() }
    }

    /// The treatment that a usage is a part of.
    pub(super) fn of(usage: &usage::Model) -> Self {
        Self { id: usage.treatment_id.clone() }
    }

    /// Whether anything was used in it, at sites where the caller may read usages or elsewhere.
    pub(in crate::graphql) async fn is_hidden(&self, context: &Context<'_>) -> Result<bool> {
        let all = find(context, UsagesOf(self.id.clone())).await?.unwrap_or_default();
        Ok(!all.is_empty() && self.readable(context).await?.is_empty())
    }

    /// Its usages at the sites where the caller may read them.
    async fn readable(&self, context: &Context<'_>) -> Result<Vec<usage::Model>> {
        let mut readable = Vec::new();
        for usage in find(context, UsagesOf(self.id.clone())).await?.unwrap_or_default() {
            let site: site::Model = required(context, usage.site_id).await?;
            if right::may_at(context, &right::USAGES, &site)? {
                readable.push(usage);
            }
        }
        Ok(readable)
    }
}

#[Object(use_type_description)]
impl Treatment {
    /// The EHR's id of it.
    async fn id(&self) -> ExternalId {
        ExternalId(self.id.clone())
    }

    /// The patient; null where nothing was used. Needs the right to read patient links at its site, or to have recorded a
    /// usage of it. The read is logged.
    async fn patient(&self, context: &Context<'_>) -> Result<Option<Patient>> {
        match self.readable(context).await?.first() {
            Some(usage) => patient_links::patient_of(context, usage).await.map(Some),
            None => Ok(None),
        }
    }

    /// What was used in it, usage by usage in the order in which they were performed, at the sites where you may read
    /// them.
    async fn usages(&self, context: &Context<'_>) -> Result<Vec<Usage>> {
        Ok(self.readable(context).await?.into_iter().map(Usage).collect())
    }

    /// The recalls that are open on a lot that was used in it, what was mixed in included; mock ones left out. The newest
    /// first.
    async fn open_recalls(&self, context: &Context<'_>) -> Result<Vec<Recall>> {
        let mut open: Vec<Recall> = Vec::new();
        for usage in self.readable(context).await? {
            let rows = find(context, OpenRecallsOf(usage.id)).await?.unwrap_or_default();
            open.extend(rows.into_iter().map(Recall));
        }
        open.sort_by_key(|recall| std::cmp::Reverse((recall.0.opened_at, recall.0.id)));
        open.dedup_by_key(|recall| recall.0.id);
        Ok(open)
    }

    /// Every lot that was used in it, voided lines included, in the order of the lines; also the lots that unbooked
    /// lines state by number.
    async fn lots(&self, context: &Context<'_>) -> Result<Vec<Lot>> {
        let loader = crate::graphql::loader::rows(context)?;
        let usages = self.readable(context).await?;
        let lines = loader.load_many(usages.iter().map(|usage| UsageLinesOf(usage.id))).await.map_err(failed)?;
        let lines: Vec<_> = usages.iter().filter_map(|usage| lines.get(&UsageLinesOf(usage.id))).flatten().collect();
        let stated = loader.load_many(lines.iter().filter_map(|line| stated_lot(line))).await.map_err(failed)?;
        let named = lines.iter().filter_map(|line| line.lot_id.or_else(|| stated.get(&stated_lot(line)?).copied()));
        let mut lots: Vec<Lot> = Vec::new();
        for lot in Lot::all(context, &named.collect::<Vec<LotId>>()).await? {
            if lots.iter().all(|known| known.0.id != lot.0.id) {
                lots.push(lot);
            }
        }
        Ok(lots)
    }
}

/// The key of the lot whose number a line states, where it states one.
fn stated_lot(line: &usage_line::Model) -> Option<StatedLot> {
    Some(StatedLot(line.product_id, line.stated_canonical.clone()?))
}
