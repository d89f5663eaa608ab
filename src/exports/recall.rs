//! What leaves the service of a recall: the exposures and the contact list as CSV, the exposures as a FHIR bundle, and the
//! report as a page to print.

mod contacts;
mod exposures;
pub mod fhir;
pub mod report;
pub mod words;

use super::{Broken, Format, Shown, Sink};
use crate::{
    error::Error,
    operations::Deployment,
    request::Request,
    rules::{
        refusal::{Refusal, path},
        rights::{Caller, Right},
    },
};
use entity::{id::RecallId, recall};
use sea_orm::{ConnectionTrait, EntityTrait};
use serde::{Deserialize, Serialize};

/// Which part of which recall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecallAsked {
    /// The recall.
    pub recall_id: RecallId,
    /// Which part.
    pub part: RecallPart,
}

/// Which part of a recall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RecallPart {
    /// The page to print.
    Report,
    /// Exposures, certain and possible ones, as CSV.
    Exposures,
    /// The contact list as CSV.
    Contacts,
    /// Exposures as a FHIR bundle.
    Fhir(FhirVersion),
}

/// A release of FHIR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FhirVersion {
    /// 4.0.1.
    R4,
    /// 5.0.0.
    R5,
}

impl RecallPart {
    pub(super) fn input(self) -> &'static str {
        match self {
            Self::Report => "recallReport",
            Self::Exposures => "recallExposures",
            Self::Contacts => "recallContacts",
            Self::Fhir(FhirVersion::R4) => "recallFhirR4",
            Self::Fhir(FhirVersion::R5) => "recallFhirR5",
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Report => "export.recallReport",
            Self::Exposures => "export.recallExposures",
            Self::Contacts => "export.recallContacts",
            Self::Fhir(_) => "export.recallFhir",
        }
    }

    pub(super) fn format(self) -> Format {
        match self {
            Self::Report => Format::Html,
            Self::Exposures | Self::Contacts => Format::Csv,
            Self::Fhir(_) => Format::Json,
        }
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Exposures => "exposures",
            Self::Contacts => "contacts",
            Self::Fhir(FhirVersion::R4) => "fhir-r4",
            Self::Fhir(FhirVersion::R5) => "fhir-r5",
        }
    }
}

impl RecallAsked {
    /// Patient links are a right of their own; the report has numbers only. A recall is of the whole organisation.
    pub(super) async fn authorize(&self, connection: &impl ConnectionTrait, caller: &Caller) -> Result<(), Error> {
        let rights: &[Right] = match self.part {
            RecallPart::Report => &[Right::ReadReports, Right::DirectRecalls],
            _ => &[Right::ReadPatientLinks],
        };
        if !rights.iter().any(|right| caller.may_everywhere(*right)) {
            let right = rights.first().copied().unwrap_or(Right::DirectRecalls);
            return Err(Error::Forbidden { right, site: "every site".to_owned() });
        }
        self.recall(connection).await.map(drop)
    }

    async fn recall(&self, connection: &impl ConnectionTrait) -> Result<recall::Model, Error> {
        let found = recall::Entity::find_by_id(self.recall_id).one(connection).await?;
        Ok(found.ok_or_else(|| Refusal::not_found(path(["what", "recallId"]), "recall"))?)
    }
}

/// Writes it; whom it names is logged to `shown`.
pub(super) async fn write(
    asked: &RecallAsked,
    deployment: &Deployment,
    request: &Request,
    sink: &mut Sink,
    shown: &Shown<'_>,
) -> Result<(), Broken> {
    let reader = deployment.database.reader();
    match asked.part {
        RecallPart::Report => report::write(&asked.recall(reader).await?, deployment, request, sink).await,
        RecallPart::Exposures => exposures::write(asked.recall_id, reader, sink, shown).await,
        RecallPart::Contacts => contacts::write(asked.recall_id, reader, sink, shown).await,
        RecallPart::Fhir(version) => fhir::write(&asked.recall(reader).await?, version, reader, sink, shown).await,
    }
}
