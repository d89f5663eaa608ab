//! Connections: how many are open, how long a client may dawdle, and how they end.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use poem::http::uri::Scheme;
use poem::web::{LocalAddr, RemoteAddr};
use poem::{Addr, Endpoint};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The largest head of a request, in bytes: room for a long token and a query in the URL.
const MAX_HEAD: usize = 64 << 10;
/// The pause after a connection could not be accepted, for want of file descriptors perhaps.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_millis(50);

/// What a client may do to a connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct ConnectionLimits {
    /// How many may be open at once; the next one waits to be accepted.
    pub(super) connections: usize,
    /// How long the head of a request may take, from the opening of the connection or the end of the last request.
    pub(super) header_timeout: Duration,
    /// How long requests in progress may take to end after the stop.
    pub(super) drain: Duration,
}

/// Accepts connections until the stop; then no new ones, no new requests on the old ones, and a while for the rest.
#[expect(clippy::disallowed_methods, reason = "mutations run in tasks of their own, which are waited for afterwards")]
pub(super) async fn accept(
    listener: TcpListener,
    endpoint: Arc<impl Endpoint + 'static>,
    limits: ConnectionLimits,
    stop: impl Future<Output = ()>,
) {
    let room = Arc::new(Semaphore::new(limits.connections));
    let open = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let (place, socket, address) = tokio::select! {
            () = &mut stop => break,
            accepted = next(&listener, &room) => accepted,
        };
        let Ok(local) = socket.local_addr() else { continue };
        let connection = open.watch(connection(socket, local, address, Arc::clone(&endpoint), limits.header_timeout));
        tokio::spawn(async move {
            // A client that goes away or dawdles is no failure of ours.
            if let Err(error) = connection.await {
                tracing::debug!(client.address = %address, error = &error as &dyn std::error::Error, "connection ended early");
            }
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(limits.drain, open.shutdown()).await.is_err() {
        tracing::warn!(
            drain_seconds = limits.drain.as_secs(),
            "requests were still in progress when their time to end was over"
        );
    }
}

/// The next connection, once there is room for it.
async fn next(listener: &TcpListener, room: &Arc<Semaphore>) -> (Option<OwnedSemaphorePermit>, TcpStream, SocketAddr) {
    // The semaphore is never closed, so that there always is a permit to wait for.
    let place = Arc::clone(room).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((socket, address)) => return (place, socket, address),
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "a connection could not be accepted");
                tokio::time::sleep(PAUSE_AFTER_FAILURE).await;
            }
        }
    }
}

fn connection(
    socket: TcpStream,
    local: SocketAddr,
    remote: SocketAddr,
    endpoint: Arc<impl Endpoint + 'static>,
    header_timeout: Duration,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> + Send {
    // Answers are written whole; waiting to send more together only delays them.
    let _ = socket.set_nodelay(true);
    let addresses = (LocalAddr(Addr::SocketAddr(local)), RemoteAddr(Addr::SocketAddr(remote)));
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let (endpoint, (local, remote)) = (Arc::clone(&endpoint), addresses.clone());
        async move {
            let request = poem::Request::from((request, local, remote, Scheme::HTTP));
            Ok::<_, Infallible>(hyper::Response::from(endpoint.get_response(request).await))
        }
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(header_timeout)
        .max_buf_size(MAX_HEAD)
        .serve_connection(TokioIo::new(socket), service)
}
