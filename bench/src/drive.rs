//! Callers of the service: each keeps one connection, and sends its next request when the last was answered in full.
//!
//! In truth they stand elsewhere; here they take from the processors that the service works on. So all of them share one
//! thread, which wakes no other one.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use futures_util::future::try_join_all;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST};
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::runtime::Builder;
use tokio::task::spawn_blocking;

use crate::Failure;
use crate::latencies::Latencies;

/// A running service and whom it takes the callers for.
#[derive(Clone)]
pub(crate) struct Service {
    pub(crate) address: SocketAddr,
    pub(crate) token: String,
}

/// What came out of one run.
#[derive(Debug)]
pub(crate) struct Run {
    /// From the first request to the last answer.
    pub(crate) elapsed: Duration,
    /// One for each request, refused ones too.
    pub(crate) latencies: Latencies,
    /// How long the processors worked for the process that answered, where somebody can say.
    pub(crate) processor_time: Option<Duration>,
    /// Answers that did not do what was asked: another status, `errors`, or `userErrors`.
    pub(crate) refused: usize,
    /// The first of those, to show.
    pub(crate) first_refusal: Option<String>,
}

impl Run {
    /// Processor time of one request, in milliseconds.
    pub(crate) fn processor_milliseconds(&self) -> f64 {
        self.processor_time.map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0 / self.latencies.count() as f64)
    }

    /// Requests answered in a second, by all clients together.
    pub(crate) fn per_second(&self) -> f64 {
        Duration::from_secs(1).div_duration_f64(self.elapsed) * self.latencies.count() as f64
    }
}

impl Service {
    /// Sends every request once, with so many clients that each take the next one. Connecting is not measured.
    ///
    /// # Errors
    /// When the service is not there, or hangs up before it answered.
    pub(crate) async fn drive(&self, requests: &[Bytes], clients: usize) -> Result<Run, Failure> {
        let (service, requests) = (self.clone(), requests.to_vec());
        let drive =
            move || Builder::new_current_thread().enable_io().build()?.block_on(service.send(&requests, clients));
        spawn_blocking(drive).await?
    }

    async fn send(&self, requests: &[Bytes], clients: usize) -> Result<Run, Failure> {
        let connections = try_join_all((0..clients).map(|_| connect(self.address))).await?;
        let next = AtomicUsize::new(0);
        let begun = Instant::now();
        let calls = connections.into_iter().map(|connection| self.call(connection, requests, &next));
        let calls: Vec<Call> = try_join_all(calls).await?.into_iter().flatten().collect();
        let elapsed = begun.elapsed();
        let refused = calls.iter().filter(|call| call.refusal.is_some()).count();
        let latencies = calls.iter().map(|call| call.latency).collect();
        let first_refusal = calls.into_iter().find_map(|call| call.refusal);
        Ok(Run { elapsed, latencies, processor_time: None, refused, first_refusal })
    }

    /// Asks once, and follows the link in the answer to its end: how many bytes came, none of which is kept.
    ///
    /// # Errors
    /// When the service is not there, refuses, or hangs up before it answered.
    pub(crate) async fn follow(&self, body: &Bytes) -> Result<u64, Failure> {
        let mut connection = connect(self.address).await?;
        let answer = connection.send_request(self.request(body)?).await?.into_body().collect().await?.to_bytes();
        let answer = String::from_utf8_lossy(&answer);
        let link = answer.split_once(r#""url":""#).and_then(|(_, link)| link.split_once('"')).map(|(link, _)| link);
        let link = link.ok_or_else(|| format!("there is no link in {answer}"))?;
        let request = Request::get(link).header(HOST, self.address.to_string()).body(Full::default())?;
        connection.ready().await?;
        let mut file = connection.send_request(request).await?;
        if file.status() != StatusCode::OK {
            return Err(format!("{link} answered {}", file.status()).into());
        }
        let mut bytes = 0;
        while let Some(frame) = file.body_mut().frame().await {
            bytes += frame?.data_ref().map_or(0, |data| data.len() as u64);
        }
        Ok(bytes)
    }

    /// One client's calls, until no request is left.
    async fn call(
        &self,
        mut connection: Connection,
        requests: &[Bytes],
        next: &AtomicUsize,
    ) -> Result<Vec<Call>, Failure> {
        let mut calls = Vec::new();
        while let Some(body) = requests.get(next.fetch_add(1, Ordering::Relaxed)) {
            let request = self.request(body)?;
            let begun = Instant::now();
            connection.ready().await?;
            let response = connection.send_request(request).await?;
            let status = response.status();
            let answer = response.into_body().collect().await?.to_bytes();
            calls.push(Call { latency: begun.elapsed(), refusal: refusal(status, &answer) });
        }
        Ok(calls)
    }

    fn request(&self, body: &Bytes) -> Result<Request<Full<Bytes>>, hyper::http::Error> {
        Request::post("/graphql")
            .header(HOST, self.address.to_string())
            .header(AUTHORIZATION, format!("Bearer {}", self.token))
            .header(CONTENT_TYPE, "application/json")
            .header(ACCEPT, "application/graphql-response+json")
            .body(Full::new(body.clone()))
    }
}

type Connection = SendRequest<Full<Bytes>>;

struct Call {
    latency: Duration,
    refusal: Option<String>,
}

async fn connect(address: SocketAddr) -> Result<Connection, Failure> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    Ok(sender)
}

/// Looks at the bytes only, since parsing every answer would cost the service's cores: the service writes JSON without
/// spaces, and inside a text these quotes would be escaped.
fn refusal(status: StatusCode, answer: &[u8]) -> Option<String> {
    let answer = String::from_utf8_lossy(answer);
    let refused = !answer.contains(r#""data":{"#)
        || [r#""errors":["#, r#""userErrors":[{"#].iter().any(|part| answer.contains(part));
    (refused || status != StatusCode::OK).then(|| format!("{status} {answer}"))
}

#[cfg(test)]
mod tests;
