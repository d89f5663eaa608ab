//! `serve`: the API over HTTP, until told to stop.

use std::{
    io::{self, IsTerminal},
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::FutureExt;
use tokio::net::TcpListener;

use super::{CommandError, deployment, head, now, print, recalls};
use crate::authentication::{Authenticator, IssueError};
use crate::config::{ServeSettings, ServiceSettings, TokenSettings};
use crate::error::Error;
use crate::exports::open;
use crate::graphql::{SchemaSettings, schema_types::SchemaTypes};
use crate::operations::{Deployment, audit::seal};
use crate::rules::rights::{Caller, Grant, Role, SiteScope};
use crate::server::{self, Chore, Edge, Exports};
use crate::{graphql, telemetry};

/// For how long the printed token is good.
const ADMIN_TOKEN: TimeDelta = TimeDelta::days(1);

pub(super) async fn serve(settings: ServeSettings) -> Result<(), CommandError> {
    let service = settings.service;
    telemetry::start(&service.log)?;
    let url = &settings.database.database_url;
    // A service that cannot be reached makes no database, and brings none to another schema.
    let listener = listen(service.http.listen).await?;
    let authenticator = authenticator(&service, url).await?;
    let deployment = deployment::open(url, &settings.database.pool, &service.clinic, &service.books).await?;
    welcome(&authenticator, &service.tokens, &listener)?;
    on(listener, deployment, authenticator, service).await
}

/// That the address to listen on cannot be had: another program has it, or it is none of this machine's.
#[derive(Debug, thiserror::Error)]
#[error("cannot listen on {address}; --listen or LOTWISE_LISTEN says where else")]
pub(super) struct CannotListen {
    address: SocketAddr,
    #[source]
    cause: io::Error,
}

/// Takes the address: from now on it is this program's, and who connects waits until it serves.
pub(super) async fn listen(address: SocketAddr) -> Result<TcpListener, CannotListen> {
    TcpListener::bind(address).await.map_err(|cause| CannotListen { address, cause })
}

/// The door of a service on this database.
pub(super) async fn authenticator(service: &ServiceSettings, url: &str) -> Result<Authenticator, CommandError> {
    let clock_skew = TimeDelta::seconds(service.clinic.clock_skew_seconds.into());
    Ok(Authenticator::from_settings(&service.tokens, clock_skew, url).await?)
}

/// Serves the deployment until told to stop.
pub(super) async fn on(
    listener: TcpListener,
    deployment: Deployment,
    authenticator: Authenticator,
    service: ServiceSettings,
) -> Result<(), CommandError> {
    print(&format!("listening on http://{}", listener.local_addr()?))?;
    let database = deployment.database.clone();
    let chores = chores(&deployment, &service);
    let exports = exports(&deployment);
    let served = deployment.clone();
    let limits = &service.http.limits;
    let settings = SchemaSettings { max_complexity: limits.max_complexity, suggestions: limits.suggestions };
    let schema = graphql::configured(deployment, settings);
    let edge = Edge {
        types: SchemaTypes::read(&graphql::sdl())?,
        schema,
        authenticator,
        http: service.http,
        ready: Arc::new(move || {
            let database = database.clone();
            Box::pin(async move { database.ping().await.is_ok() })
        }),
        exports,
        chores,
        explain: graphql::error::explain,
    };
    server::serve(listener, edge, server::stop_signal()).await;

    // Nobody comes by to seal what was written last.
    Ok(seal_and_tell(&served, now(), &AtomicU64::new(0)).await?)
}

/// Seals what is not sealed yet. What somebody wrote past the service is not; when it becomes more, that is said once.
async fn seal_and_tell(deployment: &Deployment, now: DateTime<Utc>, told: &AtomicU64) -> Result<(), Error> {
    let sealed = seal::seal_all(deployment, now.into()).await?;
    if told.swap(sealed.refused, Ordering::Relaxed) < sealed.refused {
        tracing::error!(
            events = sealed.refused,
            "the audit log has events that this service did not write: they are not sealed, and lotwise verify names them"
        );
    }
    Ok(())
}

/// What opens exports.
fn exports(deployment: &Deployment) -> Exports {
    let deployment = deployment.clone();
    Arc::new(move |opening| {
        let deployment = deployment.clone();
        async move { open::open(&deployment, opening).await }.boxed()
    })
}

/// What the service does by the clock, as it is configured.
pub fn chores(deployment: &Deployment, service: &ServiceSettings) -> Vec<Chore> {
    let shared = Arc::new((deployment.clone(), AtomicU64::new(0)));
    let seal = move |now: DateTime<Utc>| {
        let shared = shared.clone();
        async move { seal_and_tell(&shared.0, now, &shared.1).await }.boxed()
    };
    let every = Duration::from_secs(service.audit.audit_seal_seconds.into());
    let sealing = Chore { name: "seal the audit log", every, at_start: false, run: Box::new(seal) };
    let others = [
        head::writing(deployment, &service.audit),
        head::proving(deployment, &service.audit),
        recalls::chore(deployment, &service.feeds),
    ];
    [Some(sealing)].into_iter().chain(others).flatten().collect()
}

/// Hands the key that the service made for itself over to who started it: as a token, good for a day. A key that was
/// configured stays with who configured it; and what is printed to a file or to a collector of logs is read by others, so
/// that a token is shown on a terminal alone.
fn welcome(
    authenticator: &Authenticator,
    settings: &TokenSettings,
    listener: &TcpListener,
) -> Result<(), CommandError> {
    if settings.signing_key.is_some() {
        return Ok(());
    }
    if !io::stdout().is_terminal() {
        return Ok(print("Tokens are made by `lotwise token`: the first by `lotwise token --role ADMIN --site '*'`.")?);
    }
    let grants = vec![Grant { role: Role::Admin, sites: SiteScope::All }];
    let admin = Caller { subject: "admin".to_owned(), client: None, grants, scopes: [].into() };
    match authenticator.issue(&admin, ADMIN_TOKEN, now()) {
        Ok(token) => Ok(print(&format!(
            "An admin token for a day (other roles: lotwise token --help):\n{token}\nThe explorer with it: http://{}/#token={token}",
            listener.local_addr()?
        ))?),
        Err(IssueError::NoLocalKey) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
