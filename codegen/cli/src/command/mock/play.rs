//! Plays errors in turn: `busy*2, ok` fails twice and then succeeds, for each client.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use super::kinds::MockCatalog;

/// As many clients are told apart; of more, the one that came first is forgotten.
const MAX_CLIENTS: usize = 10_000;

/// What a client gets at a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlayedAnswer {
    Success,
    /// An error, and the status to send, if it isn't the usual one.
    Error(u16, Option<u16>),
}

/// What each client gets in turn; the last of it again and again.
#[derive(Debug)]
pub(super) struct Play {
    answers: Vec<(PlayedAnswer, u64)>,
    clients: Mutex<Clients>,
}

/// How often each client came.
#[derive(Debug, Default)]
struct Clients {
    turns: HashMap<String, u64>,
    order: VecDeque<String>,
}

impl Play {
    /// Parses answers between commas, each maybe with `*` and how often it is given.
    pub(super) fn parse(text: &str, catalog: &MockCatalog) -> Result<Self, String> {
        let answers = text.split(',').map(|step| {
            let (name, times) = step.rsplit_once('*').unwrap_or((step, "1"));
            let (name, times) = (name.trim(), times.trim());
            let times = times.parse().ok().filter(|times| *times > 0);
            let times = times.ok_or_else(|| format!("`{}` doesn't say how often", step.trim()))?;
            let answer = match name {
                "" => return Err("an answer is missing; write `busy*2, ok`".to_owned()),
                "ok" => PlayedAnswer::Success,
                name => {
                    let (kind, status) = catalog.find_kind(name, None)?;
                    PlayedAnswer::Error(kind, status)
                }
            };
            Ok((answer, times))
        });
        Ok(Self { answers: answers.collect::<Result<_, _>>()?, clients: Mutex::default() })
    }

    /// Returns what a client gets now, and lets it be the next one's turn.
    pub(super) fn take_turn(&self, client: String) -> PlayedAnswer {
        let mut left = self.clients.lock().unwrap_or_else(PoisonError::into_inner).count_turn(client);
        let mut last = PlayedAnswer::Success;
        for (answer, times) in &self.answers {
            last = *answer;
            match left.checked_sub(*times) {
                Some(others) => left = others,
                None => break,
            }
        }
        last
    }
}

impl Clients {
    /// Returns how often a client came before.
    fn count_turn(&mut self, client: String) -> u64 {
        if let Some(turns) = self.turns.get_mut(&client) {
            let before = *turns;
            *turns = before.saturating_add(1);
            return before;
        }
        if self.turns.len() >= MAX_CLIENTS
            && let Some(oldest) = self.order.pop_front()
        {
            self.turns.remove(&oldest);
        }
        self.order.push_back(client.clone());
        self.turns.insert(client, 1);
        0
    }
}
