//! `serve`: the API over HTTP, until told to stop.

use std::sync::Arc;

use chrono::TimeDelta;
use tokio::net::TcpListener;

use super::{CommandError, deployment, print};
use crate::authentication::Authenticator;
use crate::config::ServeSettings;
use crate::graphql::nullability::Nullability;
use crate::server::{self, Edge};
use crate::{graphql, telemetry};

pub(super) async fn serve(settings: ServeSettings) -> Result<(), CommandError> {
    let service = settings.service;
    telemetry::start(&service.log)?;
    let clock_skew = TimeDelta::seconds(service.clinic.clock_skew_seconds.into());
    let url = &settings.database.database_url;
    let authenticator = Authenticator::from_settings(&service.tokens, clock_skew, url).await?;
    let deployment = deployment::open(url, &settings.database.pool, &service.clinic).await?;
    let database = deployment.database.clone();
    let listener = TcpListener::bind(service.http.listen).await?;
    print(&format!("listening on http://{}", listener.local_addr()?))?;
    let schema = graphql::schema(deployment);
    let edge = Edge {
        nullability: Nullability::of(&schema.sdl())?,
        schema,
        authenticator,
        http: service.http,
        ready: Arc::new(move || {
            let database = database.clone();
            Box::pin(async move { database.ping().await.is_ok() })
        }),
        explain: graphql::answer::explain,
    };
    server::serve(listener, edge, server::stop_signal()).await;
    Ok(())
}
