//! Opening an export by its link: once, within its time, for the person that it was made for.
//!
//! The audit log has a row before the first byte, in the transaction that opens the link, and one at the end with how many
//! rows were written; the second is written whether or not somebody still waits.

use super::{Broken, Export, Format, Piece, Sink};
use crate::{
    error::{Error, Failure},
    operations::{Deployment, Terms, audit},
    request::Request,
    rules::rights::Caller,
};
use chrono::{DateTime, Utc};
use entity::{export_link as link, instant::Instant};
use futures_util::FutureExt;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect, Set};
use std::sync::Arc;
use tokio::sync::mpsc::Receiver;

/// What the edge knows of whoever opens a link.
#[derive(Clone, Debug)]
pub struct Opening {
    /// What the address had.
    pub secret: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The id of the request.
    pub id: String,
    /// The network address of the other end.
    pub address: Option<String>,
}

/// An export that was opened.
pub struct Opened {
    /// The name of its file.
    pub file_name: String,
    /// What it is.
    pub format: Format,
    /// Its text, piece by piece.
    pub pieces: Receiver<Piece>,
}

/// Why a link does not open.
#[derive(Debug, thiserror::Error)]
pub enum NotOpened {
    /// There is no such link, it was opened before, or its time is over.
    #[error("this link was opened before, or its minute is over: ask for a new one")]
    Link,
    /// The person may not have it any more.
    #[error("this is not yours to read any more")]
    Forbidden,
    /// Something failed.
    #[error("the service failed")]
    Failed(#[source] Failure),
}

/// Opens an export; it is written in a task of its own.
///
/// # Errors
/// [`NotOpened`].
pub async fn open(deployment: &Deployment, opening: Opening) -> Result<Opened, NotOpened> {
    // Anything else is no address of ours, and may be more than a database stores.
    if !opening.secret.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(NotOpened::Link);
    }
    let (export, request) = take(deployment, opening).await?.ok_or(NotOpened::Link)?;
    let reader = deployment.database.reader();
    if let Err(error) = export.authorize(reader, &request.caller).await {
        let ended = ended(deployment, &request, &export, "FORBIDDEN", 0).await;
        return Err(not_opened(ended.err().unwrap_or(error)));
    }
    let (sink, pieces) = Sink::new();
    let (file_name, format) = (export.file_name(), export.format());
    tokio::spawn(write(deployment.clone(), export, request, sink));
    Ok(Opened { file_name, format, pieces })
}

/// Takes the link out of use, and says so in the audit log; nothing when it does not open.
async fn take(deployment: &Deployment, opening: Opening) -> Result<Option<(Export, Request)>, NotOpened> {
    let opening = Arc::new(opening);
    let terms = deployment.terms.clone();
    let taken = deployment.database.write(move |transaction| {
        let (terms, opening) = (terms.clone(), opening.clone());
        async move { taken(transaction, &terms, &opening).await }.boxed()
    });
    taken.await.map_err(not_opened)
}

fn not_opened(error: Error) -> NotOpened {
    match error {
        Error::Failed(failure) => NotOpened::Failed(failure),
        Error::Forbidden { .. } | Error::Refused(_) | Error::AwaitsApproval(_) => NotOpened::Forbidden,
    }
}

async fn taken(
    transaction: &DatabaseTransaction,
    terms: &Terms,
    opening: &Opening,
) -> Result<Option<(Export, Request)>, Error> {
    let now = Instant::from(opening.at);
    let named = link::Entity::find().filter(link::COLUMN.secret.eq(opening.secret.as_str())).lock_exclusive();
    let Some(row) = named.one(transaction).await? else { return Ok(None) };
    if row.opened_at.is_some() || row.expires_at <= now {
        return Ok(None);
    }
    let opened = link::ActiveModel { opened_at: Set(Some(now)), ..Default::default() };
    link::Entity::update_many().set(opened).filter(link::COLUMN.id.eq(row.id)).exec(transaction).await?;
    let (export, caller): (Export, Caller) = (read(&row.export)?, read(&row.caller)?);
    let request = Request { caller, at: opening.at, id: opening.id.clone(), address: opening.address.clone() };
    audit::export(transaction, &request, terms, export.name(), &row.export, "BEGUN", None).await?;
    Ok(Some((export, request)))
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Failure> {
    serde_json::from_str(text).map_err(|cause| Failure::Broken(format!("a kept link is unreadable: {cause}")))
}

/// Writes the export to its end, or as far as it is taken, and the end of it into the audit log.
async fn write(deployment: Deployment, export: Export, request: Request, mut sink: Sink) {
    let outcome = export.write(&deployment, &request, &mut sink).await;
    let rows = i64::try_from(sink.rows()).unwrap_or(i64::MAX);
    let word = match &outcome {
        Ok(()) => "OK",
        Err(Broken::Stopped(_)) => "BROKEN_OFF",
        Err(Broken::Failed(error)) => {
            tracing::error!(export = export.name(), request.id = %request.id, error = error as &dyn std::error::Error, "an export failed");
            "FAILED"
        }
    };
    let logged = ended(&deployment, &request, &export, word, rows).await;
    if let Err(error) = &logged {
        tracing::error!(export = export.name(), request.id = %request.id, error = error as &dyn std::error::Error, "the end of an export is not in the audit log");
    }
    if outcome.is_err() || logged.is_err() {
        sink.break_off().await;
    }
}

/// Writes into the audit log how an export ended.
async fn ended(
    deployment: &Deployment,
    request: &Request,
    export: &Export,
    outcome: &str,
    rows: i64,
) -> Result<(), Error> {
    let what = serde_json::to_string(export).unwrap_or_default();
    audit::ended(deployment, request, export.name(), what, outcome, rows).await
}
