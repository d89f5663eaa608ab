//! What leaves the service as a file or a printable page: one kind of export a file, each a stream of text.
//!
//! An export is opened by a link that works once: an operation makes it ([`CreateExportLink`](link::CreateExportLink)),
//! [`open`](open::open) opens it, since a browser sends no bearer token. To add an export: a variant of [`Export`], a file
//! beside these with what it writes, and a field of `ExportInput` in the API.

pub mod books;
pub mod csv;
pub mod html;
pub mod link;
pub mod open;
pub mod purchase_order;
pub mod recall;
mod reconciliation;
pub mod reorder;
mod shown;
mod sink;
mod supplier;

pub use books::{BooksAsked, FromTo, SiteDays};
pub use purchase_order::PurchaseOrderAsked;
pub use recall::{FhirVersion, RecallAsked, RecallPart};
pub use reorder::ReorderAsked;
pub use sink::{Piece, Sink, Stopped};
pub use supplier::SupplierAsked;

use self::shown::Shown;
use crate::{
    error::{Error, Failure},
    operations::Deployment,
    queries::reconciliation::{ReconciliationAsked, sites},
    request::Request,
    rules::rights::Caller,
};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

/// One export, with what it is asked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Export {
    /// Units bought against units used, as CSV.
    Reconciliation(ReconciliationAsked),
    /// Everything about one supplier, as a page to print.
    Supplier(SupplierAsked),
    /// What to order at a site, and why, as CSV.
    ReorderReport(ReorderAsked),
    /// A purchase order, as a page to print.
    PurchaseOrder(PurchaseOrderAsked),
    /// Something of a recall.
    Recall(RecallAsked),
    /// A part of the books, as CSV.
    Books(BooksAsked),
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values, to be saved.
    Csv,
    /// A page, to be read and printed.
    Html,
    /// JSON, to be saved.
    Json,
}

impl Format {
    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Html => "text/html; charset=utf-8",
            Self::Json => "application/json",
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Html => "html",
            Self::Json => "json",
        }
    }
}

/// Why an export did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// Nobody takes it any more.
    #[error(transparent)]
    Stopped(#[from] Stopped),
    /// It could not be read, or is not allowed.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<Failure> for Broken {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure.into())
    }
}

impl From<sea_orm::DbErr> for Broken {
    fn from(cause: sea_orm::DbErr) -> Self {
        Self::Failed(cause.into())
    }
}

impl Export {
    /// What it is called in the audit log.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Reconciliation(_) => "export.reconciliation",
            Self::Supplier(_) => "export.supplier",
            Self::ReorderReport(_) => "export.reorderReport",
            Self::PurchaseOrder(_) => "export.purchaseOrder",
            Self::Recall(asked) => asked.part.name(),
            Self::Books(asked) => asked.name(),
        }
    }

    /// The name of the input that asks for it.
    pub fn input(&self) -> &'static str {
        match self {
            Self::Reconciliation(_) => "reconciliation",
            Self::Supplier(_) => "supplier",
            Self::ReorderReport(_) => "reorderReport",
            Self::PurchaseOrder(_) => "purchaseOrder",
            Self::Recall(asked) => asked.part.input(),
            Self::Books(asked) => asked.input(),
        }
    }

    /// What its file is.
    pub fn format(&self) -> Format {
        match self {
            Self::Reconciliation(_) | Self::ReorderReport(_) | Self::Books(_) => Format::Csv,
            Self::Supplier(_) | Self::PurchaseOrder(_) => Format::Html,
            Self::Recall(asked) => asked.part.format(),
        }
    }

    /// The name of its file.
    pub fn file_name(&self) -> String {
        let name = match self {
            Self::Reconciliation(asked) => format!("reconciliation-{}-{}", asked.from, asked.to),
            Self::Supplier(asked) => format!("supplier-{}-{}", asked.from, asked.to),
            Self::ReorderReport(_) => "reorder".to_owned(),
            Self::PurchaseOrder(_) => "purchase-order".to_owned(),
            Self::Recall(asked) => format!("{}-{}", asked.part.word(), asked.recall_id),
            Self::Books(asked) => asked.file_name(),
        };
        format!("{name}.{}", self.format().ending())
    }

    /// Refuses what the caller may not have, or what means nothing: before a link is made, and again when it is opened.
    ///
    /// # Errors
    /// `FORBIDDEN`, `NOT_FOUND`, `OUT_OF_RANGE`; when the database fails.
    pub async fn authorize(&self, connection: &impl ConnectionTrait, caller: &Caller) -> Result<(), Error> {
        match self {
            Self::Reconciliation(asked) => asked.by(connection, caller).await.map(drop),
            Self::Supplier(asked) => {
                sites(connection, caller, None).await?;
                asked.check(connection).await
            }
            Self::ReorderReport(asked) => asked.site(connection, caller).await.map(drop),
            Self::PurchaseOrder(asked) => asked.order(connection, caller).await.map(drop),
            Self::Recall(asked) => asked.authorize(connection, caller).await,
            Self::Books(asked) => asked.authorize(connection, caller).await,
        }
    }

    /// Writes it, for the caller and at the moment of `request`: how many rows it had.
    ///
    /// # Errors
    /// [`Broken`].
    pub(crate) async fn write(
        &self,
        deployment: &Deployment,
        request: &Request,
        sink: &mut Sink,
    ) -> Result<(), Broken> {
        let (reader, caller) = (deployment.database.reader(), &request.caller);
        if self.format() == Format::Csv {
            sink.write(csv::BYTE_ORDER_MARK).await?;
        }
        match self {
            Self::Reconciliation(asked) => reconciliation::write(asked, reader, caller, sink).await,
            Self::Supplier(asked) => supplier::write(asked, reader, caller, sink).await,
            Self::ReorderReport(asked) => reorder::write(asked, deployment, request, sink).await,
            Self::PurchaseOrder(asked) => purchase_order::write(asked, deployment, caller, sink).await,
            Self::Recall(asked) => {
                let shown = Shown::new(self, deployment, request)?;
                recall::write(asked, deployment, request, sink, &shown).await
            }
            Self::Books(asked) => {
                let shown = Shown::new(self, deployment, request)?;
                books::write(asked, reader, request, sink, &shown).await
            }
        }
    }
}
