//! Entries of the audit log.

use crate::{
    graphql::{patient_links, scalar::ExternalId},
    queries::audit_log::people_shown,
};
use async_graphql::{Context, Description, ID, Object, Result};
use chrono::{DateTime, Utc};
use entity::audit_event;

/// That somebody did something, or read patient links. Never changed.
#[derive(Description)]
pub struct AuditEvent(pub audit_event::Model);

#[Object(use_type_description)]
impl AuditEvent {
    /// The event's id.
    pub(super) async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.0.at.to_utc()
    }

    /// The person.
    async fn subject(&self) -> &str {
        &self.0.subject
    }

    /// The client program.
    async fn client(&self) -> Option<&str> {
        self.0.client.as_deref()
    }

    /// The network address that it came from.
    async fn address(&self) -> Option<&str> {
        self.0.address.as_deref()
    }

    /// The id of the request, as in the service's log.
    async fn request_id(&self) -> &str {
        &self.0.request
    }

    /// The mutation or the read.
    async fn operation(&self) -> &str {
        &self.0.operation
    }

    /// What was done and what came of it, in words, and of nobody's treatment: `Record usage: done.`
    async fn summary(&self) -> String {
        summary(&self.0)
    }

    /// Ids of what it was about. Empty where it names a patient or a customer, and you may not read such links.
    async fn what(&self, context: &Context<'_>) -> Result<&str> {
        let names_somebody = people_shown(&self.0).stand_in(&self.0.what);
        if names_somebody && patient_links::people_of_event(context, &self.0).await?.is_none() {
            return Ok("");
        }
        Ok(&self.0.what)
    }

    /// The patients whose links were read, by the EHR's ids; of an entry of release 0.1 only one who was asked for by
    /// name. Null without the right to read patient links at every site. Reading it is logged as well.
    async fn patient_ids(&self, context: &Context<'_>) -> Result<Option<Vec<ExternalId>>> {
        let people = patient_links::people_of_event(context, &self.0).await?;
        Ok(people.map(|people| people.patients.into_iter().map(ExternalId).collect()))
    }

    /// The customers whose links were read, by the POS's ids, as `patientIds`.
    async fn customer_ids(&self, context: &Context<'_>) -> Result<Option<Vec<ExternalId>>> {
        let people = patient_links::people_of_event(context, &self.0).await?;
        Ok(people.map(|people| people.customers.into_iter().map(ExternalId).collect()))
    }

    /// `OK`, `REPLAYED`, the code of the refusal, or `FORBIDDEN`; of an export `BEGUN`, then `SHOWN` for each part that
    /// names patients or customers, and at its end `OK`, `BROKEN_OFF` or `FAILED`.
    async fn outcome(&self) -> &str {
        &self.0.outcome
    }

    /// How many patient links were read, or rows exported.
    async fn rows(&self) -> Option<i64> {
        self.0.rows
    }

    /// Whether a seal would show a later change of it. The sealer comes by every few seconds.
    async fn sealed(&self) -> bool {
        self.0.seal.is_some()
    }
}

fn summary(event: &audit_event::Model) -> String {
    let outcome = match event.outcome.as_str() {
        "OK" => "done".to_owned(),
        "REPLAYED" => "asked for again, and nothing was written".to_owned(),
        "FORBIDDEN" => "refused for want of the right".to_owned(),
        "BEGUN" => "begun".to_owned(),
        "BROKEN_OFF" => "broken off by whoever took it".to_owned(),
        "FAILED" => "failed on the way".to_owned(),
        refused => format!("refused ({})", refused.to_lowercase().replace('_', " ")),
    };
    let rows = event.rows.map(|rows| format!(", {rows} rows")).unwrap_or_default();
    format!("{}: {outcome}{rows}.", in_words(&event.operation))
}

/// The name of an operation as words: `recordUsage` is `Record usage`, `recall.contacts` is `Recall contacts`.
fn in_words(operation: &str) -> String {
    let mut words = String::with_capacity(operation.len() + 8);
    for letter in operation.chars() {
        match letter {
            '.' | '_' | '-' => words.push(' '),
            letter if letter.is_ascii_uppercase() && !words.is_empty() => {
                words.push(' ');
                words.push(letter.to_ascii_lowercase());
            }
            letter if words.is_empty() => words.push(letter.to_ascii_uppercase()),
            letter => words.push(letter),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn the_name_of_an_operation_reads_as_words() {
        let names = ["recordUsage", "lot.trace.exposures", "patient", "export.recall_contacts"];
        let words = names.map(in_words);
        assert_eq!(words, ["Record usage", "Lot trace exposures", "Patient", "Export recall contacts"]);
    }
}
