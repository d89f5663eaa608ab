//! The request to stop, as the operating system sends it.

/// Ends when the process is asked to stop: by its supervisor (SIGTERM) or from the keyboard (SIGINT).
pub async fn stop_signal() {
    tokio::select! {
        () = terminated() => {}
        () = interrupted() => {}
    }
    tracing::info!("stopping: requests in progress may end");
}

/// A signal that can't be listened to never comes.
async fn interrupted() {
    if let Err(error) = tokio::signal::ctrl_c().await {
        tracing::warn!(error = &error as &dyn std::error::Error, "SIGINT will not stop the service gently");
        std::future::pending().await
    }
}

#[cfg(unix)]
async fn terminated() {
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut signal) => {
            signal.recv().await;
        }
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "SIGTERM will not stop the service gently");
            std::future::pending().await
        }
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}
