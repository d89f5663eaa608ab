//! The explorer: a page that writes, runs and explains queries, from files compiled into the
//! program, so that it works without the internet. The files are `assets/explorer`.

use poem::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use poem::web::{Path, Redirect};
use poem::{Response, handler};
use sha2::{Digest, Sha256};

/// The page loads its own scripts, styles and icon, calls its own service, and nothing else. No
/// script can turn a text into a script, and no other page can hold it in a frame.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
                           img-src 'self'; connect-src 'self'; base-uri 'none'; \
                           form-action 'none'; frame-ancestors 'none'; \
                           require-trusted-types-for 'script'; trusted-types 'none'";

const PAGE: &str = include_str!("../../assets/explorer/index.html");

/// A page of another origin that opened this one, or was opened by it, has no hold of it.
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
/// No page of another origin loads these files as its own.
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Names with the files of these names.
macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../assets/explorer/", $name)))),+]
    };
}

/// What the page loads.
const FILES: &[(&str, &str)] = files![
    "answer.js",
    "browser.js",
    "document.js",
    "dom.js",
    "editor.js",
    "explorer.css",
    "history.js",
    "icon.svg",
    "insert.js",
    "json.js",
    "kept.js",
    "request.js",
    "schema.js",
    "start.js",
    "tabs.js",
    "token.js",
    "words.js",
];

/// The page itself. Its links are relative, so that it can stand at `/` and at `/explorer`.
#[handler]
pub(super) fn page(headers: &HeaderMap) -> Response {
    let mut response = unless_known(headers, "text/html; charset=utf-8", PAGE);
    let added = response.headers_mut();
    // Also where the browser has the page: it takes the policy from this answer then.
    added.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAGE_POLICY));
    added.insert(OPENER_POLICY, HeaderValue::from_static("same-origin"));
    response
}

/// `/explorer/`, where relative links would lead elsewhere.
#[handler]
pub(super) fn page_without_slash() -> Redirect {
    Redirect::permanent("../explorer")
}

/// A file of the page.
#[handler]
pub(super) fn file(headers: &HeaderMap, Path(name): Path<String>) -> Response {
    let known = FILES.iter().find(|(file_name, _)| *file_name == name);
    known.map_or_else(|| StatusCode::NOT_FOUND.into(), |(_, text)| unless_known(headers, content_type(&name), text))
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "text/javascript; charset=utf-8",
    }
}

/// The text; or nothing, if the browser has this very text. It asks each time, so that an update
/// shows at once.
fn unless_known(headers: &HeaderMap, content_type: &str, text: &'static str) -> Response {
    let tag = tag(text);
    let known = headers.get_all(header::IF_NONE_MATCH).iter().any(|tags| names(tags, &tag));
    let response = Response::builder()
        .content_type(content_type)
        .header(header::CACHE_CONTROL, "no-cache")
        .header(header::ETAG, &tag)
        .header(RESOURCE_POLICY, "same-origin");
    if known {
        response.status(StatusCode::NOT_MODIFIED).header(header::VARY, "accept-encoding").finish()
    } else {
        response.body(text)
    }
}

/// What a text is known by, compressed or not.
fn tag(text: &str) -> String {
    let digest = Sha256::digest(text);
    let letters: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("W/\"{letters}\"")
}

/// Whether a list of tags has this one.
fn names(tags: &HeaderValue, tag: &str) -> bool {
    let tags = tags.to_str().unwrap_or_default();
    tags.split(',').map(str::trim).any(|known| known == tag || known == "*")
}
