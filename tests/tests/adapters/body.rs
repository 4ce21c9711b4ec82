//! Bodies of other shapes than sockets give: pinned, late, in pieces, with trailers.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::marker::PhantomPinned;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use bytes::buf::Chain;
use bytes::{Buf, Bytes};
use errspec::{CallError, CheckErrors, CheckedBody};
use http::{HeaderMap, Response};
use http_body::{Body, SizeHint};

use crate::client::collected;
use crate::flagged::FlaggedError;
use crate::slack::{SlackError, SlackErrorKind};
use crate::social::SocialApiError;

/// Data in two pieces.
type Data = Chain<Bytes, Bytes>;
type Frame = Result<http_body::Frame<Data>, &'static str>;

/// A body that must not move once it was polled, and that lets wait for each of its frames.
struct Frames {
    frames: RefCell<VecDeque<Option<Frame>>>,
    _pinned: PhantomPinned,
}

impl Body for Frames {
    type Data = Data;
    type Error = &'static str;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Frame>> {
        match self.frames.borrow_mut().pop_front() {
            Some(None) => {
                cx.waker().wake_by_ref();
                Poll::Pending
            }
            frame => Poll::Ready(frame.flatten()),
        }
    }

    fn size_hint(&self) -> SizeHint {
        let frames = self.frames.borrow();
        let data = frames.iter().flatten().flatten().filter_map(http_body::Frame::data_ref);
        SizeHint::with_exact(data.map(|data| data.remaining() as u64).sum())
    }
}

fn response(status: u16, frames: impl IntoIterator<Item = Frame>) -> Response<Frames> {
    let frames = frames.into_iter().flat_map(|frame| [None, Some(frame)]).collect();
    let body = Frames { frames: RefCell::new(frames), _pinned: PhantomPinned };
    Response::builder().status(status).body(body).unwrap()
}

fn data(text: &'static str) -> http_body::Frame<Data> {
    let (left, right) = text.split_at(text.len() / 2);
    http_body::Frame::data(Bytes::from(left).chain(Bytes::from(right)))
}

fn trailers() -> http_body::Frame<Data> {
    http_body::Frame::trailers(HeaderMap::from_iter([(http::header::ETAG, "x".parse().unwrap())]))
}

/// The frames of a body as text, and how it ends.
async fn frames<B: Body<Data = Bytes, Error = &'static str>>(body: B) -> Vec<String> {
    let (mut body, mut frames) = (pin!(body), Vec::new());
    while let Some(frame) = poll_fn(|cx| body.as_mut().poll_frame(cx)).await {
        frames.push(match frame.map(http_body::Frame::into_data) {
            Ok(Ok(data)) => String::from_utf8(data.into()).unwrap(),
            Ok(Err(trailers)) => format!("{:?}", trailers.into_trailers().unwrap()),
            Err(error) => format!("! {error}"),
        });
    }

    frames
}

/// A body that nobody may ask for anything.
struct Untouchable;

impl Body for Untouchable {
    type Data = Bytes;
    type Error = &'static str;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, &'static str>>> {
        panic!("polled")
    }
}

#[tokio::test]
async fn success_body_is_not_polled_unless_it_can_fail() {
    assert!(Response::new(Untouchable).check_errors::<SocialApiError>().await.is_ok());
    assert!(Response::new(Untouchable).check_errors::<FlaggedError>().await.is_ok());
    let moved = Response::builder().status(301).body(Untouchable).unwrap();
    assert!(moved.check_errors::<SlackError>().await.is_ok());
}

#[tokio::test]
async fn frames_pass_as_they_come() {
    let came = || response(200, [Ok(data("one")), Ok(data("three")), Ok(trailers())]);
    let all = ["one", "three", r#"{"etag": "x"}"#];
    let untouched: Response<CheckedBody<_>> = came().check_errors::<SocialApiError>().await.unwrap();
    assert_eq!(untouched.body().size_hint().exact(), Some(8));
    assert_eq!(frames(untouched.into_body()).await, all);
    for limit in [0, 1, 3, 4, 8, 9, 100] {
        let begun = came().check_errors_up_to::<SlackError>(limit).await.unwrap();
        assert_eq!(begun.body().size_hint().exact(), Some(8), "{limit}");
        assert!(!begun.body().is_end_stream());
        assert_eq!(frames(begun.into_body()).await, all, "{limit}");
    }
}

#[tokio::test]
async fn error_frames_are_joined() {
    let came =
        response(200, [Ok(data(r#"{"ok":false,"#)), Ok(trailers()), Ok(data(r#""error":"ratelimited"}"#))]);
    let Err(CallError::Api(error)) = came.check_errors::<SlackError>().await else { panic!() };
    assert_eq!(error.kind(), SlackErrorKind::Ratelimited);
    assert_eq!(error.body(), &br#"{"ok":false,"error":"ratelimited"}"#[..]);
}

#[tokio::test]
async fn broken_body_keeps_its_place() {
    let came = response(200, [Ok(data("one")), Err("cut"), Ok(data("never"))]);
    assert_eq!(frames(came.check_errors::<SlackError>().await.unwrap().into_body()).await, ["one", "! cut"]);
    let came = response(500, [Ok(data(r#"{"error":"Oops""#)), Err("cut"), Ok(data("never"))]);
    let Err(CallError::Api(error)) = came.check_errors::<SocialApiError>().await else { panic!() };
    assert_eq!((error.message(), error.body().as_ref()), ("Oops", &br#"{"error":"Oops""#[..]));
}

/// A body that never ends and has no data.
struct EndlessFrames;

impl Body for EndlessFrames {
    type Data = Bytes;
    type Error = &'static str;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, &'static str>>> {
        Poll::Ready(Some(Ok(http_body::Frame::data(Bytes::new()))))
    }
}

#[tokio::test]
async fn frames_without_data_and_end_are_an_error_without_body() {
    let came = Response::builder().status(500).body(EndlessFrames).unwrap();
    let Err(CallError::Api(error)) = came.check_errors::<SocialApiError>().await else { panic!() };
    assert!(error.body().is_empty());
    assert!(Response::new(EndlessFrames).check_errors::<SlackError>().await.is_ok());
}

#[tokio::test]
async fn body_can_be_checked_by_two_catalogs() {
    let came = response(200, [Ok(data(r#"{"ok":"#)), Ok(data("true}"))]);
    let once = came.check_errors::<SlackError>().await.unwrap();
    let twice = once.check_errors::<SlackError>().await.unwrap();
    assert_eq!(collected(twice.into_body()).await.unwrap(), r#"{"ok":true}"#);
}
