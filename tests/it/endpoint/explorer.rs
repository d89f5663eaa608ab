//! The explorer: that it brings everything itself, that a browser holds it to its own files, and
//! that its files are small and written to be read.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::{fs, iter};

use reqwest::Method;
use reqwest::header::HeaderMap;
use serde_json::json;

use super::service::Service;
use crate::clinic::clinic;
use crate::databases;

/// The most that all files may come to, in bytes.
const MOST: usize = 60_000;

/// A file of the page, as it is in the repository.
struct File {
    name: String,
    text: String,
}

/// Every file of the page, in order.
fn files() -> Vec<File> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/explorer");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let mut files: Vec<File> = entries
        .map(|entry| File {
            name: entry.file_name().into_string().unwrap(),
            text: fs::read_to_string(entry.path()).unwrap(),
        })
        .collect();
    files.sort_by(|one, other| one.name.cmp(&other.name));
    assert!(files.len() > 10, "the files are read");
    files
}

fn page() -> String {
    files().into_iter().find(|file| file.name == "index.html").unwrap().text
}

fn scripts() -> impl Iterator<Item = File> {
    files().into_iter().filter(|file| file.name.ends_with(".js"))
}

/// What stands between these two texts, each time that it does.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    let pieces = text.split(before).skip(1);
    pieces.filter_map(|piece| piece.split_once(after)).map(|(inner, _)| inner).collect()
}

/// The document that the page asks for the schema with.
fn introspection() -> String {
    let schema = files().into_iter().find(|file| file.name == "schema.js").unwrap().text;
    between(&schema, "INTROSPECTION = `", "`;")[0].to_owned()
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn the_page_stands_at_the_root_and_at_its_own_address() {
    let service = Service::start().await;

    for (path, shown_at) in [("/", "/"), ("/explorer", "/explorer"), ("/explorer/", "/explorer")] {
        let answer = service.get(path).send().await.unwrap();

        assert_eq!((answer.status().as_u16(), answer.url().path()), (200, shown_at));
        assert_eq!(header(answer.headers(), "content-type"), "text/html; charset=utf-8");
        assert_eq!(answer.text().await.unwrap(), page(), "{path}");
    }
}

#[tokio::test]
async fn a_browser_holds_the_page_to_its_own_files() {
    let service = Service::start().await;
    let policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
                  connect-src 'self'; base-uri 'none'; form-action 'none'; \
                  frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    for method in [Method::GET, Method::HEAD] {
        let answer = service.request(method.clone(), "/").send().await.unwrap();

        let headers = answer.headers().clone();
        for (name, value) in [
            ("content-security-policy", policy),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "no-cache"),
        ] {
            assert_eq!(header(&headers, name), value, "{method} {name}");
        }
        assert_eq!(headers.get_all("content-security-policy").iter().count(), 1);
        assert_eq!(answer.text().await.unwrap().is_empty(), method == Method::HEAD);
    }
}

#[tokio::test]
async fn every_file_is_served_as_what_it_is() {
    let service = Service::start().await;

    for File { name, text } in files().iter().filter(|file| file.name != "index.html") {
        let content_type = match name.rsplit('.').next().unwrap() {
            "js" => "text/javascript; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "svg" => "image/svg+xml",
            other => panic!("how is {other} served?"),
        };

        let path = format!("/explorer/{name}");
        let head = service.request(Method::HEAD, &path).send().await.unwrap();
        let whole = service.get(&path).send().await.unwrap();

        for answer in [&head, &whole] {
            assert_eq!(answer.status(), 200, "{name}");
            assert_eq!(header(answer.headers(), "content-type"), content_type, "{name}");
            assert_eq!(header(answer.headers(), "x-content-type-options"), "nosniff");
            assert_eq!(header(answer.headers(), "cross-origin-resource-policy"), "same-origin");
        }
        assert_eq!(&whole.text().await.unwrap(), text, "{name}");
    }

    for path in ["/explorer/nothing.js", "/explorer/index.html", "/explorer/..%2Findex.html"] {
        assert_eq!(service.get(path).send().await.unwrap().status(), 404, "{path}");
    }
}

#[tokio::test]
async fn a_browser_that_has_a_file_is_not_sent_it_again() {
    let service = Service::start().await;
    let mut tags = BTreeSet::new();
    let names = files().into_iter().map(|file| file.name).filter(|name| name != "index.html");
    let paths: Vec<_> = iter::once("/".to_owned()).chain(names.map(|name| format!("/explorer/{name}"))).collect();

    for path in &paths {
        let first = service.get(path).send().await.unwrap();
        let zipped = service.get(path).header("accept-encoding", "gzip").send().await.unwrap();
        let tag = header(first.headers(), "etag").to_owned();
        let known = service.get(path).header("if-none-match", format!("\"x\", {tag}"));
        let known = known.send().await.unwrap();
        let changed = service.get(path).header("if-none-match", "W/\"x\"").send().await.unwrap();

        assert!(tag.starts_with("W/\""), "{tag}");
        assert_eq!(header(zipped.headers(), "etag"), tag, "{path}");
        assert_eq!((known.status().as_u16(), changed.status().as_u16()), (304, 200), "{path}");
        // A browser puts the headers of this answer in the place of those that it kept.
        for name in ["etag", "cache-control", "content-security-policy"] {
            assert_eq!(known.headers().get(name), first.headers().get(name), "{path} {name}");
        }
        assert_eq!(known.bytes().await.unwrap().len(), 0);
        tags.insert(tag);
    }

    assert_eq!(tags.len(), paths.len(), "each has a tag of its own");
}

#[test]
fn the_files_are_small_and_find_each_other() {
    let files = files();
    let size: usize = files.iter().map(|file| file.text.len()).sum();
    assert!(size <= MOST, "{size} bytes");

    let page = page();
    let linked = between(&page, "=\"explorer/", "\"").into_iter().map(str::to_owned);
    let imported = scripts().flat_map(|script| {
        let names = between(&script.text, "from './", "'").into_iter().map(str::to_owned);
        names.collect::<Vec<_>>()
    });
    let found: BTreeSet<String> = linked.chain(imported).collect();
    let there = files.into_iter().map(|file| file.name).filter(|name| name != "index.html");
    assert_eq!(found, there.collect(), "every file is used, and every used file is there");
}

#[test]
fn nothing_comes_from_elsewhere() {
    for File { name, text } in files() {
        // The name of what an SVG is; nobody fetches it.
        let text = text.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
        for word in ["://", "\"//", "'//", "@import", "url(", "data:", "import("] {
            assert!(!text.contains(word), "{name} says {word}");
        }
        let lines = text.lines().enumerate();
        let long: Vec<_> = lines.filter(|(_, line)| line.chars().count() > 100).collect();
        assert_eq!(long, [], "{name} is written to be read");
    }
}

#[test]
fn scripts_and_styles_stand_in_files_of_their_own() {
    let page = page();
    assert_eq!(between(&page, "<script", "</script>"), [" type=\"module\" src=\"explorer/start.js\">"]);
    for word in ["<style", " style=", "javascript:", "<iframe", "<object", "<base", "<form"] {
        assert!(!page.contains(word), "the page says {word}");
    }
    let attributes = page.split_whitespace().filter(|word| word.contains('='));
    let handlers: Vec<_> = attributes.filter(|word| word.starts_with("on")).collect();
    assert_eq!(handlers, [""; 0], "handlers are set by scripts");
}

#[test]
fn no_text_becomes_markup_or_a_script() {
    let unwanted = [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "setHTML",
        "createContextualFragment",
        "DOMParser",
        "document.write",
        "eval(",
        "Function(",
        "srcdoc",
        "setTimeout('",
        "setTimeout(`",
    ];
    for File { name, text } in scripts() {
        for word in unwanted {
            assert!(!text.contains(word), "{name} says {word}");
        }
    }
}

#[test]
fn the_token_stays_with_the_tab_and_one_script_calls_the_service() {
    let says = |words: &[&str]| -> Vec<String> {
        let found = scripts().filter(|script| words.iter().any(|word| script.text.contains(word)));
        found.map(|script| script.name).collect()
    };

    assert_eq!(says(&["fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon"]), ["request.js"]);
    assert_eq!(says(&["localStorage", "sessionStorage", "indexedDB"]), ["kept.js"]);
    assert_eq!(says(&["tab.write('token'"]), ["token.js"]);
    assert_eq!(says(&["browser.write('token'", "document.cookie"]), [""; 0]);
}

#[tokio::test]
async fn the_page_s_introspection_stays_far_below_the_limits() {
    let limits = "--max-depth 10 --max-fields 200 --max-aliases 0 --max-root-fields 1";
    let service = Service::start_with(limits).await;

    let answer = service.ask(&introspection()).await;

    assert_eq!(answer.status, 200, "{:?}", answer.body);
    assert_eq!(answer.body["data"]["__schema"]["queryType"]["name"], "Query");
}

#[tokio::test]
async fn the_page_reads_the_whole_schema_of_the_service() {
    databases::both(async |database| {
        let clinic = clinic(database).await;

        let read = clinic.asks(&clinic.nurse(), &introspection(), json!({})).await;

        let types = read["__schema"]["types"].as_array().unwrap();
        let lot = types.iter().find(|one| one["name"] == "Lot").unwrap();
        let fields = lot["fields"].as_array().unwrap();
        let number = fields.iter().find(|field| field["name"] == "lotNumber").unwrap();
        assert_eq!(number["type"]["ofType"]["name"], "String");
        let source = types.iter().find(|one| one["name"] == "StockSourceInput").unwrap();
        assert_eq!(source["isOneOf"], true);
        clinic.books_are_proved().await;
    })
    .await;
}
