//! Every mutation, tried by every caller to its last statement and never kept: a trigger refuses the row with which an
//! act would be complete, or would wait for a second person. So each is tried on the same clinic, and "may" means that it would have been done.
//!
//! Then each is done once, by whoever may do the least else, for what its answer tells of people.

use std::collections::BTreeMap;

use lotwise::graphql::error::explain;
use lotwise::request::Request;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use super::acts::{ACTS, Act};
use super::callers::{Stance, Who};
use super::doors::shown;
use super::outcome::{Outcome, Outcomes, places_of};
use super::prepared::{Place, Prepared, document};
use crate::databases::Kind;

/// What the trigger says.
const TRIED: &str = "it was only tried";

/// What came of trying each act, a column each.
pub(super) async fn try_all(prepared: &Prepared) -> Vec<(&'static Act, Vec<Outcomes>)> {
    let before = prepared.count().await;
    forbid_keeping(prepared).await;
    let mut tried = Vec::new();
    for act in ACTS {
        let mut columns = Vec::new();
        for who in Who::all() {
            let mut outcomes = [Outcome::Refused; 3];
            for stance in Stance::ALL {
                outcomes[stance as usize] = attempt(prepared, act, who, stance).await;
            }
            columns.push(outcomes);
        }
        tried.push((act, columns));
    }
    allow_keeping(prepared).await;
    assert_eq!(prepared.count().await, before, "nothing of it was kept");
    tried
}

/// The ids of people that the answer to an act has although the act did not name them: by act and by where they stand,
/// with who did it. Every mutation is done once, at home.
///
/// # Panics
/// When somebody without a grant gets an answer by repeating the key of another.
pub(super) async fn do_all(prepared: &Prepared, tried: &[(&'static Act, Vec<Outcomes>)]) -> BTreeMap<String, Who> {
    let mut told = BTreeMap::new();
    for (act, columns) in tried.iter().filter(|(act, _)| act.special.is_none()) {
        let (who, stance) = least(act, columns);
        let request = who.asks(&prepared.clinic, stance);
        let key = format!("the only {}", act.mutation);
        let mut input = keyed((act.input)(&prepared.home), &key);

        let shown = payload(prepared, act.mutation);
        let answer = prepared.does_by_two(&request, act.mutation, &mut input, &shown).await;
        let done = &answer["data"][act.mutation];
        let refused = done.pointer("/userErrors/0").or_else(|| done.pointer("/0/userErrors/0"));
        assert!(done.is_object() || done.is_array(), "{}: {answer:#}", act.mutation);
        assert_eq!(refused, None, "{} was not done: {answer:#}", act.mutation);

        let named = input.to_string();
        for path in places_of(done, "-of-") {
            let pointer = format!("/{}", path.join("/"));
            let somebody = done.pointer(&pointer).and_then(Value::as_str).unwrap_or_default();
            if somebody.is_empty() || !named.contains(somebody) {
                told.insert(format!("{} → {}", act.mutation, path.join(".")), who);
            }
        }

        let nobody = Who::Nobody.asks(&prepared.clinic, Stance::Own);
        let repeated = attempted(prepared, act, &nobody, input).await;
        assert_eq!(repeated, Outcome::Refused, "{}: nobody repeats the key of another", act.mutation);
    }
    told
}

/// Who may do the least else of those who may do this: a program before a person, somebody of a site before somebody of
/// all.
fn least(act: &Act, columns: &[Outcomes]) -> (Who, Stance) {
    let columns: Vec<_> = Who::all().into_iter().zip(columns).collect();
    for stance in [Stance::Own, Stance::Everywhere] {
        let mut may = columns.iter().rev().filter(|(_, outcomes)| outcomes[stance as usize] == Outcome::Answered);
        if let Some((who, _)) = may.next() {
            return (*who, stance);
        }
    }
    panic!("nobody may do {}", act.name())
}

/// All that a payload has beside what every payload has.
fn payload(prepared: &Prepared, mutation: &str) -> String {
    let schema = &prepared.schema;
    let field = schema.fields("Mutation").iter().find(|field| field.name == mutation);
    let of = field.map(|field| field.of.as_str()).unwrap_or_default();
    let own = schema.fields(of).iter();
    let own = own.filter(|field| !["replayed", "notices", "userErrors"].contains(&field.name.as_str()));
    own.map(|field| format!("{} {}", field.name, shown(schema, &field.of))).collect::<Vec<_>>().join(" ")
}

async fn attempt(prepared: &Prepared, act: &Act, who: Who, stance: Stance) -> Outcome {
    let request = match act.by_recorder {
        true => who.asks_as_recorder(&prepared.clinic, stance),
        false => who.asks(&prepared.clinic, stance),
    };
    let place: &Place = prepared.place(stance.site());
    let input = keyed((act.input)(place), "tried");
    attempted(prepared, act, &request, input).await
}

/// What comes of asking for an act: not allowed, or done but for keeping it.
///
/// # Panics
/// When anything else comes of it: then the input is not one with which it would be done.
async fn attempted(prepared: &Prepared, act: &Act, who: &Request, input: Value) -> Outcome {
    let shown = "userErrors { code message field }";
    let document = document(&prepared.schema, act.mutation, shown);
    let asked = async_graphql::Request::new(document)
        .variables(async_graphql::Variables::from_json(given(&input)))
        .data(who.clone());
    let answer = prepared.api.execute(asked).await;
    let causes: Vec<_> = answer.errors.iter().map(explain).collect();
    let answer = serde_json::to_value(answer).expect("an answer is JSON");
    if answer["errors"][0]["extensions"]["code"] == "FORBIDDEN" {
        return Outcome::Refused;
    }
    if causes.iter().any(|cause| cause.contains(TRIED)) {
        return Outcome::Answered;
    }
    let payload = &answer["data"][act.mutation];
    let refusal = payload.pointer("/userErrors/0").or_else(|| payload.pointer("/0/userErrors/0"));
    if refusal.is_some_and(|refusal| refusal["code"] == "NOT_ALLOWED") {
        return Outcome::Refused;
    }
    panic!(
        "{} is refused for another reason than a right, or was kept: give it an input in tests/it/rights/acts.rs with \
         which it would be done. By {:?} with {input:#}: {causes:?} {answer:#}",
        act.name(),
        who.caller,
    )
}

/// The input with a key; each of several with one.
fn keyed(mut input: Value, key: &str) -> Value {
    match &mut input {
        Value::Array(inputs) => inputs.iter_mut().for_each(|input| input["idempotencyKey"] = json!(key)),
        one => one["idempotencyKey"] = json!(key),
    }
    input
}

fn given(input: &Value) -> Value {
    json!({ "input": input })
}

async fn forbid_keeping(prepared: &Prepared) {
    let statements = match prepared.clinic.database.kind() {
        Kind::Sqlite => format!(
            "CREATE TRIGGER nothing_is_kept BEFORE INSERT ON idempotency BEGIN SELECT RAISE(ABORT, '{TRIED}'); END; \
             CREATE TRIGGER nothing_is_asked BEFORE INSERT ON approval BEGIN SELECT RAISE(ABORT, '{TRIED}'); END"
        ),
        Kind::Postgres => format!(
            "CREATE FUNCTION nothing_is_kept() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION '{TRIED}'; END $$; \
             CREATE TRIGGER nothing_is_kept BEFORE INSERT ON idempotency \
             FOR EACH ROW EXECUTE FUNCTION nothing_is_kept(); \
             CREATE TRIGGER nothing_is_asked BEFORE INSERT ON approval \
             FOR EACH ROW EXECUTE FUNCTION nothing_is_kept()"
        ),
    };
    execute(prepared, &statements).await;
}

async fn allow_keeping(prepared: &Prepared) {
    let statements = match prepared.clinic.database.kind() {
        Kind::Sqlite => "DROP TRIGGER nothing_is_kept; DROP TRIGGER nothing_is_asked",
        Kind::Postgres => {
            "DROP TRIGGER nothing_is_kept ON idempotency; DROP TRIGGER nothing_is_asked ON approval; \
             DROP FUNCTION nothing_is_kept()"
        }
    };
    execute(prepared, statements).await;
}

async fn execute(prepared: &Prepared, statements: &str) {
    let connection = prepared.clinic.database.foreign_connection().await;
    connection.execute_unprepared(statements).await.expect("the database takes it");
}
