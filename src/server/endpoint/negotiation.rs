//! In which media type the client wants its answer, and in which one it sent its request.

use poem::http::{HeaderMap, header};

/// How an answer is written. Both are the same JSON; they differ in what the HTTP status says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MediaType {
    /// `application/json`: the status is 200 as soon as the request was a GraphQL request at all.
    Json,
    /// `application/graphql-response+json`: the status tells whether the document was executed.
    GraphqlResponse,
}

impl MediaType {
    pub(super) const fn header(self) -> &'static str {
        match self {
            Self::Json => "application/json; charset=utf-8",
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
        }
    }
}

/// The media type that the client likes best of those we can write; JSON for one that takes anything or says nothing.
pub(super) fn answer_in(headers: &HeaderMap) -> Option<MediaType> {
    let mut best: Option<(f32, MediaType)> = None;
    let mut said = false;
    for value in headers.get_all(header::ACCEPT) {
        for range in value.to_str().unwrap_or_default().split(',').filter(|range| !range.trim().is_empty()) {
            said = true;
            if let Some((quality, media_type)) = acceptable(range)
                && best.is_none_or(|(best, _)| quality > best)
            {
                best = Some((quality, media_type));
            }
        }
    }
    if said { best.map(|(_, media_type)| media_type) } else { Some(MediaType::Json) }
}

/// What a range such as `application/json;q=0.9` means for us, unless it means nothing.
fn acceptable(range: &str) -> Option<(f32, MediaType)> {
    let mut parts = range.split(';').map(str::trim);
    let media_type = match parts.next()?.to_ascii_lowercase().as_str() {
        "application/graphql-response+json" => MediaType::GraphqlResponse,
        "application/json" | "application/*" | "*/*" => MediaType::Json,
        _ => return None,
    };
    let quality = parts.find_map(|part| part.strip_prefix("q=")).map_or(Ok(1.0), str::parse).unwrap_or(0.0);
    (quality > 0.0).then_some((quality, media_type))
}

/// Whether a body is JSON in UTF-8, by its `Content-Type`.
pub(super) fn is_json(headers: &HeaderMap) -> bool {
    let Some(value) = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()) else { return false };
    let mut parts = value.split(';').map(|part| part.trim().to_ascii_lowercase());
    parts.next().as_deref() == Some("application/json") && parts.all(|parameter| is_utf_8(&parameter))
}

fn is_utf_8(parameter: &str) -> bool {
    parameter.strip_prefix("charset=").is_none_or(|charset| matches!(charset.trim_matches('"'), "utf-8" | "utf8"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::MediaType::{GraphqlResponse, Json};
    use super::*;

    fn headers(name: header::HeaderName, values: &[&str]) -> HeaderMap {
        values.iter().map(|value| (name.clone(), value.parse().unwrap())).collect()
    }

    #[test]
    fn the_best_liked_media_type_is_chosen() {
        for (accept, chosen) in [
            (&[][..], Some(Json)),
            (&[""], Some(Json)),
            (&["*/*"], Some(Json)),
            (&["application/*"], Some(Json)),
            (&["application/json; charset=utf-8"], Some(Json)),
            (&["application/graphql-response+json"], Some(GraphqlResponse)),
            (&["application/graphql-response+json, application/json;q=0.9"], Some(GraphqlResponse)),
            (&["application/json;q=0.9, application/graphql-response+json"], Some(GraphqlResponse)),
            (&["application/json", "application/graphql-response+json; q=0.1"], Some(Json)),
            (&["text/html,application/xhtml+xml,*/*;q=0.8"], Some(Json)),
            (&["Application/GraphQL-Response+JSON"], Some(GraphqlResponse)),
            (&["text/html"], None),
            (&["application/json;q=0"], None),
            (&["application/xml, text/plain"], None),
        ] {
            assert_eq!(answer_in(&headers(header::ACCEPT, accept)), chosen, "{accept:?}");
        }
    }

    #[test]
    fn a_body_is_json_in_utf_8_or_nothing() {
        let is_json = |value| is_json(&headers(header::CONTENT_TYPE, &[value]));
        assert!(is_json("application/json"));
        assert!(is_json("Application/JSON; Charset=UTF-8"));
        assert!(is_json("application/json; charset=\"utf-8\"; profile=x"));
        for other in ["text/plain", "application/graphql", "application/json; charset=latin1", "application/jsonp", ""]
        {
            assert!(!is_json(other), "{other}");
        }
    }
}
