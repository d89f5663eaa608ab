//! Patients: the EHR's ids of them, never who they are.

use super::exposure::Exposure;
use crate::{
    graphql::{
        connection::{Connection, asked, complexity, shown},
        error::graphql_error,
        loader::find,
        patient_links, right,
        scalar::ExternalId,
    },
    operations::Deployment,
    queries::{loaders::treatment_room::LinkedTo, trace},
    rules::{people::People, rights::Right},
};
use async_graphql::{Context, Description, Object, Result};
use std::collections::BTreeMap;

/// A patient of the EHR, by id. No name, address or birthday is kept here.
#[derive(Description)]
pub struct Patient {
    id: String,
}

impl Patient {
    /// The patient of this id. Whoever makes one has checked that the caller may know, and has it logged.
    pub(in crate::graphql) fn new(id: &str) -> Self {
        Self { id: id.to_owned() }
    }
}

#[Object(use_type_description)]
impl Patient {
    /// The EHR's id of the patient, as it was recorded.
    async fn id(&self) -> ExternalId {
        ExternalId(self.id.clone())
    }

    /// The other ids that the EHR merged with it, either way. Needs the right to read patient links.
    async fn linked_ids(&self, context: &Context<'_>) -> Result<Vec<ExternalId>> {
        right::require_somewhere(context, Right::ReadPatientLinks)?;
        let ids = find(context, LinkedTo(self.id.clone())).await?.unwrap_or_default();
        Ok(ids.into_iter().filter(|id| *id != self.id).map(ExternalId).collect())
    }

    /// What the patient was treated with, under any of these ids, at the sites where you may read patient links; the
    /// last recorded first. Each page that is read is logged.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    async fn exposures(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<Exposure>> {
        let sites = right::sites(context, &[Right::ReadPatientLinks]).await?;
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let ids = find(context, LinkedTo(self.id.clone())).await?.unwrap_or_else(|| vec![self.id.clone()]);
        let page = trace::exposures_of_patient(reader, &ids, sites.as_deref(), &asked).await.map_err(graphql_error)?;
        let patient = People::patient(&self.id);
        patient_links::read(context, "patient.exposures", &self.id, page.rows.len(), patient).await?;
        Ok(shown(page, |line| Exposure::of_lot(line, &BTreeMap::new())))
    }
}
