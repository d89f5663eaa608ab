//! Which web pages may call the API: those of the configured origins. Tokens travel in a header, never in a cookie, so
//! that a page of another origin has nothing to misuse; it can't read the answer either.

use std::collections::HashSet;

use poem::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use poem::{Endpoint, Request, Response};

/// How long a browser may remember that it may call, in seconds.
const REMEMBERED: &str = "3600";

/// The API as pages of the allowed origins see it.
pub(super) struct CrossOrigin<E> {
    api: E,
    allowed: HashSet<String>,
}

impl<E> CrossOrigin<E> {
    pub(super) fn new(api: E, allowed: &[String]) -> Self {
        Self { api, allowed: allowed.iter().cloned().collect() }
    }

    fn allowed_origin(&self, headers: &HeaderMap) -> Option<HeaderValue> {
        let origin = headers.get(header::ORIGIN)?;
        origin.to_str().is_ok_and(|origin| self.allowed.contains(origin)).then(|| origin.clone())
    }
}

impl<E: Endpoint<Output = Response>> Endpoint for CrossOrigin<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let origin = self.allowed_origin(request.headers());
        let mut response = match origin {
            Some(_) if is_preflight(&request) => preflight(),
            _ => self.api.get_response(request).await,
        };
        if !self.allowed.is_empty() {
            response.headers_mut().append(header::VARY, HeaderValue::from_static("origin"));
        }
        if let Some(origin) = origin {
            response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            let exposed = HeaderValue::from_static("x-request-id");
            response.headers_mut().insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
        }
        Ok(response)
    }
}

fn is_preflight(request: &Request) -> bool {
    *request.method() == Method::OPTIONS && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
}

fn preflight() -> Response {
    Response::builder()
        .status(StatusCode::NO_CONTENT)
        .header(header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST")
        .header(header::ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type, x-request-id")
        .header(header::ACCESS_CONTROL_MAX_AGE, REMEMBERED)
        .finish()
}
