//! How each field of the schema is asked for: by which door people come to the object that has it, and with which
//! arguments. All of it follows from the schema, but for what [`given`] and [`PREFERRED`] say.
//!
//! Texts name what the prepared clinic has by words such as `%site%`; see [`super::prepared::Place`].

use std::collections::{BTreeMap, VecDeque};

use super::schema::{Argument, Field, Schema};

/// Where the field stands in the text of a door.
const HERE: &str = "§";

/// Of several ways to objects without an id, the one that people take. Of others, the shortest is taken.
const PREFERRED: [(&str, &str); 9] = [
    ("Exposure", "LotTrace.exposures"),
    ("LotStock", "Lot.stock"),
    ("Patient", "Query.patient"),
    ("SaleReturnLine", "SaleReturn.lines"),
    ("StockLevel", "Query.stock"),
    ("SupplierAuthorization", "Supplier.authorizations"),
    ("SupplierItem", "Supplier.items"),
    ("Treatment", "Query.treatment"),
    ("UsageCorrection", "Usage.corrections"),
];

/// Fields that are never filled behind the door of their object: the object, the field, and the door where they are.
const ANOTHER_DOOR: [(&str, &str, &str); 1] = [("Exposure", "possibleBecause", "Recall.possibleExposures")];

/// One field of the schema as it is asked for.
pub(super) struct Probe {
    /// The object that has the field, and the door to it.
    pub(super) section: String,
    /// The field as the matrix calls it.
    pub(super) row: String,
    /// The selection on `Query`, without an alias.
    pub(super) text: String,
    /// Where its answer stands below the alias.
    pub(super) path: Vec<String>,
    /// The type of the answer, or of its elements.
    pub(super) of: String,
    /// Whether words stand in its answer.
    pub(super) may_tell_of_people: bool,
    /// The caller has the name of whoever recorded everything.
    pub(super) by_recorder: bool,
}

/// The way from `Query` to an object.
#[derive(Clone)]
struct Door {
    /// As the matrix calls it.
    name: String,
    text: String,
    path: Vec<String>,
}

/// Every field of every object that a query reaches, the roots first.
pub(super) fn probes(schema: &Schema) -> Vec<Probe> {
    let root = Door { name: String::new(), text: HERE.to_owned(), path: vec![] };
    let mut probes = fields_of(schema, "Query", &root);
    for (of, door) in doors(schema) {
        probes.extend(fields_of(schema, &of, &door));
    }
    probes.extend(special(schema));
    probes
}

/// The doors to all objects that have rows.
fn doors(schema: &Schema) -> BTreeMap<String, Door> {
    let mut doors = BTreeMap::new();
    let mut open = VecDeque::new();
    for node in schema.nodes() {
        let text = format!("node(id: \"%{node}%\") {{ ... on {node} {{ {HERE} }} }}");
        let name = "`node(id)`".to_owned();
        doors.insert(node.to_owned(), Door { name, text, path: vec![] });
        open.push_back(node.to_owned());
    }
    open.push_back("Query".to_owned());
    let root = Door { name: String::new(), text: HERE.to_owned(), path: vec![] };

    // Breadth first, so that the way to each object is the shortest.
    while let Some(owner) = open.pop_front() {
        let door = doors.get(&owner).unwrap_or(&root).clone();
        for field in schema.fields(&owner) {
            let of = schema.element(&field.of);
            if schema.has_rows(of) && !doors.contains_key(of) && is_taken(of, &owner, field) {
                doors.insert(of.to_owned(), door.through(schema, &owner, field));
                open.push_back(of.to_owned());
            }
        }
    }
    doors
}

fn is_taken(of: &str, owner: &str, field: &Field) -> bool {
    let preferred = PREFERRED.iter().find(|(name, _)| *name == of);
    preferred.is_none_or(|(_, way)| *way == format!("{owner}.{}", field.name))
}

impl Door {
    /// The way on, through a field of the object; at one site, where that can be said.
    fn through(&self, schema: &Schema, owner: &str, field: &Field) -> Self {
        let asked = format!("{}{}", field.name, arguments(schema, owner, field, true));
        let page = schema.is_page(&field.of);
        let inside = if page { format!("nodes {{ {HERE} }}") } else { HERE.to_owned() };
        let key = owner != "Query";
        let mut path = self.path.clone();
        path.extend(key.then(|| field.name.clone()));
        path.extend(page.then(|| "nodes".to_owned()));
        let name = format!("`{owner}.{}`", field.name);
        Self { name, text: self.text.replace(HERE, &format!("{asked} {{ {inside} }}")), path }
    }
}

/// The fields of an object; twice, where the site may be named and need not be.
fn fields_of(schema: &Schema, owner: &str, door: &Door) -> Vec<Probe> {
    let mut probes = Vec::new();
    for field in schema.fields(owner) {
        if (owner, field.name.as_str()) == ("Query", "node") {
            continue;
        }
        let elsewhere = ANOTHER_DOOR.iter().find(|(of, name, _)| (*of, *name) == (owner, field.name.as_str()));
        let door = &elsewhere.map_or_else(|| door.clone(), |(_, _, way)| door_by(way));
        let asked = if names_a_site(schema, field) { &[false, true][..] } else { &[false] };
        for at_site in asked {
            let given = arguments(schema, owner, field, *at_site);
            let shown = shown(schema, &field.of);
            let way = door.through(schema, owner, field);
            let named = if *at_site { "(siteId)" } else { "" };
            let by = if door.name.is_empty() { "" } else { ", by " };
            probes.push(Probe {
                section: format!("{owner}{by}{}", door.name),
                row: format!("{owner}.{}{named}", field.name),
                text: door.text.replace(HERE, &format!("{}{given} {shown}", field.name)),
                path: way.path,
                of: schema.element(&field.of).to_owned(),
                may_tell_of_people: !schema.is_leaf(&field.of) || is_word(&field.of),
                by_recorder: false,
            });
        }
    }
    // What stands behind another door comes after all that is behind the object's own.
    let own = door.name.clone();
    probes.sort_by_key(|probe| !probe.section.ends_with(&own));
    probes
}

/// The door that leads through a list of an object that has an id: `Recall.possibleExposures`.
fn door_by(way: &str) -> Door {
    let (owner, list) = way.split_once('.').expect("an object and its list");
    let text = format!("node(id: \"%{owner}%\") {{ ... on {owner} {{ {list}(first: 30) {{ nodes {{ {HERE} }} }} }} }}");
    Door { name: format!("`{way}`"), text, path: vec![list.to_owned(), "nodes".to_owned()] }
}

/// What depends on more than the object and the site: who recorded it, what was named, whose it is.
fn special(schema: &Schema) -> Vec<Probe> {
    let patient = shown(schema, "Patient");
    let usage = |inside: &str| format!("node(id: \"%Usage%\") {{ ... on Usage {{ {inside} }} }}");
    let of_patient = usage(&format!("patient {patient}"));
    let of_treatment = usage(&format!("treatment {{ patient {patient} }}"));
    let of_customer = "node(id: \"%Sale%\") { ... on Sale { customerId } }".to_owned();
    let of_contact = "node(id: \"%Contact%\") { ... on Contact { subjectId } }".to_owned();
    let sales = format!("filter: {{ customerId: \"%customer%\" }}) {}", shown(schema, "SaleConnection"));

    let probe = |row: &str, by_recorder: bool, text: String, path: &[&str], of: &str| Probe {
        section: "What depends on who recorded it, or on what was named".to_owned(),
        row: row.to_owned(),
        text,
        path: path.iter().map(ToString::to_string).collect(),
        of: of.to_owned(),
        may_tell_of_people: true,
        by_recorder,
    };
    vec![
        probe("Usage.patient, recorded by the caller", true, of_patient, &["patient"], "Patient"),
        probe(
            "Treatment.patient, come upon by a usage",
            false,
            of_treatment.clone(),
            &["treatment", "patient"],
            "Patient",
        ),
        probe(
            "Treatment.patient, come upon by a usage that the caller recorded",
            true,
            of_treatment,
            &["treatment", "patient"],
            "Patient",
        ),
        probe("Sale.customerId, recorded by the caller", true, of_customer, &["customerId"], "ExternalId"),
        probe("Contact.subjectId, assigned to the caller", true, of_contact, &["subjectId"], "ExternalId"),
        probe("Query.sales of a customer", false, format!("sales(first: 30, {sales}"), &["nodes"], "Sale"),
    ]
}

/// What is selected of a value: nothing of a scalar; of an object every word that could name somebody, and whose it is.
pub(super) fn shown(schema: &Schema, of: &str) -> String {
    if schema.is_leaf(of) {
        return String::new();
    }
    if schema.is_page(of) {
        return format!("{{ nodes {} }}", shown(schema, schema.element(of)));
    }
    let mut parts = vec!["__typename".to_owned()];
    for field in schema.fields(of).iter().filter(|field| field.needs_nothing()) {
        match field.of.as_str() {
            "Patient" => parts.push(format!("{} {{ id linkedIds }}", field.name)),
            "Lot" | "Site" if field.name == "lot" || field.name == "site" => {
                parts.push(format!("{} {{ id }}", field.name));
            }
            leaf if is_word(leaf) => parts.push(field.name.clone()),
            _ => {}
        }
    }
    format!("{{ {} }}", parts.join(" "))
}

/// Whether values of a type could name somebody.
fn is_word(of: &str) -> bool {
    ["ID", "ExternalId", "String"].contains(&of)
}

/// Whether a field can be asked for one site and for all.
fn names_a_site(schema: &Schema, field: &Field) -> bool {
    let optional = |given: &Argument| given.name == "siteId" && !given.required;
    let direct = field.arguments.iter().any(optional);
    let filter = field.argument("filter").map_or(&[][..], |filter| schema.input(&filter.of));
    direct || filter.iter().any(optional)
}

/// The arguments of a field: those that it needs, all of a list, and the site where that is wished.
fn arguments(schema: &Schema, owner: &str, field: &Field, at_site: bool) -> String {
    let mut given_all = Vec::new();
    for argument in &field.arguments {
        let name = argument.name.as_str();
        let value = match given(owner, &field.name, name) {
            Some(value) => Some(value.to_owned()),
            None if name == "siteId" => (argument.required || at_site).then(|| "\"%site%\"".to_owned()),
            None if name == "filter" && (argument.required || at_site) => Some(filter(schema, argument, at_site)),
            None => None,
        };
        assert!(
            value.is_some() || !argument.required,
            "{owner}.{} needs {name}: say in tests/it/rights/doors.rs, `given`, what it is asked with",
            field.name
        );
        given_all.extend(value.map(|value| format!("{name}: {value}")));
    }
    if given_all.is_empty() { String::new() } else { format!("({})", given_all.join(", ")) }
}

/// A filter with what it needs, and the site where that is wished.
fn filter(schema: &Schema, argument: &Argument, at_site: bool) -> String {
    let mut parts = Vec::new();
    for part in schema.input(&argument.of) {
        let value = match part.name.as_str() {
            "siteId" if part.required || at_site => "\"%site%\"",
            "from" if part.required => "\"2026-01-01\"",
            "to" if part.required => "\"2026-03-31\"",
            name => {
                assert!(!part.required, "{}.{name} is needed: say in `filter` what with", argument.of);
                continue;
            }
        };
        parts.push(format!("{}: {value}", part.name));
    }
    format!("{{ {} }}", parts.join(", "))
}

/// What an argument is asked with, where the schema does not say it.
fn given(owner: &str, field: &str, argument: &str) -> Option<&'static str> {
    if argument == "first" {
        return Some("30");
    }
    let value = match (owner, field, argument) {
        ("Query", "product" | "lot", "sku") => "\"BOTOX-100\"",
        ("Query", "lot", "lotNumber") => "\"%lotNumber%\"",
        ("Query", "stockAsOf", "at") => "\"%now%\"",
        ("Query", "openContainers", "includeUnusable") => "true",
        ("Query", "checkUsage", "lines") => "%linesToCheck%",
        ("Query", "treatment", "id") => "\"%treatment%\"",
        ("Query", "patient", "id") => "\"%patient%\"",
        ("Query", "scan", "code") => "\"%code%\"",
        ("Query", "salesReport", "by") => "[DAY, PRODUCT, RECORDED_BY]",
        ("Query", "expiryReport", "withinDays") => "700",
        ("Query", "sale", "saleId") => "\"%saleId%\"",
        ("Query", "previewRecall", "kind") => "RECALL",
        ("Query", "previewRecall", "scope") => "%scope%",
        _ => return None,
    };
    Some(value)
}
