//! Who was exposed to what is recalled, as lists.

use super::Recall;
use crate::{
    graphql::{
        connection::{Connection, asked, shown},
        error::graphql_error,
        object::exposure::Exposure,
        patient_links, right,
    },
    operations::Deployment,
    queries::recalls::{exposures, possible},
    request::Request,
    rules::{people::People, rights::Right},
};
use async_graphql::{Context, Result};
use std::collections::BTreeMap;

/// Refuses a caller who may not read patient links at every site: a recall is of the whole organisation. The attempt is
/// logged.
///
/// # Errors
/// `FORBIDDEN`.
async fn may_read_people(context: &Context<'_>, read: &'static str, of: &str) -> Result<()> {
    match right::require_everywhere(context, Right::ReadPatientLinks) {
        Ok(()) => Ok(()),
        Err(error) => Err(patient_links::denied(context, read, of, People::default(), error).await),
    }
}

/// Whose contacts the caller may read: everybody's, or, where a person is answered, those assigned to that person, who is
/// the caller. An attempt without any right is logged.
///
/// # Errors
/// `FORBIDDEN`.
pub(in crate::graphql) async fn may_read_contacts(
    context: &Context<'_>,
    read: &'static str,
    of: &str,
) -> Result<Option<String>> {
    let caller = &context.data::<Request>()?.caller;
    if !caller.may_everywhere(Right::ReadPatientLinks) && caller.may_somewhere(Right::WorkContacts) {
        return Ok(Some(caller.subject.clone()));
    }
    may_read_people(context, read, of).await.map(|()| None)
}

/// How sure it is that somebody was exposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sure {
    /// By a lot of the recall.
    Certain,
    /// By a lot that nobody is sure of.
    Possible,
}

/// A page of the exposures, which is logged with how many it shows.
pub(super) async fn exposures(
    context: &Context<'_>,
    recall: &Recall,
    sure: Sure,
    (first, after): (Option<i32>, Option<String>),
) -> Result<Connection<Exposure>> {
    let read = match sure {
        Sure::Certain => "recall.exposures",
        Sure::Possible => "recall.possibleExposures",
    };
    let id = recall.0.id.to_string();
    may_read_people(context, read, &id).await?;
    let (reader, asked) = (context.data::<Deployment>()?.database.reader(), asked(first, after)?);
    let affected = recall.affected(context).await?;
    let page = match sure {
        Sure::Certain => exposures::page(reader, &affected, None, &asked).await,
        Sure::Possible => possible::page(reader, &affected, None, &asked).await,
    };
    let page = page.map_err(graphql_error)?;
    let lines: Vec<_> = page.rows.iter().map(|listed| listed.row.clone()).collect();
    patient_links::read_exposures(context, read, &id, &lines).await?;
    let mut recalled = BTreeMap::new();
    let mut because = BTreeMap::new();
    match sure {
        Sure::Certain => recalled = exposures::recalled(reader, &affected, &lines).await.map_err(graphql_error)?,
        Sure::Possible => because = possible::because(reader, &affected, &lines).await.map_err(graphql_error)?,
    }
    Ok(shown(page, |line| {
        let recalled = recalled.get(&line.id).cloned().unwrap_or_default();
        let via = recalled.mixed_in.first().filter(|_| !recalled.itself).cloned();
        let because = because.get(&line.id).cloned();
        Exposure { via, mixed_in: recalled.mixed_in, because, line }
    }))
}
