//! The seal of the audit log: a digest over events, chained to the seal before it. An event that is changed, added or
//! taken out afterwards shows; that the last seals were taken out shows against a head that was kept elsewhere.

use crate::digest::Fields;
use entity::{audit_event, audit_seal, fact_baseline};

/// The hash of `seal` over `events`, in the order of their ids; `previous` is the hash of the seal before it. Its own
/// `hash` is not read.
pub fn hash(previous: &[u8], seal: &audit_seal::Model, events: &[audit_event::Model]) -> Vec<u8> {
    // Named one by one, so that a column that is added to the row cannot be forgotten here.
    let audit_seal::Model { sequence, sealed_at, events: count, hash: _, key_id, signature: _, baseline } = seal;
    let mut fields = Fields::default();
    fields.add(previous);
    fields.number(*sequence);
    fields.number(sealed_at.0);
    fields.number(*count);
    // Releases before 0.2 had no keys: what they hashed stays as it was.
    if let Some(key) = key_id {
        fields.add(b"key_id");
        fields.add(key.as_bytes());
    }
    if let Some(baseline) = baseline {
        fields.add(b"baseline");
        fields.add(baseline);
    }
    events.iter().for_each(|event| add(&mut fields, event));
    fields.finish()
}

/// What a seal says of the baseline that facts are proved from.
pub fn hash_baseline(baseline: &fact_baseline::Model) -> Vec<u8> {
    let fact_baseline::Model { act_id, found_at, facts, facts_digest } = baseline;
    let mut fields = Fields::default();
    fields.add(act_id.0.as_bytes());
    fields.number(found_at.0);
    fields.number(*facts);
    fields.add(facts_digest);
    fields.finish()
}

/// What the MAC of an event is over: all that is said when it is written.
pub fn hash_event(event: &audit_event::Model) -> Vec<u8> {
    let unsigned = audit_event::Model { mac: None, ..event.clone() };
    let mut fields = Fields::default();
    add(&mut fields, &unsigned);
    fields.finish()
}

fn add(fields: &mut Fields, event: &audit_event::Model) {
    let audit_event::Model {
        id,
        at,
        subject,
        client,
        address,
        request,
        operation,
        what,
        outcome,
        rows,
        people,
        seal: _,
        facts,
        facts_digest,
        mac,
    } = event;
    fields.add(id.0.as_bytes());
    fields.number(at.0);
    [subject, request, operation, what, outcome].into_iter().for_each(|text| fields.add(text.as_bytes()));
    [client, address].into_iter().for_each(|text| fields.maybe(text.as_deref()));
    fields.maybe(rows.map(i64::to_be_bytes));

    // Events of releases before 0.2 have none of these, and keep their hash.
    if let Some(facts) = facts {
        fields.add(b"facts");
        fields.number(*facts);
    }
    let people = people.as_ref().map(String::as_bytes);
    let later = [("facts_digest", facts_digest.as_deref()), ("mac", mac.as_deref()), ("people", people)];
    for (name, bytes) in later {
        if let Some(bytes) = bytes {
            fields.add(name.as_bytes());
            fields.add(bytes);
        }
    }
}
