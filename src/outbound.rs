//! What the service asks of other machines: over https, within a time, and never more than was meant.

use reqwest::{Client, Url};
use std::time::Duration;

/// Whether a URL may be asked: https, or http on this machine.
pub(crate) fn is_trustworthy(url: &Url) -> bool {
    let here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    url.scheme() == "https" || (url.scheme() == "http" && here)
}

/// A client that follows no redirects and gives up after a while.
///
/// # Errors
/// When none can be made here.
pub(crate) fn client(time_limit: Duration) -> Result<Client, reqwest::Error> {
    // Whoever is first in the process decides; all would decide alike.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().timeout(time_limit).redirect(reqwest::redirect::Policy::none()).build()
}
