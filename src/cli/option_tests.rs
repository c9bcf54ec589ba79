//! Every option of every command beside the options that change what the command does: it works
//! with them, or it is refused in words.
//!
//! In: the commands as they are parsed. An option that is added later fails here until it is said
//! what it goes with.

use clap::error::ErrorKind;
use clap::{Arg, Command, CommandFactory, Parser};

use super::Arguments;

/// A command as it is usually given, and what else it can be made to do.
struct Case {
    command: &'static [&'static str],
    /// Words without which it is none.
    given: &'static [&'static str],
    /// Options that go with each other in any way.
    plain: &'static [&'static str],
    modes: &'static [Mode],
}

/// Something else that a command does.
struct Mode {
    /// Instead of the case's `given`.
    given: &'static [&'static str],
    /// Options that have an effect here; all others are refused.
    works: &'static [&'static str],
}

const CASES: &[Case] = &[
    Case {
        command: &["import"],
        given: &["L", "--table", "T"],
        plain: &[
            "table",
            "sheet",
            "posters",
            "copy",
            "columns",
            "clean",
            "genres",
            "rule",
            "seed",
            "split-column",
            "funnel",
            "features",
            "json",
        ],
        modes: &[
            Mode {
                given: &["L", "--table", "T", "--preview"],
                works: &["table", "sheet", "posters", "columns", "json"],
            },
            // The model is for reading posters.
            Mode {
                given: &["L", "--table", "T", "--features"],
                works: &[
                    "table",
                    "sheet",
                    "posters",
                    "copy",
                    "columns",
                    "clean",
                    "genres",
                    "rule",
                    "seed",
                    "split-column",
                    "funnel",
                    "model",
                    "json",
                ],
            },
            // Without a table.
            Mode {
                given: &["L", "--posters", "P"],
                works: &[
                    "table",
                    "copy",
                    "clean",
                    "genres",
                    "rule",
                    "seed",
                    "split-column",
                    "funnel",
                    "features",
                    "preview",
                    "json",
                ],
            },
        ],
    },
    Case {
        command: &["fetch"],
        given: &["L"],
        plain: &[
            "size",
            "workers",
            "rate",
            "limit",
            "again",
            "image-base",
            "json",
        ],
        modes: &[
            Mode {
                given: &["L", "--preview"],
                works: &["size", "again", "image-base", "json"],
            },
            Mode {
                given: &["--set-key"],
                works: &[],
            },
        ],
    },
    Case {
        command: &["split"],
        given: &["L"],
        plain: &["genres", "rule", "seed", "split-column", "funnel", "json"],
        modes: &[],
    },
    Case {
        command: &["library"],
        given: &["L"],
        plain: &["clean", "remove", "restore", "thumbnails", "funnel", "json"],
        modes: &[],
    },
    Case {
        command: &["genres"],
        given: &["L"],
        plain: &["genres", "rule", "with-poster", "json", "csv", "svg"],
        modes: &[],
    },
    Case {
        command: &["features"],
        given: &["L"],
        plain: &["model", "json"],
        modes: &[],
    },
    Case {
        command: &["train"],
        given: &["L", "--depth", "full"],
        // What the depths take is tested with the settings.
        plain: &[
            "model",
            "teacher",
            "name",
            "device",
            "half",
            "json",
            "epochs",
            "batch-size",
            "micro-batch",
            "learning-rate",
            "head-learning-rate",
            "layer-decay",
            "optimiser",
            "momentum",
            "weight-decay",
            "warm-up",
            "clip",
            "ema",
            "loss",
            "label-smoothing",
            "teaching",
            "mixup",
            "augmentation",
            "stored-views",
            "no-flips",
            "flip-evaluation",
            "size",
            "first-size",
            "batch-statistics",
            "number-format",
            "patience",
            "dropout",
            "save-every",
            "seed",
        ],
        modes: &[
            Mode {
                given: &["L", "--resume", "R"],
                works: &["device", "json"],
            },
            Mode {
                given: &["L", "--depth", "full", "--estimate"],
                works: &[
                    "model",
                    "device",
                    "epochs",
                    "batch-size",
                    "micro-batch",
                    "learning-rate",
                    "head-learning-rate",
                    "layer-decay",
                    "optimiser",
                    "momentum",
                    "weight-decay",
                    "warm-up",
                    "clip",
                    "ema",
                    "loss",
                    "label-smoothing",
                    "teaching",
                    "mixup",
                    "augmentation",
                    "stored-views",
                    "no-flips",
                    "flip-evaluation",
                    "size",
                    "first-size",
                    "batch-statistics",
                    "number-format",
                    "patience",
                    "dropout",
                    "save-every",
                    "seed",
                ],
            },
        ],
    },
    Case {
        command: &["runs"],
        given: &["L"],
        plain: &["json"],
        modes: &[
            Mode {
                given: &["L", "--compare", "A,B"],
                works: &[],
            },
            Mode {
                given: &["L", "--rename", "A", "--to", "B"],
                works: &["json"],
            },
            Mode {
                given: &["L", "--delete", "A"],
                works: &["json"],
            },
        ],
    },
    Case {
        command: &["average"],
        given: &["L", "A", "B"],
        plain: &["name", "flips", "half", "json"],
        modes: &[],
    },
    Case {
        command: &["refit"],
        given: &["L", "A"],
        plain: &["name", "seed", "device", "json"],
        modes: &[],
    },
    Case {
        command: &["evaluate"],
        given: &["L"],
        plain: &["model", "split", "objective", "flips", "json"],
        modes: &[],
    },
    Case {
        command: &["thresholds"],
        given: &["L"],
        plain: &[
            "model",
            "objective",
            "exact",
            "calibration",
            "name",
            "out",
            "apply",
            "json",
        ],
        modes: &[
            Mode {
                given: &["--from", "F"],
                works: &["model", "out", "apply", "json"],
            },
            Mode {
                given: &["--reset"],
                works: &["model"],
            },
        ],
    },
    Case {
        command: &["predict"],
        given: &["P"],
        plain: &["model", "flips", "json"],
        modes: &[Mode {
            given: &["P", "--map", "M"],
            works: &["model", "flips", "json", "genre"],
        }],
    },
    Case {
        command: &["rank"],
        given: &["L", "--genre", "G"],
        plain: &[
            "top",
            "order",
            "model",
            "split",
            "decade",
            "language",
            "labelled",
            "only",
            "one-of-a-series",
            "csv",
            "json",
        ],
        modes: &[Mode {
            given: &["L", "--genre", "G", "--png", "P"],
            works: &[
                "top",
                "order",
                "model",
                "split",
                "decade",
                "language",
                "labelled",
                "only",
                "one-of-a-series",
                "csv",
                "json",
                "print",
                "poster-width",
            ],
        }],
    },
    Case {
        command: &["similar"],
        given: &["L", "P"],
        plain: &["count", "model", "json"],
        modes: &[Mode {
            given: &["L", "P", "--png", "P"],
            works: &["count", "model", "json", "print", "poster-width"],
        }],
    },
    Case {
        command: &["report"],
        given: &["L", "--out", "O"],
        plain: &["model", "top"],
        modes: &[],
    },
    Case {
        command: &["bench"],
        given: &[],
        plain: &["model", "seconds", "json"],
        modes: &[],
    },
    Case {
        command: &["model", "fetch"],
        given: &["O/N"],
        plain: &["into", "endpoint", "size"],
        modes: &[],
    },
    Case {
        command: &["model", "convert"],
        given: &["F", "--into", "D"],
        plain: &["mean", "std", "size", "f32", "source"],
        modes: &[],
    },
    Case {
        command: &["export"],
        given: &["M"],
        plain: &["onnx", "tensorboard", "csv"],
        modes: &[],
    },
    Case {
        command: &["genre"],
        given: &["L", "--name", "N"],
        plain: &[
            "stars", "not", "unmark", "top", "share", "model", "save-as", "csv", "json",
        ],
        modes: &[
            Mode {
                given: &["L"],
                works: &["name", "json"],
            },
            Mode {
                given: &["L", "--name", "N", "--forget"],
                works: &[],
            },
        ],
    },
];

/// A command, by its path.
fn command(path: &[&str]) -> Command {
    let mut command = Arguments::command();
    for name in path {
        command = command.find_subcommand(name).expect("it is one").clone();
    }
    command
}

/// Every command that does something.
fn all(of: &Command, path: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    for command in of.get_subcommands().filter(|one| one.get_name() != "help") {
        path.push(command.get_name().to_owned());
        match command.has_subcommands() {
            true => all(command, path, found),
            false => found.push(path.clone()),
        }
        path.pop();
    }
}

fn options(path: &[&str]) -> Vec<Arg> {
    let command = command(path);
    let own = |one: &&Arg| {
        one.get_long()
            .is_some_and(|long| !["help", "version"].contains(&long))
    };
    command.get_arguments().filter(own).cloned().collect()
}

fn long(option: &Arg) -> &str {
    option.get_long().expect("it has a name")
}

/// Whether the words are understood; if not, how they are refused.
fn parse(path: &[&str], given: &[&str], more: &[String]) -> Result<(), clap::Error> {
    let words = ["onesheet"].iter().chain(path).chain(given);
    let words = words.map(|word| (*word).to_owned());
    Arguments::try_parse_from(words.chain(more.iter().cloned())).map(|_| ())
}

/// An option with a value that it takes.
fn with_value(path: &[&str], option: &Arg) -> Vec<String> {
    let name = format!("--{}", long(option));
    if !option.get_action().takes_values() {
        return vec![name];
    }
    let listed = option.get_possible_values();
    let listed = listed.iter().map(|value| value.get_name().to_owned());
    let usual = [
        "3", "185", "0.5", "1980", "ja", "35x23", "any", "w342", "f1", "head", "cpu", "mild",
        "1,1,1",
    ];
    let usual = usual.iter().map(|value| (*value).to_owned());
    let fits = |value: &String| {
        let refused = parse(path, &[], &[name.clone(), value.clone()]).err();
        let kind = refused.map(|error| error.kind());
        !matches!(
            kind,
            Some(ErrorKind::ValueValidation | ErrorKind::InvalidValue)
        )
    };
    let value = listed.chain(usual).find(fits);
    vec![
        name.clone(),
        value.unwrap_or_else(|| panic!("{name}: no value of the list fits")),
    ]
}

fn is_given(given: &[&str], option: &Arg) -> bool {
    let name = format!("--{}", long(option));
    given.contains(&name.as_str())
}

#[test]
fn the_tree_of_commands_is_sound() {
    Arguments::command().debug_assert();
}

#[test]
fn every_command_is_in_the_table() {
    let mut found = Vec::new();
    all(&Arguments::command(), &mut Vec::new(), &mut found);
    for path in found {
        assert!(CASES.iter().any(|case| case.command == path), "{path:?}");
    }
}

#[test]
fn every_option_belongs_somewhere() {
    for case in CASES {
        for option in options(case.command) {
            let known = case.plain.contains(&long(&option))
                || is_given(case.given, &option)
                || case.modes.iter().any(|mode| {
                    is_given(mode.given, &option) || mode.works.contains(&long(&option))
                });
            assert!(known, "{:?} --{}", case.command, long(&option));
        }
    }
}

#[test]
fn an_option_works_or_is_refused_in_words() {
    for case in CASES {
        let usual = Mode {
            given: case.given,
            works: case.plain,
        };
        for mode in [&usual].into_iter().chain(case.modes) {
            parse(case.command, mode.given, &[]).expect("the mode alone");
            for option in options(case.command) {
                // Given twice is another matter, but for those that may be.
                if is_given(mode.given, &option) && !mode.works.contains(&long(&option)) {
                    continue;
                }
                let words = with_value(case.command, &option);
                let outcome = parse(case.command, mode.given, &words);
                let said = format!("{:?} {:?} {words:?}", case.command, mode.given);
                match outcome {
                    Ok(()) => {
                        let switches = case.modes.iter().any(|one| is_given(one.given, &option));
                        let works = mode.works.contains(&long(&option));
                        assert!(works || switches, "{said} is taken and has no effect");
                    }
                    Err(error) => {
                        assert!(!mode.works.contains(&long(&option)), "{said}: {error}");
                        let kind = error.kind();
                        let refused = [
                            ErrorKind::ArgumentConflict,
                            ErrorKind::MissingRequiredArgument,
                        ];
                        assert!(refused.contains(&kind), "{said}: {error}");
                        assert_eq!(error.exit_code(), 2, "{said}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_run_that_goes_on_says_why_it_takes_no_settings() {
    let given = ["L", "--resume", "R", "--epochs", "3", "--seed", "1"];
    let refused = parse(&["train"], &given, &[]).expect_err("refused");
    let said = super::usage::with_reason(refused).to_string();
    for words in ["--resume", "--epochs", "--seed", "the settings that it has"] {
        assert!(said.contains(words), "{said}");
    }
}
