//! `mock`: a server that answers with the errors of a catalog.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use serde_json::{Value, json};

use crate::directory::Directory;

const CATALOG: &str = "\
errspec: 1
api: { name: Acme }
envelope:
  code: /code
  message: /error
  target: /param
  details: { items: /details, code: /code, message: /why, target: /field }
partial: { items: /results, failed: { /ok: false }, code: /code, target: /id }
retry: { 429: after 60s, default: never }
errors:
  - { code: gone, status: [410, 404], meaning: It is <gone>. }
  - { code: busy, status: 429, meaning: Too many requests. }
  - { code: too_large, status: 413, meaning: It is too large., message: 'At most {limit}.', fields: { limit: unsigned } }
  - { code: bad_format, meaning: A value has the wrong format. }
  - { status: 5xx, name: Broken, meaning: The server failed. }
";

/// A server that runs until it is dropped.
struct Mock {
    child: Child,
    address: String,
    _directory: Directory,
}

impl Mock {
    fn start(arguments: &[&str]) -> Self {
        Self::serve(CATALOG, arguments)
    }

    fn serve(catalog: &str, arguments: &[&str]) -> Self {
        let directory = Directory::of(&[("errors.yaml", catalog)]);
        let mut command = directory.command();
        command.args(["mock", "errors.yaml"]).args(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut url = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut url).unwrap();
        let address = url.trim().strip_prefix("http://").unwrap().to_owned();
        Self { child, address, _directory: directory }
    }

    /// The response to a request with these header fields, as it came.
    fn send(&self, method: &str, path: &str, headers: &[&str]) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let fields: Vec<_> = headers.iter().map(|field| format!("{field}\r\n")).collect();
        let fields = fields.concat();
        write!(stream, "{method} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{fields}\r\n").unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).unwrap();
        response
    }

    fn get(&self, path: &str, headers: &[&str]) -> Answer {
        let response = self.send("GET", path, headers);
        let (head, body) = response.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    fn prefer(&self, preferences: &str) -> Answer {
        self.get("/v1/pets", &[&format!("Prefer: {preferences}")])
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{}", self.body))
    }

    /// The status and the body, without a list of details that is empty.
    fn parts(&self) -> (u16, Value) {
        let mut body = self.json();
        if let Some(members) = body.as_object_mut() {
            members.retain(|name, value| {
                name != "details" || value.as_array().is_none_or(|list| !list.is_empty())
            });
        }
        (self.status, body)
    }
}

#[test]
fn request_names_a_variant_a_code_or_a_status() {
    let mock = Mock::start(&[]);
    let busy = (429, json!({ "code": "busy", "error": "Too many requests." }));
    for name in ["Busy", "busy", "429"] {
        let answer = mock.prefer(&format!("respond-async, code={name}"));
        assert_eq!(answer.parts(), busy);
        assert!(answer.head.contains("\r\nretry-after: 60"), "{}", answer.head);
    }
    assert_eq!(mock.get("/x?page=2&__error=busy", &[]).parts(), busy);
    assert_eq!(mock.prefer("status=429").parts(), busy);
    assert_eq!(mock.prefer("code=503").parts(), (503, json!({ "error": "The server failed." })));
    assert_eq!(mock.prefer("code=Unrecognized, status=502, message=Oops").status, 502);
}

#[test]
fn parts_of_the_answer_are_set() {
    let mock = Mock::start(&[]);
    let gone =
        mock.prefer("code=gone, status=404, message=\"No, \\\"it\\\" isn't\", target=id, retry_after=7");
    assert_eq!(gone.parts(), (404, json!({ "code": "gone", "error": "No, \"it\" isn't", "param": "id" })));
    assert!(gone.head.contains("\r\nretry-after: 7"), "{}", gone.head);
    let large = mock.get("/?__error=too_large&__field.limit=9", &[]);
    assert_eq!(large.parts(), (413, json!({ "code": "too_large", "error": "At most 9.", "limit": 9 })));
    let detailed = mock.prefer("code=gone, detail=bad_format@email, detail=busy");
    let details = json!([
        { "code": "bad_format", "why": "A value has the wrong format.", "field": "email" },
        { "code": "busy", "why": "Too many requests." },
    ]);
    assert_eq!(detailed.json()["details"], details);
    let partial = mock.prefer("failed=gone@a, failed=busy@b");
    let results = json!({ "results": [
        { "ok": false, "code": "gone", "id": "a" },
        { "ok": false, "code": "busy", "id": "b" },
    ] });
    assert_eq!(partial.parts(), (200, results));
}

#[test]
fn what_cannot_be_answered_is_said() {
    let mock = Mock::start(&[]);
    for (preferences, problem) in [
        ("code=bussy", "no error of the catalog is called `bussy`; did you mean `busy`?"),
        ("code=busy, status=99", "`99` is no status from 200 to 999"),
        ("code=too_large, field.limit=-1", "the field `limit` is unsigned, not `-1`"),
        ("code=too_large, field.size=1", "`TooLarge` has no field `size`"),
    ] {
        let answer = mock.prefer(preferences);
        assert!(answer.status == 400 && answer.body.contains(problem), "{}", answer.body);
    }
    for (query, problem) in [
        ("__errorr=busy", "there is no parameter `__errorr`; did you mean `__error`?"),
        ("__error=busy&__Message=x", "there is no parameter `__Message`; did you mean `__message`?"),
    ] {
        let answer = mock.get(&format!("/?{query}"), &[]);
        assert!(answer.status == 400 && answer.body.contains(problem), "{}", answer.body);
    }
}

#[test]
fn statuses_without_content_have_no_length() {
    let mock = Mock::start(&[]);
    for status in [204, 205, 304] {
        let answer = mock.prefer(&format!("code=busy, status={status}"));
        assert!(answer.status == status && answer.body.is_empty(), "{}", answer.body);
        assert!(!answer.head.contains("content-length: 4"), "{}", answer.head);
    }
}

#[test]
fn requests_of_every_form_are_answered() {
    let mock = Mock::start(&["--play", "busy, ok"]);
    let busy = ["prefer: code=busy"];
    for (method, target) in
        [("HEAD", "/x"), ("OPTIONS", "*"), ("CONNECT", "acme.example:443"), ("GET", "//"), ("PURGE", "/%00")]
    {
        let response = mock.send(method, target, &busy);
        assert!(response.starts_with("HTTP/1.1 429 "), "{method} {target}: {response}");
    }
    assert_eq!(mock.get("/x?__error=b%75sy", &[]).status, 429);
    // As GET does, HEAD of the list takes no turn of the play.
    assert!(mock.send("HEAD", "/", &[]).starts_with("HTTP/1.1 200 "));
    assert_eq!(mock.get("/v1", &[]).status, 429);
}

#[test]
fn clients_that_stall_keep_no_others_waiting() {
    let mock = Mock::start(&[]);
    let stalled: Vec<_> = (0..100)
        .map(|_| {
            let mut stream = TcpStream::connect(&mock.address).unwrap();
            stream.write_all(b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nx").unwrap();
            stream
        })
        .collect();
    assert_eq!(mock.prefer("code=busy").status, 429);
    drop(stalled);
}

#[test]
fn list_of_errors() {
    let mock = Mock::start(&[]);
    let list = mock.get("/", &["accept: application/json"]);
    let list = list.json();
    assert_eq!(list["errors"].as_array().unwrap().len(), 5);
    let commands = json!([
        format!("curl -i -H 'Prefer: code=Gone' http://{}/", mock.address),
        format!("curl -i -H 'Prefer: code=Gone, status=404' http://{}/", mock.address),
    ]);
    assert_eq!(list["errors"][0]["curl"], commands);
    let page = mock.get("/", &["accept: text/html,*/*"]);
    assert!(page.head.contains("content-type: text/html"), "{}", page.head);
    assert!(page.body.contains("It is &lt;gone&gt;.") && page.body.contains("code=Busy"), "{}", page.body);
}

#[test]
fn details_that_are_messages_are_listed() {
    let mock = Mock::serve(include_str!("../../../../tests/catalogs/validation/django.yaml"), &[]);
    let command = mock.get("/", &[]).json()["details"].as_str().unwrap().to_owned();
    let answer = mock.get("/", &[command.split('\'').nth(1).unwrap()]);
    let body = json!({ "name": ["The ticket is not valid."] });
    assert_eq!(answer.json()["name"], body["name"], "{}", answer.body);
}

#[test]
fn each_command_of_the_list_gives_what_the_catalog_says() {
    let mock = Mock::start(&[]);
    let list = mock.get("/", &[]).json();
    let commands =
        list["errors"].as_array().unwrap().iter().flat_map(|error| error["curl"].as_array().unwrap());
    let commands =
        commands.chain([&list["details"], &list["partial"]]).map(|command| command.as_str().unwrap());
    let mut dump = String::new();
    for command in commands {
        let field = command.split('\'').nth(1).unwrap();
        dump += &mock.send("GET", "/", &[field]);
    }
    let directory = Directory::of(&[("errors.yaml", CATALOG), ("dump", &dump)]);
    let run = directory.run("audit dump --catalog errors.yaml");
    assert!(
        run.code == Some(0) && run.stdout.contains("8 responses, 7 errors, 1 with failed items; 5 of 5"),
        "{run}"
    );
}

#[test]
fn each_client_has_a_play_of_its_own() {
    let mock = Mock::start(&["--play", "busy*2, gone, ok"]);
    let play = |headers: &[&str]| [(); 5].map(|()| mock.get("/v1", headers).status);
    assert_eq!(play(&[]), [429, 429, 410, 200, 200]);
    assert_eq!(play(&["authorization: Bearer a"]), [429, 429, 410, 200, 200]);
    assert_eq!(play(&["prefer: client=b"]), [429, 429, 410, 200, 200]);
    assert_eq!(mock.prefer("code=413").status, 413);
}

#[test]
fn without_a_play_requests_succeed() {
    let mock = Mock::start(&[]);
    assert_eq!(mock.get("/v1/pets", &["prefer: return=minimal"]).parts(), (200, json!({})));
    assert_eq!(mock.get("/v1/pets?error=busy", &[]).status, 200);
}

#[test]
fn long_request_is_read_before_the_answer() {
    let mock = Mock::start(&[]);
    let mut stream = TcpStream::connect(&mock.address).unwrap();
    let body = vec![b'x'; 4 << 20];
    write!(
        stream,
        "POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\nprefer: code=busy\r\ncontent-length: {}\r\n\r\n",
        body.len()
    )
    .unwrap();
    stream.write_all(&body).unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    assert!(response.starts_with("HTTP/1.1 429 "), "{response}");
}

#[test]
fn plays_and_ports_that_cannot_be() {
    let directory = Directory::of(&[("errors.yaml", CATALOG)]);
    for (play, problem) in [
        ("bussy", "did you mean `busy`?"),
        ("busy*0", "`busy*0` doesn't say how often"),
        ("busy,", "an answer is missing"),
    ] {
        let run = directory.finish(directory.command().args(["mock", "errors.yaml", "--play", play]));
        assert!(run.code == Some(2) && run.stderr.contains(problem), "{run}");
    }
    let mock = Mock::start(&[]);
    let port = mock.address.rsplit_once(':').unwrap().1;
    let run = directory.run(&format!("mock errors.yaml --port {port}"));
    assert!(run.code == Some(2) && run.stderr.contains("can't listen on 127.0.0.1"), "{run}");
    assert!(run.stderr.contains("without `--port` it is a free one"), "{run}");
}

#[cfg(unix)]
#[test]
fn server_stops_when_it_is_told_to() {
    let mut mock = Mock::start(&[]);
    // A client that is connected and says nothing doesn't keep it.
    let _idle = TcpStream::connect(&mock.address).unwrap();
    let id = mock.child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    assert_eq!(mock.child.wait().unwrap().code(), Some(0));
}

#[test]
fn answer_in_the_documentation_is_what_comes() {
    let page = include_str!("../../../../docs/mock.md");
    let mock = Mock::serve(include_str!("../../../../spec/errors.yaml"), &[]);
    let response = mock.send("GET", "/v1/posts", &["prefer: code=platform_rate_limit"]);
    let is_shown = |line: &&str| !line.starts_with("date:") && !line.starts_with("connection:");
    for line in response.lines().filter(is_shown) {
        assert!(page.lines().any(|of_page| of_page == line), "{line}");
    }
}
