//! What the people of the clinic ask of the API, without the network in between.

use super::Clinic;
use lotwise::{config::MAX_COMPLEXITY, graphql, request::Request};
use serde_json::{Value, json};

impl Clinic {
    /// The whole answer to one document.
    pub(crate) async fn answer(&self, request: &Request, document: &str, variables: Value) -> Value {
        let asked = async_graphql::Request::new(document)
            .variables(async_graphql::Variables::from_json(variables))
            .data(request.clone());
        let answer = graphql::schema(self.deployment.clone(), MAX_COMPLEXITY).execute(asked).await;
        serde_json::to_value(answer).expect("an answer is JSON")
    }

    /// The data of an answer without errors.
    pub(crate) async fn asks(&self, request: &Request, document: &str, variables: Value) -> Value {
        let mut answer = self.answer(request, document, variables).await;
        assert!(answer.get("errors").is_none(), "{answer:#}");
        answer["data"].take()
    }

    /// Asks for a mutation under a key of its own, and answers its payload.
    pub(crate) async fn mutates(&self, request: &Request, mutation: &str, mut input: Value, shown: &str) -> Value {
        input["idempotencyKey"] = json!(format!("{:032x}", rand::random::<u128>()));
        self.repeats(request, mutation, &input, shown).await
    }

    /// The same under the key that the input has.
    pub(crate) async fn repeats(&self, request: &Request, mutation: &str, input: &Value, shown: &str) -> Value {
        let kind = format!("{}{}Input", mutation[..1].to_uppercase(), &mutation[1..]);
        let document = format!(
            "mutation Do($input: {kind}!) {{ {mutation}(input: $input) {{ {shown} replayed notices {{ code field }} userErrors {{ code message field }} }} }}"
        );
        self.asks(request, &document, json!({ "input": input })).await[mutation].take()
    }

    /// The code of the first error of an answer; null where there is none.
    pub(crate) async fn error_code(&self, request: &Request, document: &str) -> Value {
        self.answer(request, document, json!({})).await["errors"][0]["extensions"]["code"].clone()
    }
}
