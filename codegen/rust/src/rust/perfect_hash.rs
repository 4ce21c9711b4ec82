//! Texts → a perfect hash over them, which the runtime looks texts up in.
//!
//! A text's hash picks a bucket, the bucket's pilot and the hash pick a slot. Pilots are searched bucket by
//! bucket, largest first, until every text has a slot of its own. A fifth of the table stays free:
//! that makes the search short.

/// `u16::MAX` says "none" in all tables.
pub(super) const NONE: u16 = u16::MAX;

/// The tables of the hash.
#[derive(Clone, Debug)]
pub struct PerfectHash {
    /// The seed of the hash.
    pub seed: u64,
    /// A byte a bucket; empty if there is no text.
    pub pilots: Vec<u8>,
    /// The values, `u16::MAX` where a slot is free.
    pub slots: Vec<u16>,
}

/// Builds the tables for distinct texts, each with the value to find.
pub(super) fn build(texts: &[(&str, u16)]) -> PerfectHash {
    if texts.is_empty() {
        return EMPTY;
    }
    // A seed that leaves some bucket without a pilot is rare, and with every seed the table grows a little, so
    // this ends.
    (0..).find_map(|seed| with_seed(texts, seed)).unwrap_or(EMPTY)
}

const EMPTY: PerfectHash = PerfectHash { seed: 0, pilots: Vec::new(), slots: Vec::new() };

fn with_seed(texts: &[(&str, u16)], seed: u64) -> Option<PerfectHash> {
    let growth = usize::try_from(seed).unwrap_or(usize::MAX);
    let slot_count = texts.len() + texts.len() / 4 + growth + 1;
    let mut pilots = vec![0; texts.len() / 3 + 1];
    let mut buckets = vec![Vec::new(); pilots.len()];
    for (text, value) in texts {
        let hash = hash(seed, text.as_bytes());
        buckets[scale(hash, pilots.len())].push((hash, *value));
    }
    let mut order: Vec<_> = (0..buckets.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(buckets[*index].len()));
    let mut slots = vec![NONE; slot_count];
    for index in order {
        pilots[index] = (0..=u8::MAX).find(|pilot| place(&buckets[index], *pilot, &mut slots))?;
    }
    Some(PerfectHash { seed, pilots, slots })
}

/// Puts a bucket's values into their slots, all of them or none.
fn place(bucket: &[(u64, u16)], pilot: u8, slots: &mut [u16]) -> bool {
    for (done, (hash, value)) in bucket.iter().enumerate() {
        let at = scale(rehash(*hash, pilot), slots.len());
        if slots[at] != NONE {
            bucket[..done]
                .iter()
                .for_each(|(hash, _)| slots[scale(rehash(*hash, pilot), slots.len())] = NONE);
            return false;
        }
        slots[at] = *value;
    }
    true
}

// From here on it is what the runtime's `perfect_hash.rs` has; a test looks everything up in tables made here.

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
mod tests {
    use super::*;

    #[test]
    fn every_text_has_its_own_slot() {
        for count in [1_u16, 2, 14, 1_000, 20_000] {
            let texts: Vec<_> = (0..count).map(|n| format!("error_code_{n}")).collect();
            let texts: Vec<_> = texts.iter().map(String::as_str).zip(0..).collect();
            let tables = build(&texts);
            for (text, value) in texts {
                let hash = hash(tables.seed, text.as_bytes());
                let pilot = tables.pilots[scale(hash, tables.pilots.len())];
                assert_eq!(tables.slots[scale(rehash(hash, pilot), tables.slots.len())], value);
            }
        }
    }
}
