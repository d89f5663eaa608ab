//! Answers are sent gzipped to who understands it, when it is worth it.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use poem::http::{HeaderMap, HeaderValue, header};
use poem::{Body, Response};

/// Below this many bytes an answer fits into one packet anyway.
const WORTH_IT: usize = 1024;

/// The body of an answer that comes piece by piece: it is neither gathered nor compressed.
#[derive(Clone, Copy)]
pub(super) struct Streamed;

/// Whether the client takes gzip.
pub(super) fn accepted(headers: &HeaderMap) -> bool {
    let values = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(names_gzip)
}

fn names_gzip(coding: &str) -> bool {
    let (name, parameters) = coding.split_once(';').unwrap_or((coding, ""));
    let refused = parameters.trim().strip_prefix("q=").is_some_and(|q| q.trim().parse::<f32>() == Ok(0.0));
    name.trim().eq_ignore_ascii_case("gzip") && !refused
}

/// The answer, gzipped if the client takes it and it is long enough. What is streamed stays as it is.
pub(super) async fn compress(mut response: Response, gzip: bool) -> Response {
    if response.data::<Streamed>().is_some() {
        return response;
    }
    let Ok(plain) = response.take_body().into_bytes().await else {
        return response;
    };
    let packed = (gzip && plain.len() > WORTH_IT).then(|| pack(&plain)).flatten();
    if plain.len() > WORTH_IT {
        response.headers_mut().append(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    match packed {
        Some(packed) => {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            response.set_body(packed);
        }
        None => response.set_body(Body::from_bytes(plain)),
    }
    response
}

fn pack(plain: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(plain.len() / 4), Compression::fast());
    encoder.write_all(plain).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(value: &'static str) -> bool {
        accepted(&HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(value))]))
    }

    #[test]
    fn gzip_is_used_only_where_the_client_names_it() {
        assert!(accepts("gzip"));
        assert!(accepts("br, GZIP;q=0.5"));
        assert!(!accepts("br, deflate"));
        assert!(!accepts("gzip;q=0"));
        assert!(!accepts("gzip; q=0.0, br"));
        assert!(!accepted(&HeaderMap::new()));
    }
}
