//! Where a table of addresses, or a server that redirects, can make Onesheet go: nowhere private.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use onesheet::catalog::FindingKind;
use onesheet::catalog::fetch::reach::Reach;

use super::server::{Reply, Server};
use super::support::{Bench, path_of, poster, served};

/// A port of this machine that counts who connects.
fn trap() -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    let caught = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&caught);
    std::thread::spawn(move || {
        for _ in listener.incoming() {
            count.fetch_add(1, Ordering::SeqCst);
        }
    });
    (port, caught)
}

#[test]
fn no_address_of_a_table_reaches_this_machine_or_its_network() {
    let (port, caught) = trap();
    let addresses = [
        format!("https://127.0.0.1:{port}/a.jpg"),
        format!("https://localhost:{port}/a.jpg"),
        // Other ways to write the same.
        format!("https://2130706433:{port}/a.jpg"),
        format!("https://0x7f.1:{port}/a.jpg"),
        format!("https://0:{port}/a.jpg"),
        format!("https://[::1]:{port}/a.jpg"),
        format!("https://[::ffff:127.0.0.1]:{port}/a.jpg"),
        format!("http://127.0.0.1:{port}/a.jpg"),
        "https://10.0.0.1/a.jpg".to_owned(),
        "https://192.168.1.1/a.jpg".to_owned(),
        "https://169.254.169.254/latest/meta-data".to_owned(),
        "https://100.64.0.1/a.jpg".to_owned(),
        "https://[fd00::1]/a.jpg".to_owned(),
        "https://[fe80::1]/a.jpg".to_owned(),
        "https://me:secret@127.0.0.1/a.jpg".to_owned(),
        "file:///etc/passwd".to_owned(),
    ];
    let bench = Bench::of(&addresses);
    let mut request = bench.request();
    request.reach = Reach::Public;
    request.image_base = "https://127.0.0.1/t/p".to_owned();
    request.api_base = "https://127.0.0.1/3".to_owned();
    let report = bench.fetch_with(&request);
    assert_eq!(report.fetched, 0);
    for (n, address) in addresses.iter().enumerate() {
        let finding = bench.finding(n + 1);
        // A way of writing that this system does not know is no way either.
        let unknown = finding.kind == FindingKind::NotFetched && [2, 3, 4].contains(&n);
        assert!(
            finding.kind == FindingKind::AddressRefused || unknown,
            "{address}: {finding:?}"
        );
    }
    assert_eq!(caught.load(Ordering::SeqCst), 0);
}

#[test]
fn redirects_are_followed_and_each_is_checked() {
    let bench = Bench::of((0..9).map(path_of));
    let (other, (port, caught)) = (Server::start(), trap());
    let to = |n: usize, location: &str| {
        bench
            .server
            .script(&served(n), [Reply::Redirect(location.to_owned())]);
    };
    to(0, &other.address("/elsewhere.jpg"));
    other.script(
        "/elsewhere.jpg",
        [Reply::Redirect("within/it.jpg?x=1".to_owned())],
    );
    other.script("/within/it.jpg?x=1", [Reply::Image(poster(0))]);
    to(1, &served(1));
    to(2, "http://10.0.0.1/a.jpg");
    to(3, "http://169.254.169.254/latest/meta-data");
    to(4, "file:///etc/passwd");
    to(5, &format!("ftp://127.0.0.1:{port}/a.jpg"));
    to(6, "http://[::ffff:10.0.0.1]/a.jpg");
    to(7, "http://user:secret@127.0.0.1/a.jpg");
    to(8, "");
    let report = bench.fetch();
    assert_eq!(
        (report.fetched, report.failed, report.refused),
        (1, 1, 7),
        "{report:?}"
    );
    assert_eq!(bench.server.count(&served(1)), 6);
    assert!(
        bench
            .finding(2)
            .detail
            .contains("redirected more than 5 times")
    );
    for number in 3..=9 {
        assert_eq!(bench.finding(number).kind, FindingKind::AddressRefused);
    }
    assert_eq!(caught.load(Ordering::SeqCst), 0);
}

#[test]
fn a_base_that_is_not_safe_is_no_request() {
    let bench = Bench::sound(1);
    for base in [
        "http://mirror.example/t/p",
        "nowhere",
        "",
        "ftp://mirror.example",
    ] {
        let mut request = bench.request();
        (request.reach, request.image_base) = (Reach::Public, base.to_owned());
        let refused = bench.library().fetch_plan(&request).expect_err(base);
        assert!(refused.to_string().contains("cannot be asked"), "{refused}");
    }
    let mut request = bench.request();
    for (workers, rate, limit) in [
        (0, 40.0, None),
        (65, 40.0, None),
        (8, 0.0, None),
        (8, f64::NAN, None),
        (8, -1.0, None),
        (8, 1e9, None),
        (8, 40.0, Some(0)),
    ] {
        (request.workers, request.rate, request.limit) = (workers, rate, limit);
        assert!(
            bench.library().fetch_plan(&request).is_err(),
            "{workers} {rate} {limit:?}"
        );
    }
}
