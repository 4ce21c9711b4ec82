//! Reads exchanges in JSON: the entries of a HAR, the elements of an array, or values one after the other.

use std::fmt;
use std::io::{BufRead, BufReader, Cursor, Read};

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::cut::{CutReader, MAX_EXCHANGE, ReadBudget};
use super::exchange::{read_exchange, read_har_entry};
use super::{MAX_BODY, OnExchange, RecordedExchange, RecordedPlace};

/// Base64 takes four bytes for three.
const MAX_STRING: usize = MAX_BODY / 3 * 4 + 4;

/// Returns whether JSON starts as a HAR does: with an object whose first member is `log`.
pub(super) fn is_har(start: &[u8]) -> bool {
    let rest = start.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    rest.is_some_and(|rest| rest.starts_with(b"\"log\""))
}

/// Reads the entries of a HAR.
pub(super) fn read_har(input: impl Read, on_exchange: &mut OnExchange<'_>) -> Result<(), String> {
    let budget = ReadBudget::new();
    let entries = EachSeed { budget: &budget, read: read_har_entry, on_exchange };
    let har = MemberSeed { name: "log", inner: MemberSeed { name: "entries", inner: entries } };
    read_whole(input, &budget, har)
}

/// Reads the elements of an array.
pub(super) fn read_array(input: impl Read, on_exchange: &mut OnExchange<'_>) -> Result<(), String> {
    let budget = ReadBudget::new();
    read_whole(input, &budget, EachSeed { budget: &budget, read: read_exchange, on_exchange })
}

fn read_whole<'de>(
    input: impl Read,
    budget: &ReadBudget,
    seed: impl DeserializeSeed<'de>,
) -> Result<(), String> {
    let input = BufReader::new(CutReader::new(input, MAX_STRING, budget.clone()));
    let mut deserializer = serde_json::Deserializer::from_reader(input);
    seed.deserialize(&mut deserializer).map_err(|error| error.to_string())?;
    Ok(())
}

/// Reads lines of JSON; what goes over several lines is read as one value after the other.
pub(super) fn read_lines(input: impl Read, on_exchange: &mut OnExchange<'_>) -> Result<(), String> {
    let budget = ReadBudget::new();
    let mut input = BufReader::new(CutReader::new(input, MAX_STRING, budget.clone()));
    let mut line = Vec::new();
    let mut is_first = true;
    for number in 1.. {
        line.clear();
        budget.renew();
        let read = input.read_until(b'\n', &mut line).map_err(|error| format!("line {number}: {error}"))?;
        if read == 0 {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let place = RecordedPlace::Line(number);
        match serde_json::from_slice::<&RawValue>(&line) {
            Ok(value) => on_exchange(read_exchange(value.get(), place)),
            Err(error) if is_first && error.is_eof() => {
                return read_values(Cursor::new(line).chain(input), &budget, on_exchange);
            }
            Err(_) => on_exchange(RecordedExchange::Unreadable(place)),
        }
        is_first = false;
    }
    Ok(())
}

fn read_values(
    input: impl Read,
    budget: &ReadBudget,
    on_exchange: &mut OnExchange<'_>,
) -> Result<(), String> {
    let values = serde_json::Deserializer::from_reader(BufReader::new(input));
    for (value, number) in values.into_iter::<Box<RawValue>>().zip(1..) {
        budget.renew();
        on_exchange(read_exchange(
            value.map_err(|error| error.to_string())?.get(),
            RecordedPlace::Entry(number),
        ));
    }
    Ok(())
}

/// Hands one member of an object over to a seed, and passes the others over.
struct MemberSeed<S> {
    name: &'static str,
    inner: S,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for MemberSeed<S> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, S: DeserializeSeed<'de>> Visitor<'de> for MemberSeed<S> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with `{}`", self.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut inner = Some(self.inner);
        while let Some(key) = map.next_key::<String>()? {
            match inner.take_if(|_| key == self.name) {
                Some(inner) => {
                    map.next_value_seed(inner)?;
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        match inner {
            Some(_) => Err(A::Error::missing_field(self.name)),
            None => Ok(()),
        }
    }
}

/// Reads the elements of an array, one at a time.
struct EachSeed<'a, 'f> {
    budget: &'a ReadBudget,
    read: fn(&str, RecordedPlace) -> RecordedExchange,
    on_exchange: &'a mut OnExchange<'f>,
}

impl<'de> DeserializeSeed<'de> for EachSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for EachSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of exchanges")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut number = 0;
        self.budget.renew();
        while let Some(item) = list.next_element::<Box<RawValue>>()? {
            self.budget.renew();
            number += 1;
            (self.on_exchange)((self.read)(item.get(), RecordedPlace::Entry(number)));
        }
        Ok(())
    }
}

const _: () = assert!(MAX_EXCHANGE > 2 * MAX_STRING as u64);
