//! Documents that were taken before. A program sends the same few again and again, with other variables: each is parsed and
//! measured once.

use std::sync::Arc;

use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::document::Document;
use super::rejected::Rejected;
use crate::config::RequestLimits;
use crate::graphql::schema_types::SchemaTypes;

/// How much text is kept, in bytes. What was made of it takes some sixty times as much, 16 MiB, and of contrived documents
/// perhaps a hundred times.
const KEPT_TEXT: u64 = 256 * 1024;
/// How long a document is, about, as clients write them.
const USUAL_TEXT: u64 = 1024;

/// The documents that passed, by their texts; those that are asked for most are kept.
pub(in crate::server) struct Documents {
    limits: RequestLimits,
    types: SchemaTypes,
    passed: Cache<String, Arc<Document>, TextLength>,
}

impl Documents {
    pub(in crate::server) fn new(limits: RequestLimits, types: SchemaTypes) -> Self {
        let passed = Cache::with_weighter((KEPT_TEXT / USUAL_TEXT) as usize, KEPT_TEXT, TextLength);
        Self { limits, types, passed }
    }

    /// The types of the schema that documents are held against.
    pub(super) const fn types(&self) -> &SchemaTypes {
        &self.types
    }

    /// The document with this text, when it is taken.
    pub(super) fn read(&self, text: &str) -> Result<Arc<Document>, Rejected> {
        if let Some(document) = self.passed.get(text) {
            return Ok(document);
        }
        let document = Arc::new(Document::parse(text, &self.limits, &self.types)?);
        self.passed.insert(text.to_owned(), Arc::clone(&document));
        Ok(document)
    }
}

#[derive(Clone)]
struct TextLength;

impl Weighter<String, Arc<Document>> for TextLength {
    fn weight(&self, text: &String, _: &Arc<Document>) -> u64 {
        text.len() as u64
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Arguments {
        #[command(flatten)]
        limits: RequestLimits,
    }

    fn documents() -> Documents {
        let types = SchemaTypes::read("type Query { viewer: Query subject: Int name: Int a: Query }").unwrap();
        Documents::new(Arguments::parse_from(["lotwise"]).limits, types)
    }

    #[test]
    fn a_document_that_comes_again_is_not_parsed_again() {
        let documents = documents();
        let first = documents.read("{ viewer { subject } }").unwrap();
        assert!(Arc::ptr_eq(&first, &documents.read("{ viewer { subject } }").unwrap()));
        let other = documents.read("{ viewer { name } }").unwrap();
        assert!(!Arc::ptr_eq(&first, &other));
    }

    #[test]
    fn a_document_that_did_not_pass_is_refused_again() {
        let (documents, deep) = (documents(), format!("{}a{}", "{ a ".repeat(21), " }".repeat(21)));
        for _ in 0..2 {
            assert!(matches!(documents.read("{"), Err(Rejected::Syntax(_))));
            assert!(matches!(documents.read(&deep), Err(Rejected::TooMuch(_))));
        }
    }

    #[test]
    fn a_program_that_writes_values_into_its_documents_does_not_fill_the_memory() {
        let documents = documents();
        for number in 0..2000 {
            documents.read(&format!("{{ lot(id: \"{number}\") {{ id{} }} }}", " lotNumber".repeat(60))).unwrap();
        }
        assert!(documents.passed.weight() <= KEPT_TEXT);
        assert!(documents.passed.len() > 100, "some are kept");
    }
}
