//! Reads the beginning of a body up to a limit, and puts it back in front of the body.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use http::HeaderMap;
use http_body::{Body, Frame, SizeHint};
use pin_project_lite::pin_project;

pin_project! {
    /// The body of a response that is not an error: the body that came, or that body with what was read of it put
    /// back in front.
    ///
    /// ```
    /// use errspec::CheckedBody;
    /// use http::Response;
    /// use http_body::Body;
    ///
    /// /// The length of a body, where it is known.
    /// fn length<B: Body>(response: &Response<CheckedBody<B>>) -> Option<u64> {
    ///     response.body().size_hint().exact()
    /// }
    /// ```
    pub struct CheckedBody<B>
    where
        B: Body,
    {
        #[pin]
        state: State<B>,
    }
}

pin_project! {
    #[project = Projected]
    enum State<B>
    where
        B: Body,
    {
        Untouched { #[pin] body: B },
        Begun { start: Start<B::Error>, rest: Pin<Box<B>> },
    }
}

impl<B: Body> CheckedBody<B> {
    pub(super) fn untouched(body: B) -> Self {
        Self { state: State::Untouched { body } }
    }

    pub(super) fn begun(start: Start<B::Error>, rest: Pin<Box<B>>) -> Self {
        Self { state: State::Begun { start, rest } }
    }
}

impl<B: Body> Body for CheckedBody<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        let frame = match self.project().state.project() {
            Projected::Untouched { body } => ready!(body.poll_frame(cx)),
            Projected::Begun { start, rest } => {
                if let Some(frame) = start.next() {
                    return Poll::Ready(Some(frame));
                }
                if start.is_all {
                    return Poll::Ready(None);
                }
                ready!(rest.as_mut().poll_frame(cx))
            }
        };
        Poll::Ready(frame.map(|frame| frame.map(|frame| frame.map_data(join_data))))
    }

    fn is_end_stream(&self) -> bool {
        match &self.state {
            State::Untouched { body } => body.is_end_stream(),
            State::Begun { start, rest } => start.is_used_up() && (start.is_all || rest.is_end_stream()),
        }
    }

    fn size_hint(&self) -> SizeHint {
        let (start, rest) = match &self.state {
            State::Untouched { body } => return body.size_hint(),
            State::Begun { start, .. } if start.is_all => (start, SizeHint::with_exact(0)),
            State::Begun { start, rest } => (start, rest.size_hint()),
        };
        let mut hint = SizeHint::new();
        hint.set_lower(rest.lower().saturating_add(start.len()));
        if let Some(upper) = rest.upper().and_then(|upper| upper.checked_add(start.len())) {
            hint.set_upper(upper);
        }
        hint
    }
}

impl<B: Body> fmt::Debug for CheckedBody<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CheckedBody").finish_non_exhaustive()
    }
}

/// What was read of a body.
pub(super) struct Start<E> {
    data: VecDeque<Bytes>,
    trailers: Option<HeaderMap>,
    /// How the body broke off.
    broken: Option<E>,
    /// Whether nothing comes behind.
    is_all: bool,
}

impl<E> Start<E> {
    /// Reads frames until they have as many bytes, or until the body ends or breaks off.
    pub(super) async fn read<B: Body<Error = E>>(mut body: Pin<&mut B>, limit: usize) -> Self {
        let mut start = Self { data: VecDeque::new(), trailers: None, broken: None, is_all: false };
        // Whole frames are kept, even where the last one passes the limit: they are put back as they came.
        let mut missing = limit;
        while missing > 0 && !start.is_all {
            match poll_fn(|cx| body.as_mut().poll_frame(cx)).await.transpose() {
                // A frame without data counts as a byte: a body may send such frames without end.
                Ok(Some(frame)) => missing = missing.saturating_sub(start.push(frame).max(1)),
                Ok(None) => start.is_all = true,
                Err(error) => (start.broken, start.is_all) = (Some(error), true),
            }
        }
        start
    }

    /// Keeps what a reader gave, and how it broke off.
    #[cfg(any(feature = "reqwest-012-blocking", feature = "reqwest-013-blocking"))]
    pub(super) fn from_read(data: Vec<u8>, broken: Option<E>, is_all: bool) -> Self {
        Self { data: VecDeque::from([data.into()]), trailers: None, broken, is_all }
    }

    /// Takes a frame, and tells how many bytes of data it has.
    fn push<D: Buf>(&mut self, frame: Frame<D>) -> usize {
        match frame.into_data() {
            Ok(data) => {
                let data = join_data(data);
                let len = data.len();
                self.data.push_back(data);
                len
            }
            Err(frame) => {
                self.trailers = frame.into_trailers().ok();
                0
            }
        }
    }

    /// Returns a copy of the data up to the limit, so that the frames can be freed.
    pub(super) fn text(&self, limit: usize) -> Bytes {
        let mut text = Vec::new();
        for data in &self.data {
            text.extend_from_slice(&data[..data.len().min(limit - text.len())]);
        }
        text.into()
    }

    /// Returns whether it is the whole body, which didn't break off.
    pub(super) fn is_whole(&self) -> bool {
        self.is_all && self.broken.is_none()
    }

    /// Returns the next frame to put back, or the failure with which the body broke off.
    fn next(&mut self) -> Option<Result<Frame<Bytes>, E>> {
        if let Some(data) = self.data.pop_front() {
            return Some(Ok(Frame::data(data)));
        }
        if let Some(trailers) = self.trailers.take() {
            return Some(Ok(Frame::trailers(trailers)));
        }
        self.broken.take().map(Err)
    }

    fn is_used_up(&self) -> bool {
        self.data.is_empty() && self.trailers.is_none() && self.broken.is_none()
    }

    fn len(&self) -> u64 {
        self.data.iter().map(|data| data.len() as u64).sum()
    }
}

/// Joins a frame's data into one piece, without a copy if it is one already.
fn join_data(mut data: impl Buf) -> Bytes {
    data.copy_to_bytes(data.remaining())
}
