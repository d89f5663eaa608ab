//! Where records are read from: a file, or a URL with the pages that follow it.

use crate::outbound;
use reqwest::{Client, Response, StatusCode, Url, header::LINK};
use serde_json::Value;
use std::{io, path::PathBuf, time::Duration};

/// A page that takes longer than this does not come.
const TIME_LIMIT: Duration = Duration::from_secs(60);
/// The largest file or page that is read, in bytes: openFDA's largest parts are below.
const SIZE_LIMIT: usize = 256 << 20;
/// Most pages of one URL: at a thousand records each, more than all that there are.
const MOST_PAGES: usize = 200;

/// Why records cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// The file can't be read.
    #[error("{} can't be read", .0.display())]
    File(PathBuf, #[source] io::Error),
    /// The URL is not one that records may come from.
    #[error("{0} must be an https URL: records that travel open can be replaced on the way")]
    Url(String),
    /// The server does not answer, or not well.
    #[error("the records can't be fetched")]
    Fetch(#[from] reqwest::Error),
    /// It is endless.
    #[error("{0} is longer than {SIZE_LIMIT} bytes: split it")]
    TooLong(String),
    /// There is nothing in it.
    #[error("{0} is empty")]
    Empty(String),
    /// openFDA answers with an error of its own.
    #[error("openFDA answers: {0}")]
    Refused(String),
    /// It is no JSON.
    #[error("{0} is not JSON")]
    Document(String, #[source] serde_json::Error),
}

/// The JSON documents of a file or a URL: one, or one a line.
///
/// # Errors
/// When it cannot be read, or is no JSON.
pub async fn read(source: &str) -> Result<Vec<Value>, FeedError> {
    if source.starts_with("http://") || source.starts_with("https://") {
        return pages(source).await;
    }
    let path = PathBuf::from(source);
    let failed = |error| FeedError::File(path.clone(), error);
    let size = tokio::fs::metadata(&path).await.map_err(failed)?.len();
    if size > SIZE_LIMIT as u64 {
        return Err(FeedError::TooLong(source.to_owned()));
    }
    documents(source, &tokio::fs::read(&path).await.map_err(failed)?)
}

fn documents(source: &str, bytes: &[u8]) -> Result<Vec<Value>, FeedError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let documents = serde_json::Deserializer::from_slice(bytes).into_iter();
    let documents: Vec<Value> =
        documents.collect::<Result<_, _>>().map_err(|error| FeedError::Document(source.to_owned(), error))?;
    if documents.is_empty() {
        return Err(FeedError::Empty(source.to_owned()));
    }
    documents.iter().find_map(refusal).map_or(Ok(documents), Err)
}

/// What openFDA says where it refuses: `{"error": {"code": "BAD_REQUEST", "message": "Limit cannot exceed 1000 results"}}`.
fn refusal(document: &Value) -> Option<FeedError> {
    let error = document.get("error")?;
    let text = |name| error.get(name).and_then(Value::as_str);
    let said: Vec<&str> = ["message", "code"].into_iter().filter_map(text).collect();
    (!said.is_empty()).then(|| FeedError::Refused(said.join(" (") + if said.len() > 1 { ")" } else { "" }))
}

/// What the URL answers, and the pages that it says come next.
async fn pages(source: &str) -> Result<Vec<Value>, FeedError> {
    let wrong = || FeedError::Url(source.to_owned());
    let mut next = Some(Url::parse(source).ok().filter(outbound::is_trustworthy).ok_or_else(wrong)?);
    let client = outbound::client(TIME_LIMIT)?;
    let mut found = Vec::new();
    for _ in 0..MOST_PAGES {
        let Some(url) = next.take() else { break };
        let Some(answer) = ask(&client, &url).await? else { break };
        next = next_page(&answer, &url);
        found.extend(documents(source, &whole(source, answer).await?)?);
    }
    Ok(found)
}

/// The answer; none where openFDA says with a 404 that nothing fits the search.
async fn ask(client: &Client, url: &Url) -> Result<Option<Response>, FeedError> {
    let answer = client.get(url.clone()).send().await?;
    let Some(failed) = answer.error_for_status_ref().err() else { return Ok(Some(answer)) };
    let is_missing = answer.status() == StatusCode::NOT_FOUND;
    let said = answer.json::<Value>().await.unwrap_or_default();
    if is_missing && said.pointer("/error/code").is_some_and(|code| code == "NOT_FOUND") {
        return Ok(None);
    }
    Err(refusal(&said).unwrap_or_else(|| failed.into()))
}

async fn whole(source: &str, mut answer: Response) -> Result<Vec<u8>, FeedError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = answer.chunk().await? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > SIZE_LIMIT {
            return Err(FeedError::TooLong(source.to_owned()));
        }
    }
    Ok(bytes)
}

/// `Link: <…>; rel="next"`, when it leads to the same server.
fn next_page(answer: &Response, url: &Url) -> Option<Url> {
    let links = answer.headers().get(LINK)?.to_str().ok()?;
    let next = links.split(", <").find(|link| link.contains("rel=\"next\"") || link.contains("rel=next"))?;
    let (address, _) = next.trim_start_matches('<').split_once('>')?;
    url.join(address).ok().filter(|next| next.origin() == url.origin())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn one_document_and_one_object_a_line_are_read_alike() {
        assert_eq!(documents("f", b"{\"results\": []}").unwrap().len(), 1);
        assert_eq!(documents("f", b"\xEF\xBB\xBF{\"a\": 1}\n{\"a\": 2}\n\n").unwrap().len(), 2);
        assert!(matches!(documents("f", b""), Err(FeedError::Empty(_))));
        assert!(matches!(documents("f", b"\xEF\xBB\xBF \n"), Err(FeedError::Empty(_))));
        assert!(documents("f", b"{\"a\": 1}\nno").is_err());
    }

    #[test]
    fn what_openfda_refuses_is_told_in_its_own_words() {
        let said = br#"{"error": {"code": "BAD_REQUEST", "message": "Limit cannot exceed 1000 results"}}"#;
        let told = documents("f", said).unwrap_err().to_string();
        assert_eq!(told, "openFDA answers: Limit cannot exceed 1000 results (BAD_REQUEST)");
    }

    #[tokio::test]
    async fn records_come_over_https_only() {
        assert!(matches!(read("http://example.com/drug/enforcement.json").await, Err(FeedError::Url(_))));
        assert!(matches!(read("no-such-file.json").await, Err(FeedError::File(..))));
    }
}
