//! What was used on whom: treatments, patients and usages.

use crate::{
    graphql::{
        connection::{Connection, asked, complexity, shown},
        error::graphql_error,
        input::usage_filter::UsageFilter,
        object::{patient::Patient, treatment::Treatment, usage::Usage},
        patient_links, right,
        scalar::ExternalId,
    },
    operations::Deployment,
    queries::usages,
    rules::{
        external_id,
        people::People,
        refusal::{field, path},
        rights::Right,
    },
};
use async_graphql::{Context, Object, Result};

/// What was used on whom.
#[derive(Default)]
pub(in crate::graphql) struct UsageQuery;

#[Object]
impl UsageQuery {
    /// A treatment of the EHR with everything that was used in it, at the sites where you may read treatments. One that
    /// the stockroom never heard of has no usages.
    async fn treatment(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The id that the EHR gave the treatment.")] id: ExternalId,
    ) -> Result<Treatment> {
        right::require_somewhere(context, Right::ReadTreatment)?;
        external_id::check(field("id"), &id.0).map_err(graphql_error)?;
        let treatment = Treatment::named(&id.0);
        if treatment.is_hidden(context).await? {
            return Err(right::forbidden(&right::USAGES, "the site of the treatment"));
        }
        Ok(treatment)
    }

    /// A patient of the EHR: what they were treated with, under every id that they ever had. Needs the right to read
    /// patient links; the read is logged.
    async fn patient(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The id that the EHR gave the patient.")] id: ExternalId,
    ) -> Result<Patient> {
        const READ: &str = "patient";
        external_id::check(field("id"), &id.0).map_err(graphql_error)?;
        if let Err(error) = right::require_somewhere(context, Right::ReadPatientLinks) {
            return Err(patient_links::denied(context, READ, &id.0, People::patient(&id.0), error).await);
        }
        patient_links::read(context, READ, &id.0, 1, People::patient(&id.0)).await?;
        Ok(Patient::new(&id.0))
    }

    /// Usages at the sites where you may read treatments or reports, by when they were performed, newest first.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    async fn usages(
        &self,
        context: &Context<'_>,
        filter: Option<UsageFilter>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<Usage>> {
        let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
        let (mut filter, site) = filter.unwrap_or_default().into_filter().map_err(graphql_error)?;
        filter.sites = match site {
            Some(given) => {
                Some(vec![right::site(context, &right::USAGES, path(["filter", "siteId"]), &given).await?.id])
            }
            None => right::sites(context, &right::USAGES).await?,
        };
        let page = usages::page(reader, &filter, &asked).await.map_err(graphql_error)?;
        Ok(shown(page, Usage))
    }
}
