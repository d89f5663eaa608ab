//! PostgreSQL across a network: the connection is encrypted, and the server is who it says. On the tests' own server,
//! which is given a certificate of its own.

use crate::{
    cluster::{Cluster, installation::Installation},
    databases,
};
use lotwise::{
    database::{self, DatabaseSettings, Reader},
    error::Failure,
};
use reqwest::Url;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use std::{fs, os::unix::fs::PermissionsExt, path::PathBuf, time::Duration};

/// Where the server's certificate lies, and the key to it.
const FILES: [&str; 2] = ["server.crt", "server.key"];

/// A connection to the server under a rule, with or without the certificate that vouches for it.
async fn connect(server: &Cluster, mode: &str, certificate: Option<&PathBuf>) -> Result<Reader, Failure> {
    let mut url: Url = server.url().parse().unwrap();
    url.set_query(None);
    url.query_pairs_mut().append_pair("sslmode", mode);
    if let Some(certificate) = certificate {
        url.query_pairs_mut().append_pair("sslrootcert", certificate.to_str().unwrap());
    }
    database::reader(&DatabaseSettings::patient(url.as_str(), 2)).await
}

async fn ask<T: sea_orm::TryGetable>(connection: &Reader, sql: &str, column: &str) -> T {
    let row = connection.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap();
    row.unwrap().try_get("", column).unwrap()
}

/// Gives the server a certificate that vouches for itself, and has it encrypt: where the certificate lies.
async fn encrypt(server: &Cluster) -> PathBuf {
    let made = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
    let installation = Installation::find().unwrap();
    for (file, text) in FILES.into_iter().zip([made.cert.pem(), made.signing_key.serialize_pem()]) {
        let file = server.home().join("data").join(file);
        fs::write(&file, text).unwrap();
        // PostgreSQL takes no key that others may read.
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        installation.give(&file).unwrap();
    }
    let open = connect(server, "disable", None).await.unwrap();
    open.execute_unprepared("ALTER SYSTEM SET ssl = on").await.unwrap();
    open.execute_unprepared("SELECT pg_reload_conf()").await.unwrap();
    // The server reads its settings when it gets to it, and says of each connection what it has read.
    while ask::<String>(&open, "SHOW ssl", "ssl").await != "on" {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    server.home().join("data").join(FILES[0])
}

#[tokio::test]
async fn a_connection_is_encrypted_where_the_address_says_so_to_a_server_that_is_vouched_for() {
    let Some(server) = databases::own_server() else { return };
    let certificate = encrypt(server).await;
    for (mode, vouched_for, encrypted) in
        [("verify-full", Some(&certificate), true), ("require", None, true), ("disable", None, false)]
    {
        let connection = connect(server, mode, vouched_for).await.unwrap();
        let asked = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
        assert_eq!(ask::<bool>(&connection, asked, "ssl").await, encrypted, "{mode}");
    }
    let refused = connect(server, "verify-full", None).await.map(drop).unwrap_err();
    assert!(format!("{refused:?}").contains("UnknownIssuer"), "{refused:?}");
}
