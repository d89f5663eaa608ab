//! What is around every request: its id, its span in the log, its end when something panics, and the headers and the
//! compression of its answer.

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
use poem::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use poem::{Endpoint, Request, Response};
use tracing::Instrument;
use uuid::Uuid;

use super::compression;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// The longest id that is taken over from a client, in bytes.
const LONGEST_REQUEST_ID: usize = 64;

/// The id of a request: the one that the client gave, or a new one.
#[derive(Clone, Debug)]
pub(super) struct RequestId(pub(super) String);

/// The frame around the routes.
pub(super) struct Frame<E> {
    routes: E,
}

impl<E> Frame<E> {
    pub(super) const fn new(routes: E) -> Self {
        Self { routes }
    }
}

impl<E: Endpoint> Endpoint for Frame<E> {
    type Output = Response;

    async fn call(&self, mut request: Request) -> poem::Result<Response> {
        let id = request_id(request.headers());
        let encoding = compression::accepted(request.headers());
        request.set_data(RequestId(id.clone()));
        let span = tracing::info_span!("request", request.id = %id);
        // The panic hook has logged it, inside the span.
        let answered = AssertUnwindSafe(self.routes.get_response(request)).catch_unwind().instrument(span).await;
        let mut response = answered.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into());
        add_headers(response.headers_mut(), &id);
        Ok(compression::compress(response, encoding).await)
    }
}

#[expect(clippy::disallowed_methods, reason = "the id of a request that brought none")]
fn request_id(headers: &HeaderMap) -> String {
    let given = headers.get(REQUEST_ID).and_then(|value| value.to_str().ok());
    given.filter(|id| is_id(id)).map_or_else(|| Uuid::now_v7().simple().to_string(), str::to_owned)
}

fn is_id(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._:-".contains(&byte);
    !text.is_empty() && text.len() <= LONGEST_REQUEST_ID && text.bytes().all(allowed)
}

/// Answers hold a clinic's data: nobody keeps them, frames them, or takes them for something else. A page that needs
/// more says so itself.
fn add_headers(headers: &mut HeaderMap, id: &str) {
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID, id);
    }
}
