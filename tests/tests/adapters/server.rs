//! A server on this machine that answers with the bytes that it is told, whole or not.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

/// What a server does with a request.
#[derive(Clone)]
pub(crate) struct Answer {
    start: Vec<u8>,
    then: Then,
}

/// What it does after it has sent its text.
#[derive(Clone, Copy)]
enum Then {
    Close,
    /// Sends the letter `a` until the client hangs up.
    Continue,
    /// Says nothing more until the client hangs up.
    Stall,
}

/// An answer with a head of these lines and this body; no field is added.
pub(crate) fn answer(head: &str, body: impl AsRef<[u8]>) -> Answer {
    let mut start = format!("HTTP/1.1 {}\r\n\r\n", head.trim().replace('\n', "\r\n")).into_bytes();
    start.extend_from_slice(body.as_ref());
    Answer { start, then: Then::Close }
}

/// A whole answer of JSON.
pub(crate) fn json(status: u16, body: &str) -> Answer {
    let (length, request_id) = (body.len(), "x-request-id: req_1");
    answer(
        &format!("{status} -\ncontent-type: application/json\ncontent-length: {length}\n{request_id}"),
        body,
    )
}

/// No answer at all.
pub(crate) fn silence() -> Answer {
    Answer { start: Vec::new(), then: Then::Stall }
}

/// No answer, but the end of the connection.
pub(crate) fn hang_up() -> Answer {
    Answer { start: Vec::new(), then: Then::Close }
}

impl Answer {
    pub(crate) fn and_never_ends(self) -> Self {
        Self { then: Then::Continue, ..self }
    }

    pub(crate) fn and_stalls(self) -> Self {
        Self { then: Then::Stall, ..self }
    }

    /// Serves it to everybody until the tests end, and gives the URL.
    pub(crate) fn serve(self) -> String {
        self.serve_and_count().0
    }

    /// Serves it, and gives the URL and a function that tells how often somebody asked for it.
    pub(crate) fn serve_and_count(self) -> (String, impl Fn() -> u32) {
        let requests = Arc::new(AtomicU32::new(0));
        let counted = requests.clone();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let url = format!("http://{}/here", listener.local_addr().unwrap());
        thread::spawn(move || {
            for stream in listener.incoming() {
                let answer = self.clone();
                counted.fetch_add(1, Ordering::Relaxed);
                thread::spawn(move || answer.send(&mut stream?));
            }
        });
        (url, move || requests.load(Ordering::Relaxed))
    }

    /// That the client hangs up is no failure.
    fn send(&self, stream: &mut TcpStream) -> io::Result<()> {
        stream.set_write_timeout(Some(Duration::from_secs(60)))?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        read_head(stream)?;
        stream.write_all(&self.start)?;
        match self.then {
            Then::Close => Ok(()),
            Then::Continue => loop {
                stream.write_all(&[b'a'; 4096])?;
            },
            Then::Stall => stream.read_exact(&mut [0]),
        }
    }
}

/// Reads a request that has no body.
fn read_head(stream: &mut TcpStream) -> io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read(&mut byte)? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        head.push(byte[0]);
    }
    Ok(())
}
