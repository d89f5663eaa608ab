//! What the people of the clinic ask of the API, without the network in between.

use super::Clinic;
use lotwise::{graphql, request::Request};
use serde_json::{Value, json};

impl Clinic {
    /// The whole answer to one document.
    pub(crate) async fn answer(&self, request: &Request, document: &str, variables: Value) -> Value {
        let asked = async_graphql::Request::new(document)
            .variables(async_graphql::Variables::from_json(variables))
            .data(request.clone());
        let answer = graphql::schema(self.deployment.clone()).execute(asked).await;
        serde_json::to_value(answer).expect("an answer is JSON")
    }

    /// The data of an answer without errors.
    pub(crate) async fn asks(&self, request: &Request, document: &str, variables: Value) -> Value {
        let mut answer = self.answer(request, document, variables).await;
        assert!(answer.get("errors").is_none(), "{answer:#}");
        answer["data"].take()
    }

    /// The code of the first error of an answer; null where there is none.
    pub(crate) async fn error_code(&self, request: &Request, document: &str) -> Value {
        self.answer(request, document, json!({})).await["errors"][0]["extensions"]["code"].clone()
    }
}
