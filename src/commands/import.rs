//! `import`: loads a CSV file, or says every line that is bad.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use uuid::Uuid;

use super::{CommandError, deployment, now, print, tell};
use crate::config::{Import, ImportKind};
use crate::import::{
    self, Catalogue, ImportError, Licences, Loaded, OpeningStock, Policies, Prices, Progress, SupplierItems, Suppliers,
    Usages,
};
use crate::operations::Deployment;
use crate::request::Request;
use crate::rules::rights::{Caller, Grant, Role, SiteScope};
use crate::telemetry;

/// How long nothing is said about how far it is.
const QUIET: Duration = Duration::from_secs(1);

pub(super) async fn import(settings: Import) -> Result<(), CommandError> {
    telemetry::start(&settings.log)?;
    let database = &settings.database;
    let deployment =
        deployment::open(&database.database_url, &database.pool, &settings.clinic, &settings.books).await?;
    let outcome = load(&deployment, &request(settings.person), settings.kind, &settings.file).await;
    if let Err(ImportError::BadLines(lines)) = &outcome {
        lines.iter().for_each(|line| tell(&format!("{}: {line}", settings.file.display())));
    }
    let Loaded { loaded, known } = outcome?;
    deployment.database.close().await?;
    Ok(print(&format!("{loaded} lines loaded, {known} were loaded before."))?)
}

async fn load(
    deployment: &Deployment,
    request: &Request,
    kind: ImportKind,
    file: &Path,
) -> Result<Loaded, ImportError> {
    match kind {
        ImportKind::Catalog => import::load::<Catalogue>(deployment, request, file, progress()).await,
        ImportKind::Suppliers => import::load::<Suppliers>(deployment, request, file, progress()).await,
        ImportKind::Licences => import::load::<Licences>(deployment, request, file, progress()).await,
        ImportKind::SupplierItems => import::load::<SupplierItems>(deployment, request, file, progress()).await,
        ImportKind::Prices => import::load::<Prices>(deployment, request, file, progress()).await,
        ImportKind::Policies => import::load::<Policies>(deployment, request, file, progress()).await,
        ImportKind::Stock => import::load::<OpeningStock>(deployment, request, file, progress()).await,
        ImportKind::Usages => import::load::<Usages>(deployment, request, file, progress()).await,
    }
}

/// Whoever may run this command has the database, and so the rights of a manager.
#[expect(clippy::disallowed_methods, reason = "the id of a request that no client sent")]
fn request(person: String) -> Request {
    let grants = vec![Grant { role: Role::Manager, sites: SiteScope::All }];
    let caller = Caller { subject: person, client: Some("lotwise import".to_owned()), grants, scopes: [].into() };
    Request { caller, at: now(), id: Uuid::now_v7().to_string(), address: None }
}

/// Says how many lines were read, once in a while.
#[expect(clippy::disallowed_methods, reason = "how long nothing was said")]
fn progress() -> Progress {
    let last = Mutex::new(Instant::now());
    Arc::new(move |lines| {
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.elapsed() >= QUIET {
            *last = Instant::now();
            tell(&format!("{lines} lines read"));
        }
    })
}
