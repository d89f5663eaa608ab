//! `/exports/…`: a file or a page by a link that works once. The link says for whom; no token comes with it.

use std::sync::Arc;

use chrono::Utc;
use futures_util::future::BoxFuture;
use futures_util::stream;
use poem::http::{HeaderValue, Method, StatusCode, header};
use poem::web::{Data, Path};
use poem::{Body, Request, Response, handler};

use super::compression::Streamed;
use super::frame::RequestId;
use crate::exports::Format;
use crate::exports::open::{NotOpened, Opened, Opening};

/// Opens an export.
pub type Exports = Arc<dyn Fn(Opening) -> BoxFuture<'static, Result<Opened, NotOpened>> + Send + Sync>;

/// A page may have its own style, and nothing else.
const PAGE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-modals";

/// Opens the link; only a GET does, so that a program that looks ahead does not use it up.
#[handler]
#[expect(clippy::disallowed_methods, reason = "the edge reads the clock, once a request")]
pub(super) async fn export(request: &Request, Path(secret): Path<String>, Data(exports): Data<&Exports>) -> Response {
    if *request.method() != Method::GET {
        let allowed = Response::builder().status(StatusCode::METHOD_NOT_ALLOWED);
        return allowed.header(header::ALLOW, "GET").body("this must come by GET");
    }
    let id = request.data::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let address = request.remote_addr().as_socket_addr().map(|address| address.ip().to_string());
    match exports(Opening { secret, at: Utc::now(), id, address }).await {
        Ok(opened) => answer(opened),
        Err(error) => refusal(&error),
    }
}

fn answer(Opened { file_name, format, pieces }: Opened) -> Response {
    let pieces = stream::unfold(pieces, |mut pieces| async move {
        let piece = pieces.recv().await?;
        Some((piece.map_err(std::io::Error::other), pieces))
    });
    let shown = if format == Format::Html { "inline" } else { "attachment" };
    let mut response = Response::builder()
        .content_type(format.media_type())
        .header(header::CONTENT_DISPOSITION, format!("{shown}; filename=\"{file_name}\""))
        .body(Body::from_bytes_stream(pieces));
    if format == Format::Html {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAGE_POLICY));
    }
    response.set_data(Streamed);
    response
}

fn refusal(error: &NotOpened) -> Response {
    let status = match error {
        NotOpened::Link => StatusCode::NOT_FOUND,
        NotOpened::Forbidden => StatusCode::FORBIDDEN,
        NotOpened::Failed(failure) => {
            tracing::error!(error = failure as &dyn std::error::Error, "an export could not be opened");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    };
    Response::builder().status(status).content_type("text/plain; charset=utf-8").body(error.to_string())
}
