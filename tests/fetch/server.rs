//! A server of posters on this machine that can be slow, rude and wrong.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Longer than any test waits, unless it hangs.
const FOR_EVER: Duration = Duration::from_secs(60);
/// What an endless body is cut off at, so that a client that takes it all ends too.
const ENDLESS: usize = 64 << 20;

/// How a request is answered.
#[derive(Debug, Clone)]
pub enum Reply {
    /// With these bytes, as JPEG.
    Image(Vec<u8>),
    /// With these bytes, as this type.
    Typed(&'static str, Vec<u8>),
    /// With a code, and lines of the head.
    Status(u16, &'static str),
    /// Somewhere else.
    Redirect(String),
    /// Half of the bytes, then silence.
    Stall(Vec<u8>),
    /// Half of the bytes, then the end, though more were promised.
    Cut(Vec<u8>),
    /// Half of the bytes, in a length that says that they are all.
    Short(Vec<u8>),
    /// All of the bytes and more, in a length that is right for them.
    Surplus(Vec<u8>),
    /// In chunks, the last of which never comes.
    CutChunks(Vec<u8>),
    /// A byte now and then.
    Drip(Vec<u8>),
    /// A promise of ten gigabytes.
    Promise,
    /// Chunks without end that begin like an image.
    Endless(Vec<u8>),
    /// No HTTP.
    Nonsense,
    /// The end, at once.
    Nothing,
    /// After a while, as the next says.
    Late(Duration, Box<Reply>),
}

/// A request that came.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Path and parameters.
    pub path: String,
    /// Its head, in lower case.
    pub head: String,
    /// When.
    pub at: Instant,
}

#[derive(Debug, Default)]
struct State {
    /// The replies to a path, one after the other; the last for ever.
    replies: Mutex<HashMap<String, Vec<Reply>>>,
    asked: Mutex<Vec<Asked>>,
    connections: AtomicUsize,
    under_way: AtomicUsize,
    most_under_way: AtomicUsize,
    /// Requests that are answered still.
    lives: Mutex<Option<usize>>,
    dead: AtomicBool,
    sent: AtomicUsize,
}

/// The server; its threads end with the test's process.
#[derive(Debug, Clone)]
pub struct Server {
    state: Arc<State>,
    pub port: u16,
}

impl Server {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let state = Arc::new(State::default());
        let there = Arc::clone(&state);
        std::thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let state = Arc::clone(&there);
                state.connections.fetch_add(1, Ordering::SeqCst);
                // A client that hangs up is part of the tests.
                std::thread::spawn(move || state.serve(connection));
            }
        });
        Self { state, port }
    }

    pub fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Answers `path` so, one after the other, and with the last from then on.
    pub fn script(&self, path: &str, replies: impl IntoIterator<Item = Reply>) {
        let mut all = self.state.replies.lock().expect("no panic under it");
        all.insert(path.to_owned(), replies.into_iter().collect());
    }

    /// Dies after so many answers.
    pub fn die_after(&self, answers: usize) {
        *self.state.lives.lock().expect("no panic under it") = Some(answers);
    }

    pub fn revive(&self) {
        *self.state.lives.lock().expect("no panic under it") = None;
        self.state.dead.store(false, Ordering::SeqCst);
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.state.asked.lock().expect("no panic under it").clone()
    }

    /// How often this path was asked for.
    pub fn count(&self, path: &str) -> usize {
        self.asked()
            .iter()
            .filter(|asked| asked.path == path)
            .count()
    }

    pub fn connections(&self) -> usize {
        self.state.connections.load(Ordering::SeqCst)
    }

    /// Requests at a time that were answered late, at most so far.
    pub fn most_under_way(&self) -> usize {
        self.state.most_under_way.load(Ordering::SeqCst)
    }

    /// Bytes of endless bodies.
    pub fn sent(&self) -> usize {
        self.state.sent.load(Ordering::SeqCst)
    }
}

impl State {
    fn serve(&self, connection: TcpStream) -> std::io::Result<()> {
        if self.dead.load(Ordering::SeqCst) {
            return Ok(());
        }
        let mut lines = BufReader::new(connection.try_clone()?);
        let (mut head, mut line) = (String::new(), String::new());
        while lines.read_line(&mut line)? > 2 {
            head += &line;
            line.clear();
        }
        let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
        self.asked.lock().expect("no panic under it").push(Asked {
            path: path.clone(),
            head: head.to_lowercase(),
            at: Instant::now(),
        });
        if let Some(lives) = self.lives.lock().expect("no panic under it").as_mut() {
            if *lives == 0 {
                self.dead.store(true, Ordering::SeqCst);
                return Ok(());
            }
            *lives -= 1;
        }
        self.answer(connection, self.reply(&path))
    }

    fn reply(&self, path: &str) -> Reply {
        let mut all = self.replies.lock().expect("no panic under it");
        match all.get_mut(path) {
            Some(replies) if replies.len() > 1 => replies.remove(0),
            Some(replies) => replies[0].clone(),
            None => Reply::Status(404, ""),
        }
    }

    fn answer(&self, mut to: TcpStream, reply: Reply) -> std::io::Result<()> {
        let head = |to: &mut TcpStream, kind: &str, length: usize| {
            write!(
                to,
                "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
                 Connection: close\r\n\r\n"
            )
        };
        let chunked = |to: &mut TcpStream| {
            write!(
                to,
                "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nTransfer-Encoding: chunked\r\n\r\n"
            )
        };
        match reply {
            Reply::Image(bytes) => {
                head(&mut to, "image/jpeg", bytes.len())?;
                to.write_all(&bytes)
            }
            Reply::Typed(kind, bytes) => {
                head(&mut to, kind, bytes.len())?;
                to.write_all(&bytes)
            }
            Reply::Status(code, lines) => write!(
                to,
                "HTTP/1.1 {code} So\r\n{lines}Content-Length: 0\r\nConnection: close\r\n\r\n"
            ),
            Reply::Redirect(location) => write!(
                to,
                "HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\
                 Connection: close\r\n\r\n"
            ),
            Reply::Stall(bytes) => {
                head(&mut to, "image/jpeg", bytes.len())?;
                to.write_all(&bytes[..bytes.len() / 2])?;
                std::thread::sleep(FOR_EVER);
                Ok(())
            }
            Reply::Cut(bytes) => {
                head(&mut to, "image/jpeg", bytes.len())?;
                to.write_all(&bytes[..bytes.len() / 2])
            }
            Reply::Short(bytes) => {
                head(&mut to, "image/jpeg", bytes.len() / 2)?;
                to.write_all(&bytes[..bytes.len() / 2])
            }
            Reply::Surplus(bytes) => {
                head(&mut to, "image/jpeg", bytes.len())?;
                to.write_all(&bytes)?;
                to.write_all(b"HTTP/1.1 200 OK\r\n\r\nand more")
            }
            Reply::CutChunks(bytes) => {
                chunked(&mut to)?;
                let half = &bytes[..bytes.len() / 2];
                write!(to, "{:x}\r\n", half.len())?;
                to.write_all(half)?;
                write!(to, "\r\n")
            }
            Reply::Drip(bytes) => {
                head(&mut to, "image/jpeg", bytes.len())?;
                for byte in bytes {
                    to.write_all(&[byte])?;
                    std::thread::sleep(Duration::from_millis(20));
                }
                Ok(())
            }
            Reply::Promise => {
                head(&mut to, "image/jpeg", 10 << 30)?;
                std::thread::sleep(FOR_EVER);
                Ok(())
            }
            Reply::Endless(start) => {
                chunked(&mut to)?;
                write!(to, "{:x}\r\n", start.len())?;
                to.write_all(&start)?;
                write!(to, "\r\n")?;
                let piece = [7_u8; 16 << 10];
                while self.sent.load(Ordering::SeqCst) < ENDLESS {
                    write!(to, "{:x}\r\n", piece.len())?;
                    to.write_all(&piece)?;
                    write!(to, "\r\n")?;
                    self.sent.fetch_add(piece.len(), Ordering::SeqCst);
                }
                Ok(())
            }
            Reply::Nonsense => to.write_all(b"220 ftp.example ready\r\n\r\n"),
            Reply::Nothing => Ok(()),
            Reply::Late(wait, next) => {
                let now = self.under_way.fetch_add(1, Ordering::SeqCst) + 1;
                self.most_under_way.fetch_max(now, Ordering::SeqCst);
                std::thread::sleep(wait);
                self.under_way.fetch_sub(1, Ordering::SeqCst);
                self.answer(to, *next)
            }
        }
    }
}
