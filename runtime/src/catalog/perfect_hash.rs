//! From a text to the only number that may belong to it.

use super::PerfectHash;
use super::facts::u16_at;

impl PerfectHash {
    /// The number of this text if it has one, else that of any other or none.
    pub(super) fn candidate(&self, text: &str) -> Option<u16> {
        let hash = hash(self.seed, text.as_bytes());
        let pilot = self.pilots.get(scale(hash, self.pilots.len()))?;
        Some(u16_at(self.slots, 2 * scale(rehash(hash, *pilot), self.slots.len() / 2)))
    }
}

const K: u64 = 0x9E37_79B9_7F4A_7C15;

/// Hashes a text by its words of eight bytes.
fn hash(seed: u64, text: &[u8]) -> u64 {
    let mut hash = seed ^ (text.len() as u64).wrapping_mul(K);
    let mut rest = text;
    while let Some((word, others)) = rest.split_first_chunk() {
        hash = mix(hash ^ u64::from_le_bytes(*word), K);
        rest = others;
    }
    mix(hash ^ last_word(text), 0xD6E8_FEB8_6659_FD93)
}

/// The last eight bytes, or all if there are fewer. To read some of them twice is faster than to see how many are new.
fn last_word(text: &[u8]) -> u64 {
    let short = || text.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
    text.last_chunk().map_or_else(short, |word| u64::from_le_bytes(*word))
}

/// Hashes a hash anew, by the pilot of its bucket, which half of it has picked.
fn rehash(hash: u64, pilot: u8) -> u64 {
    hash.rotate_left(32).wrapping_mul(2 * u64::from(pilot) + 1)
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

    /// Finds the pilots for texts and the numbers to store under them.
    pub(crate) fn search(entries: &[(&str, u16)]) -> PerfectHash {
        let buckets = entries.len().div_ceil(4).max(1);
        let count = (entries.len() * 5).div_ceil(4);
        let hashes: Vec<_> =
            entries.iter().map(|(text, number)| (hash(7, text.as_bytes()), *number)).collect();
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
                    .all(|(h, number)| {
                        let slot = &mut slots[scale(rehash(*h, pilot), count)];
                        std::mem::replace(slot, *number) == u16::MAX
                    })
                    .then_some((pilot, slots))
            };
            (pilots[bucket], slots) = (0..=u8::MAX).find_map(place).expect("some pilot fits");
        }
        let slots: Vec<u8> = slots.into_iter().flat_map(u16::to_le_bytes).collect();
        PerfectHash { seed: 7, pilots: pilots.leak(), slots: slots.leak() }
    }

    #[test]
    fn every_text_leads_to_its_number() {
        let texts: Vec<_> = (0..1000).map(|n| format!("some_code_{n}")[n % 10..].to_owned()).collect();
        let entries: Vec<_> = texts.iter().zip(0..).map(|(text, number)| (text.as_str(), number)).collect();
        let table = search(&entries);
        assert!(entries.iter().all(|(text, number)| table.candidate(text) == Some(*number)));
    }

    #[test]
    fn no_text_at_all_is_no_candidate() {
        assert_eq!(PerfectHash { seed: 0, pilots: &[], slots: &[] }.candidate("x"), None);
    }
}
