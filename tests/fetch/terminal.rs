//! `onesheet fetch` as it is typed. It cannot be made to ask this machine, so nothing is fetched.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::support::Bench;

const KEY: &str = "c0ffee00c0ffee00c0ffee00c0ffee00";

fn onesheet(settings: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onesheet"));
    command
        .args(words)
        .env("HOME", settings)
        .env("XDG_CONFIG_HOME", settings)
        .env_remove("ONESHEET_TMDB_KEY")
        .stdin(Stdio::null());
    command
}

fn run(command: &mut Command) -> (bool, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it speaks UTF-8");
    (status.success(), text(stdout), text(stderr))
}

#[test]
fn a_preview_says_what_would_be_asked_and_asks_nobody() {
    let bench = Bench::of([
        "/a.jpg",
        "http://127.0.0.1/b.jpg",
        "",
        "https://example.com/c.jpg",
    ]);
    let library = bench.path("library");
    let library = library.to_str().expect("a plain path");
    let settings = bench.path("settings");
    let (well, out, _) = run(&mut onesheet(
        &settings,
        &["fetch", library, "--preview", "--json"],
    ));
    let plan: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert!(well);
    for (field, count) in [
        ("missing", 4),
        ("by_address", 2),
        ("refused", 1),
        ("without_address", 1),
        ("could_look_up", 2),
    ] {
        assert_eq!(plan[field], count, "{field} of {plan}");
    }
    let (_, out, _) = run(&mut onesheet(&settings, &["fetch", library, "--preview"]));
    assert!(
        out.contains("2  have an address that is asked") && out.contains("--set-key"),
        "{out}"
    );
}

#[test]
fn an_unsafe_address_is_a_finding_and_the_words_of_tmdb_are_said() {
    let bench = Bench::of([on_this_machine("http"), on_this_machine("https")]);
    let library = bench.path("library");
    let library = library.to_str().expect("a plain path");
    let (well, out, _) = run(&mut onesheet(&bench.path("settings"), &["fetch", library]));
    assert!(well, "{out}");
    assert!(out.contains("not endorsed or certified by TMDB"), "{out}");
    assert!(out.contains("poster's address that is not asked"), "{out}");
    let (_, out, _) = run(&mut onesheet(
        &bench.path("settings"),
        &["fetch", library, "--json"],
    ));
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(report["findings"]["address_refused"], 2, "{report}");
    assert_eq!(
        (&report["fetched"], &report["refused"]),
        (&0.into(), &1.into())
    );
}

/// An address of this machine.
fn on_this_machine(scheme: &str) -> String {
    format!("{scheme}://127.0.0.1/poster.jpg")
}

#[test]
fn a_key_is_read_from_standard_input_and_shown_nowhere() {
    let bench = Bench::of([""]);
    let settings = bench.path("settings");
    let set = |text: &str| {
        let mut child = onesheet(&settings, &["fetch", "--set-key"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut input = child.stdin.take().expect("a pipe");
        // It may have read enough before all is written.
        let _ = input.write_all(text.as_bytes());
        drop(input);
        let output = child.wait_with_output().expect("it ends");
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8(said).expect("it speaks UTF-8");
        (output.status.success(), said)
    };
    let (well, said) = set(&format!("{KEY}\n"));
    assert!(
        well && said.contains("tmdb.key") && !said.contains("c0ffee"),
        "{said}"
    );
    let file = settings.join("onesheet/tmdb.key");
    assert_eq!(
        std::fs::read_to_string(&file).expect("it is kept").trim(),
        KEY
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&file)
            .expect("it is there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    for text in ["", "c0ffee\n", &"c0ffee".repeat(10_000)] {
        let (well, said) = set(text);
        assert!(
            !well && said.contains("no key of TMDB's") && !said.contains("c0ffee"),
            "{said}"
        );
    }
    // The key that was kept is there still, and films can be looked up with it.
    let library = bench.path("library");
    let library = library.to_str().expect("a plain path");
    let words = ["fetch", library, "--preview", "--json"];
    let (_, out, _) = run(&mut onesheet(&settings, &words));
    let plan: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(plan["by_look_up"], 1, "{plan}");
    let (well, _, said) = run(onesheet(&settings, &words).env("ONESHEET_TMDB_KEY", "c0ffee"));
    assert!(!well && !said.contains("c0ffee"), "{said}");
}

#[test]
fn what_cannot_be_is_said() {
    let bench = Bench::of(["/a.jpg"]);
    let library = bench.path("library");
    let library = library.to_str().expect("a plain path");
    let settings = bench.path("settings");
    for (words, reason) in [
        (&["fetch"][..], "required"),
        (&["fetch", library, "--size", "w341"], "no size of TMDB's"),
        (&["fetch", library, "--workers", "0"], "use 1 to 64"),
        (&["fetch", library, "--rate", "0"], "use up to 1000"),
        (
            &["fetch", library, "--image-base", "http://127.0.0.1/t/p"],
            "only https",
        ),
        (&["fetch", library, "--set-key"], "cannot be used with"),
        (&["fetch", "nowhere"], "no library here"),
    ] {
        let (well, _, said) = run(&mut onesheet(&settings, words));
        assert!(!well && said.contains(reason), "{words:?}: {said}");
    }
}
