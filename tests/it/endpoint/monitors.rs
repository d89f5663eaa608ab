//! What monitors ask without a token: health and counts.

use super::service::{Service, door};

#[tokio::test]
async fn health_says_whether_requests_can_be_served() {
    let (well, ill) = (Service::start().await, Service::start_behind(door(), "", false).await);
    for (service, path, status) in
        [(&well, "live", 200), (&well, "ready", 200), (&ill, "live", 200), (&ill, "ready", 503)]
    {
        assert_eq!(service.get(&format!("/health/{path}")).send().await.unwrap().status(), status, "{path}");
    }
}

#[tokio::test]
async fn monitors_read_how_requests_ended() {
    let service = Service::start().await;
    service.ask("{ __typename }").await;
    service.ask("{ nowhere }").await;
    service.ask("mutation { mark(milliseconds: 0) }").await;
    service.get("/graphql").send().await.unwrap();
    let metrics = service.get("/metrics").send().await.unwrap().text().await.unwrap();
    for line in [
        r#"lotwise_requests_total{operation="query",outcome="answered"} 1"#,
        r#"lotwise_requests_total{operation="query",outcome="errors"} 1"#,
        r#"lotwise_requests_total{operation="mutation",outcome="answered"} 1"#,
        r#"lotwise_requests_total{operation="none",outcome="unauthenticated"} 1"#,
        r#"lotwise_request_duration_seconds_count{operation="query"} 2"#,
    ] {
        assert!(metrics.contains(line), "{line}\n{metrics}");
    }
}
