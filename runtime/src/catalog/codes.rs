//! From a code to the entries that have it, by a perfect hash.

use super::facts::u16_at;
use super::{Catalog, Codes};

impl Catalog {
    /// The number of the variant of this name, else of the only entry that has this code.
    #[must_use]
    pub fn parse(&self, text: &str) -> Option<u16> {
        let named = (0..=self.len()).find(|&kind| self.name(kind) == text);
        named.or_else(|| self.first_with_code(text).filter(|&kind| self.next(kind).is_none()))
    }

    /// The first entry to try for a code.
    pub(crate) fn first_with_code(&self, code: &str) -> Option<u16> {
        let kind = self.entry(self.codes.candidate(code.as_bytes())?)?;
        (self.code_bytes(kind) == code.as_bytes()).then_some(kind)
    }
}

impl Codes {
    /// The only entry that can have the code, or the number that stands for none.
    fn candidate(&self, code: &[u8]) -> Option<u16> {
        let hash = hash(self.seed, code);
        let pilot = self.pilots.get(scale(hash, self.pilots.len()))?;
        Some(u16_at(self.slots, 2 * scale(rehash(hash, *pilot), self.slots.len() / 2)))
    }
}

const K: u64 = 0x9E37_79B9_7F4A_7C15;

/// Hashes a code, eight bytes at a time.
fn hash(seed: u64, code: &[u8]) -> u64 {
    let mut hash = seed ^ (code.len() as u64).wrapping_mul(K);
    for chunk in code.chunks(8) {
        let word = chunk.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
        hash = mix(hash ^ word, K);
    }
    mix(hash ^ (hash >> 32), 0xD6E8_FEB8_6659_FD93)
}

/// Hashes a hash anew, by the pilot of its bucket.
fn rehash(hash: u64, pilot: u8) -> u64 {
    let pilot = (u64::from(pilot) + 1).wrapping_mul(0xA076_1D64_78BD_642F);
    mix(hash ^ pilot, 0xE703_7ED1_A0B4_28DB)
}

/// Folds the product of two numbers.
#[expect(clippy::cast_possible_truncation, reason = "both halves of the product are taken")]
fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ ((product >> 64) as u64)
}

/// Maps a hash to a number below a bound that fits 32 bits.
fn scale(hash: u64, bound: usize) -> usize {
    (((hash >> 32) * bound as u64) >> 32) as usize
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Finds the pilots for codes and the numbers to store under them.
    pub(crate) fn search(entries: &[(&str, u16)]) -> Codes {
        let buckets = entries.len().div_ceil(4).max(1);
        let count = (entries.len() * 5).div_ceil(4);
        let hashes: Vec<_> = entries.iter().map(|(code, kind)| (hash(7, code.as_bytes()), *kind)).collect();
        let mut slots = vec![u16::MAX; count];
        let mut pilots = vec![0; buckets];
        let mut order: Vec<_> = (0..buckets)
            .map(|b| (b, hashes.iter().filter(|(h, _)| scale(*h, buckets) == b).collect::<Vec<_>>()))
            .collect();
        order.sort_by_key(|(_, bucket)| std::cmp::Reverse(bucket.len()));
        for (bucket, members) in order {
            let place = |pilot| {
                let mut slots = slots.clone();
                members
                    .iter()
                    .all(|(h, kind)| {
                        let slot = &mut slots[scale(rehash(*h, pilot), count)];
                        std::mem::replace(slot, *kind) == u16::MAX
                    })
                    .then_some((pilot, slots))
            };
            (pilots[bucket], slots) = (0..=u8::MAX).find_map(place).expect("some pilot fits");
        }
        let slots: Vec<u8> = slots.into_iter().flat_map(u16::to_le_bytes).collect();
        Codes { seed: 7, pilots: pilots.leak(), slots: slots.leak() }
    }

    #[test]
    fn every_code_leads_to_its_entry() {
        let codes: Vec<_> = (0..1000).map(|n| format!("some_code_{n}")).collect();
        let entries: Vec<_> = codes.iter().zip(0..).map(|(code, kind)| (code.as_str(), kind)).collect();
        let table = search(&entries);
        assert!(entries.iter().all(|(code, kind)| table.candidate(code.as_bytes()) == Some(*kind)));
    }

    #[test]
    fn no_code_at_all_is_no_candidate() {
        assert_eq!(Codes { seed: 0, pilots: &[], slots: &[] }.candidate(b"x"), None);
    }
}
