//! The page at `/`: GraphiQL, from files compiled into the program, so that it works without the internet.

use poem::http::{StatusCode, header};
use poem::web::Path;
use poem::{Response, handler};

/// The page runs its own scripts and calls its own server, and nothing else; its editor sets styles as it goes, and its
/// fonts and images are in its style sheet.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src data:; \
                           img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
                           frame-ancestors 'none'";
/// How long a browser may keep the files, in seconds: as long as one looks at the page, not past an update.
const KEPT: &str = "public, max-age=3600";

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

/// The page itself.
#[handler]
pub(super) fn page() -> Response {
    Response::builder()
        .content_type("text/html; charset=utf-8")
        .header(header::CONTENT_SECURITY_POLICY, PAGE_POLICY)
        .body(include_str!("../../assets/graphiql/index.html"))
}

/// A file of the page.
#[handler]
pub(super) fn asset(Path(name): Path<String>) -> Response {
    let (content_type, text) = match name.as_str() {
        "start.js" => (SCRIPT, include_str!("../../assets/graphiql/start.js")),
        "start.css" => (STYLE, include_str!("../../assets/graphiql/start.css")),
        "graphiql.min.js" => (SCRIPT, include_str!("../../assets/graphiql/graphiql.min.js")),
        "graphiql.min.css" => (STYLE, include_str!("../../assets/graphiql/graphiql.min.css")),
        "react.production.min.js" => (SCRIPT, include_str!("../../assets/graphiql/react.production.min.js")),
        "react-dom.production.min.js" => (SCRIPT, include_str!("../../assets/graphiql/react-dom.production.min.js")),
        _ => return StatusCode::NOT_FOUND.into(),
    };
    Response::builder().content_type(content_type).header(header::CACHE_CONTROL, KEPT).body(text)
}
