//! A clinic of two sites that has one of each kind of thing at both, every field of which somebody sees filled.
//!
//! Everything in it was recorded by [`RECORDER`](super::callers::RECORDER) through the API. Whoever is a patient or a
//! customer of a site has an id with `-of-` and the site's code in it, and nothing else does: see
//! [`Place::marker`].

mod recalls;
mod stockroom;
mod till;
mod treatment_room;

use std::collections::{BTreeMap, BTreeSet};

use async_graphql::parser::types::ExecutableDocument;
use chrono::{DateTime, Utc};
use lotwise::graphql;
use lotwise::request::Request;
use sea_orm::EntityTrait;
use serde_json::{Value, json};

use super::callers::{ELSEWHERE, HOME, RECORDER, with_every_role};
use super::schema::Schema;
use crate::clinic::{Clinic, clinic};
use crate::databases::TestDatabase;

/// The clinic, and what there is at which site.
pub(crate) struct Prepared {
    pub(crate) clinic: Clinic,
    pub(super) schema: Schema,
    /// What answers.
    pub(super) api: graphql::Schema,
    pub(super) home: Place,
    pub(super) elsewhere: Place,
}

/// What there is at a site, by words: `Usage` stands for the ids of its usages, `patient` for a patient's. What belongs
/// to the organisation is at both.
#[derive(Clone, Default)]
pub(super) struct Place {
    /// The site's code.
    pub(super) code: String,
    words: BTreeMap<String, Vec<String>>,
    /// The words that stand for the same at the other site.
    shared: BTreeSet<String>,
}

/// Who signs what takes two.
const SIGNER: &str = "dia";

/// What is shown of a refusal, with the approval that an act waits for.
const REFUSED: &str = "userErrors { code message field ... on NeedsApproval { approval { id } } }";

/// What is said of many at once.
const FOUND: &str = "query ($site: ID!) {
    sites { __typename id }
    products(first: 100) { nodes { __typename id } }
    suppliers(first: 100) { nodes { __typename id } }
    lots(first: 100, filter: { siteId: $site }) { nodes { __typename id } }
    holds(first: 100, filter: { siteId: $site }) { nodes { __typename id site { __typename id } } }
    openContainers(first: 100, siteId: $site, includeUnusable: true) { nodes {
        __typename id components { __typename id } } }
    ledger(first: 100, filter: { siteId: $site }) { nodes { __typename id posting { __typename id } } }
    usages(first: 100, filter: { siteId: $site }) { nodes {
        __typename id lines {
            __typename id container { __typename id components { __typename id } } components { __typename id }
            deviations { __typename id } } } }
    sales(first: 100, filter: { siteId: $site }) { nodes {
        __typename id lines { __typename id deviations { __typename id } returns { saleReturn { __typename id } } } } }
    purchaseOrders(first: 100, siteId: $site) { nodes { __typename id lines { __typename id } } }
    reservations(first: 100, siteId: $site) { nodes { __typename id } }
    recallNotices(first: 100) { nodes { __typename id } }
    approvals(first: 100, siteIds: [$site]) { nodes { __typename id site { __typename id } } }
}";
/// What is said of the organisation, whenever it was said.
const LOGGED: &str = "{ auditLog(first: 100) { nodes { __typename id } } }";

impl Place {
    /// What stands for the word `word`, the first said first.
    pub(super) fn all(&self, word: &str) -> &[String] {
        self.words.get(word).map_or(&[], Vec::as_slice)
    }

    /// The only thing, or the first said, of this word.
    pub(super) fn id(&self, word: &str) -> String {
        let first = self.all(word).first();
        first.unwrap_or_else(|| panic!("{} of the prepared clinic has no {word}", self.code)).clone()
    }

    /// Says what a word stands for; of several, one more.
    fn say(&mut self, word: &str, thing: impl Into<String>) {
        let things = self.words.entry(word.to_owned()).or_default();
        let thing = thing.into();
        if !things.contains(&thing) {
            things.push(thing);
        }
    }

    /// A text with what its words, such as `%site%`, stand for: each with its `choice`-th meaning, or its last. Nothing
    /// when no word has so many meanings.
    pub(super) fn fill(&self, text: &str, choice: usize) -> Option<String> {
        let mut filled = String::new();
        let mut most = 1;
        for (number, part) in text.split('%').enumerate() {
            if number % 2 == 0 {
                filled.push_str(part);
                continue;
            }
            let things = self.all(part);
            assert!(!things.is_empty(), "{} of the prepared clinic has no {part}", self.code);
            most = most.max(things.len());
            filled.push_str(things.get(choice).or(things.last())?);
        }
        (choice < most).then_some(filled)
    }

    /// Whether a thing of this kind is one of the site; nothing where the kind belongs to the organisation.
    pub(super) fn has(&self, kind: &str, id: &str) -> Option<bool> {
        let things = self.all(kind);
        let is_of_a_site = !things.is_empty() && !self.shared.contains(kind);
        let is_everywhere = || self.all("everywhere").iter().any(|thing| thing == id);
        is_of_a_site.then(|| things.iter().any(|thing| thing == id) && !is_everywhere())
    }

    /// What the ids of the site's patients and customers have in them, and nothing else.
    pub(super) fn marker(&self) -> String {
        format!("-of-{}", self.code)
    }

    /// The id of somebody of this site.
    pub(super) fn somebody(&self, name: &str) -> String {
        format!("{name}-of-{}", self.code)
    }
}

impl Prepared {
    /// Prepares the clinic on an empty database.
    pub(crate) async fn on(database: TestDatabase) -> Self {
        let clinic = clinic(database).await;
        let api = graphql::schema(clinic.deployment.clone(), lotwise::config::MAX_COMPLEXITY);
        let places = [HOME, ELSEWHERE].map(|code| Place { code: code.to_owned(), ..Place::default() });
        let [home, elsewhere] = places;
        let mut prepared = Self { clinic, schema: Schema::served(), api, home, elsewhere };

        let catalogue = stockroom::catalogue(&prepared).await;
        prepared.home = prepared.furnish(prepared.home.clone(), &catalogue).await;
        prepared.elsewhere = prepared.furnish(prepared.elsewhere.clone(), &catalogue).await;

        let everybody = with_every_role(&prepared.clinic, RECORDER);
        let logged = prepared.asks(&everybody, LOGGED, json!({})).await;
        for place in [&mut prepared.home, &mut prepared.elsewhere] {
            know_all(place, &logged);
        }
        prepared.know_what_is_shared();
        prepared
    }

    fn know_what_is_shared(&mut self) {
        let both = |(word, things): (&String, &Vec<String>)| {
            let there = self.elsewhere.all(word);
            let everywhere = self.elsewhere.all("everywhere");
            let is_shared = |thing: &String| there.contains(thing) && !everywhere.contains(thing);
            things.iter().any(is_shared).then(|| word.clone())
        };
        let shared: BTreeSet<String> = self.home.words.iter().filter_map(both).collect();
        self.home.shared.clone_from(&shared);
        self.elsewhere.shared = shared;
    }

    /// The site of the code.
    pub(super) fn place(&self, code: &str) -> &Place {
        if code == HOME { &self.home } else { &self.elsewhere }
    }

    /// A place with one of each kind of thing.
    async fn furnish(&self, mut place: Place, catalogue: &Place) -> Place {
        place.words = catalogue.words.clone();
        let site = if place.code == HOME { &self.clinic.denver } else { &self.clinic.auckland };
        place.say("site", site.id.to_string());
        place.say("now", self.clinic.now.to_rfc3339());
        let mut arranger = Arranger { prepared: self, place, at: self.clinic.now };

        stockroom::stock(&mut arranger).await;
        treatment_room::treat(&mut arranger).await;
        till::sell(&mut arranger).await;
        stockroom::order(&mut arranger).await;
        recalls::recall(&mut arranger).await;
        treatment_room::prepare(&mut arranger).await;
        stockroom::ask_for_signatures(&mut arranger).await;

        let variables = json!({ "site": arranger.place.id("site") });
        let found = self.asks(&arranger.asks(), FOUND, variables).await;
        know_all(&mut arranger.place, &found);
        arranger.place
    }

    /// The answer to a question that was read before, errors included.
    pub(super) async fn answer_to(&self, request: &Request, question: &ExecutableDocument) -> Value {
        let mut asked = async_graphql::Request::new("").data(request.clone());
        asked.set_parsed_query(question.clone());
        serde_json::to_value(self.api.execute(asked).await).expect("an answer is JSON")
    }

    /// The answer to a document, errors included.
    pub(super) async fn answer(&self, request: &Request, document: &str, variables: Value) -> Value {
        let asked = async_graphql::Request::new(document)
            .variables(async_graphql::Variables::from_json(variables))
            .data(request.clone());
        serde_json::to_value(self.api.execute(asked).await).expect("an answer is JSON")
    }

    /// The data of an answer without errors.
    async fn asks(&self, request: &Request, document: &str, variables: Value) -> Value {
        let mut answer = self.answer(request, document, variables).await;
        assert!(answer.get("errors").is_none(), "{answer:#}");
        answer["data"].take()
    }

    /// The answer to a mutation. Where it takes two, [`SIGNER`] signs it, and it is sent once more with the approval, which
    /// `input` names then.
    pub(super) async fn does_by_two(&self, who: &Request, mutation: &str, input: &mut Value, shown: &str) -> Value {
        let document = document(&self.schema, mutation, &format!("{shown} {REFUSED}"));
        let answer = self.answer(who, &document, json!({ "input": input })).await;
        let refusal = &answer["data"][mutation]["userErrors"][0];
        if refusal["code"] != "NEEDS_APPROVAL" {
            return answer;
        }

        let signature = json!({ "idempotencyKey": random_key(), "approvalId": refusal["approval"]["id"] });
        let signer = Request { at: who.at, ..with_every_role(&self.clinic, SIGNER) };
        let signing =
            "mutation Sign($input: SignApprovalInput!) { signApproval(input: $input) { userErrors { message } } }";
        let signed = self.asks(&signer, signing, json!({ "input": signature })).await;
        assert_eq!(signed["signApproval"]["userErrors"], json!([]), "{mutation}: {input:#}");

        let path = refusal["field"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let named = path.fold(&mut *input, |inside, name| &mut inside[name]);
        *named = refusal["approval"]["id"].clone();
        self.answer(who, &document, json!({ "input": input })).await
    }

    /// How many rows the books have, and what was kept of answers: more when something was done.
    pub(super) async fn count(&self) -> (u64, u64) {
        use sea_orm::PaginatorTrait;
        let reader = self.clinic.deployment.database.reader();
        let entries = entity::entry::Entity::find().count(reader).await;
        let kept = entity::idempotency::Entity::find().count(reader).await;
        (entries.expect("entries are counted"), kept.expect("answers are counted"))
    }
}

/// Knows whatever in an answer has a type and an id.
fn know_all(place: &mut Place, found: &Value) {
    match found {
        Value::Array(elements) => elements.iter().for_each(|element| know_all(place, element)),
        Value::Object(fields) => {
            if let (Some(of), Some(id)) = (found["__typename"].as_str(), found["id"].as_str()) {
                let own_site = of != "Site" || place.all("site").contains(&id.to_owned());
                if own_site {
                    place.say(of, id);
                }
                if fields.get("site").is_some_and(Value::is_null) {
                    place.say("everywhere", id);
                }
            }
            fields.values().for_each(|field| know_all(place, field));
        }
        _ => {}
    }
}

/// Who arranges a site: the recorder, at some time.
struct Arranger<'a> {
    prepared: &'a Prepared,
    place: Place,
    at: DateTime<Utc>,
}

impl Arranger<'_> {
    fn asks(&self) -> Request {
        Request { at: self.at, ..with_every_role(&self.prepared.clinic, RECORDER) }
    }

    /// Acts at noon in Denver of this day from now on.
    fn on(&mut self, day: &str) {
        self.at = format!("{day}T18:00:00Z").parse().expect("a day");
    }

    /// Somebody else, who signs and reviews what the recorder did.
    fn signer(&self) -> Request {
        Request { at: self.at, ..with_every_role(&self.prepared.clinic, SIGNER) }
    }

    /// Does something at the site, which nothing speaks against, and answers what is shown of it.
    async fn does(&self, mutation: &str, input: Value, shown: &str) -> Value {
        self.does_as(&self.asks(), mutation, input, shown).await
    }

    async fn does_as(&self, who: &Request, mutation: &str, mut input: Value, shown: &str) -> Value {
        input["idempotencyKey"] = json!(random_key());
        let mut answer = self.prepared.does_by_two(who, mutation, &mut input, shown).await;
        assert!(answer.get("errors").is_none(), "{answer:#}");
        let mut payload = answer["data"][mutation].take();
        assert_eq!(payload["userErrors"], json!([]), "{mutation}: {input:#}");
        payload.take()
    }

    /// Asks for something at the site that takes two, and answers the approval that waits.
    async fn asks_for_a_signature(&self, mutation: &str, mut input: Value) -> String {
        input["idempotencyKey"] = json!(random_key());
        let document = document(&self.prepared.schema, mutation, REFUSED);
        let answer = self.prepared.asks(&self.asks(), &document, json!({ "input": input })).await;
        text(&answer[mutation], "/userErrors/0/approval/id")
    }

    fn id(&self, word: &str) -> String {
        self.place.id(word)
    }

    fn site(&self) -> String {
        self.id("site")
    }

    fn time(&self) -> String {
        self.at.to_rfc3339()
    }

    /// The number of a lot that only this site has.
    fn lot_number(&self, number: &str) -> String {
        format!("{number}-{}", self.place.code)
    }
}

/// A mutation with one input.
pub(super) fn document(schema: &Schema, mutation: &str, shown: &str) -> String {
    let field = schema.fields("Mutation").iter().find(|field| field.name == mutation);
    let field = field.unwrap_or_else(|| panic!("there is no mutation {mutation}"));
    let Some(input) = field.arguments.first() else { panic!("{mutation} has no input") };
    let given = if input.list { format!("[{}!]!", input.of) } else { format!("{}!", input.of) };
    format!("mutation Do($input: {given}) {{ {mutation}({}: $input) {{ {shown} }} }}", input.name)
}

/// A key that no other act has.
fn random_key() -> String {
    format!("{:032x}", rand::random::<u128>())
}

/// What stands at a path of an answer, as text.
fn text(of: &Value, pointer: &str) -> String {
    let found = of.pointer(pointer).and_then(Value::as_str);
    found.unwrap_or_else(|| panic!("{pointer} is not in {of:#}")).to_owned()
}
