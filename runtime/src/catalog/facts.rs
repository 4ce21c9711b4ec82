//! The facts of a kind, read from the tables of its catalog.

#[cfg(test)]
mod tests;

use super::Catalog;

/// What stands for "none" wherever a number is stored.
const NONE: u16 = u16::MAX;

/// The texts of an entry behind the codes of all.
const COLUMNS: usize = 5;
const NAME: usize = 0;
const MEANING: usize = 1;
const GUIDANCE: usize = 2;
const DOCS_URL: usize = 3;
const TEMPLATE: usize = 4;

/// Bytes of a row, and where in it its four numbers are.
const ROW: usize = 8;
const STATUS: usize = 0;
const HINT: usize = 2;
const NEXT: usize = 4;
const FLAGS: usize = 6;

/// The flag of a code that is sent as a JSON integer.
const INTEGER_CODE: u16 = 1;

/// The statuses that an entry comes with.
#[derive(Clone, Copy)]
pub(super) enum Statuses {
    Any,
    Class(u16),
    /// The first one and the others.
    Listed(u16, &'static [u16]),
}

impl Catalog {
    /// How many entries there are, which is the number of `Unrecognized`.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "kinds are numbered in 16 bits")]
    #[expect(clippy::len_without_is_empty, reason = "a catalog is never empty")]
    pub const fn len(&self) -> u16 {
        (self.rows.len() / ROW) as u16
    }

    /// The name of the variant.
    #[must_use]
    pub const fn name(&self, kind: u16) -> &'static str {
        if kind < self.len() { self.cell(kind, NAME) } else { "Unrecognized" }
    }

    /// The code.
    #[must_use]
    pub const fn code(&self, kind: u16) -> Option<&'static str> {
        if kind < self.len() { non_empty(self.code_bytes(kind)) } else { None }
    }

    /// Whether the code is sent as a JSON integer.
    #[must_use]
    pub const fn code_is_integer(&self, kind: u16) -> bool {
        kind < self.len() && self.number(kind, FLAGS) & INTEGER_CODE != 0
    }

    /// When it occurs.
    #[must_use]
    pub const fn meaning(&self, kind: u16) -> &'static str {
        if kind < self.len() { self.cell(kind, MEANING) } else { "an error that the catalog does not list" }
    }

    /// What to do about it.
    #[must_use]
    pub const fn guidance(&self, kind: u16) -> Option<&'static str> {
        self.optional_cell(kind, GUIDANCE)
    }

    /// The link to its documentation.
    #[must_use]
    pub const fn docs_url(&self, kind: u16) -> Option<&'static str> {
        self.optional_cell(kind, DOCS_URL)
    }

    /// The template of its message.
    #[must_use]
    pub const fn template(&self, kind: u16) -> Option<&'static str> {
        self.optional_cell(kind, TEMPLATE)
    }

    /// The first status that it lists.
    #[must_use]
    pub const fn status(&self, kind: u16) -> Option<u16> {
        match self.statuses(kind) {
            Statuses::Listed(first, _) => Some(first),
            Statuses::Any | Statuses::Class(_) => None,
        }
    }

    /// Whether it comes with a status; one that lists none comes with any.
    #[must_use]
    pub const fn matches_status(&self, kind: u16, status: u16) -> bool {
        self.statuses(kind).contain(status)
    }

    pub(super) const fn statuses(&self, kind: u16) -> Statuses {
        match self.number(kind, STATUS) {
            _ if kind >= self.len() => Statuses::Any,
            0 => Statuses::Any,
            class @ 1..=5 => Statuses::Class(class),
            status @ 100..=599 => Statuses::Listed(status, &[]),
            _ => match find(self.statuses, kind) {
                Some([first, others @ ..]) => Statuses::Listed(*first, others),
                _ => Statuses::Any,
            },
        }
    }

    /// The index of its own hint.
    pub(super) const fn own_hint(&self, kind: u16) -> usize {
        self.number(kind, HINT) as usize
    }

    /// The entry to try next for the same code, or where there is no code.
    pub(crate) const fn next(&self, kind: u16) -> Option<u16> {
        self.entry(self.number(kind, NEXT))
    }

    /// The entry of a number, unless it stands for none.
    pub(crate) const fn entry(&self, number: u16) -> Option<u16> {
        if number < self.len() { Some(number) } else { None }
    }

    /// What else a response has to hold to be this error.
    #[cfg(feature = "http")]
    pub(crate) const fn conditions(&self, kind: u16) -> &'static [super::Condition] {
        match find(self.conditions, kind) {
            Some(conditions) => conditions,
            None => &[],
        }
    }

    pub(super) const fn code_bytes(&self, kind: u16) -> &'static [u8] {
        self.text(kind as usize)
    }

    const fn number(&self, kind: u16, column: usize) -> u16 {
        u16_at(self.rows, kind as usize * ROW + column)
    }

    const fn optional_cell(&self, kind: u16, column: usize) -> Option<&'static str> {
        non_empty(self.cell_bytes(kind, column))
    }

    const fn cell(&self, kind: u16, column: usize) -> &'static str {
        match non_empty(self.cell_bytes(kind, column)) {
            Some(text) => text,
            None => "",
        }
    }

    const fn cell_bytes(&self, kind: u16, column: usize) -> &'static [u8] {
        self.text(self.len() as usize + kind as usize * COLUMNS + column)
    }

    /// A text by its number, the codes being first.
    const fn text(&self, number: usize) -> &'static [u8] {
        let (start, end) = (u32_at(self.cuts, 4 * number), u32_at(self.cuts, 4 * number + 4));
        // A `|` stands behind every text.
        match self.text.as_bytes().split_at_checked(end.saturating_sub(1) as usize) {
            Some((head, _)) => match head.split_at_checked(start as usize) {
                Some((_, cell)) => cell,
                None => &[],
            },
            None => &[],
        }
    }
}

impl Statuses {
    pub(super) const fn contain(self, status: u16) -> bool {
        match self {
            Self::Any => true,
            Self::Class(class) => status / 100 == class,
            Self::Listed(first, []) => status == first,
            Self::Listed(first, [second, others @ ..]) => {
                status == first || Self::Listed(*second, others).contain(status)
            }
        }
    }
}

const fn non_empty(text: &'static [u8]) -> Option<&'static str> {
    match std::str::from_utf8(text) {
        Ok(text) if !text.is_empty() => Some(text),
        _ => None,
    }
}

/// Looks a number up in a table in ascending order.
pub(super) const fn find<T: Copy>(table: &[(u16, T)], number: u16) -> Option<T> {
    let (mut low, mut high) = (0, table.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let (key, value) = table[middle];
        if key == number {
            return Some(value);
        }
        if key < number { low = middle + 1 } else { high = middle }
    }
    None
}

pub(super) const fn u16_at(bytes: &[u8], at: usize) -> u16 {
    match bytes_at(bytes, at) {
        Some(bytes) => u16::from_le_bytes(bytes),
        None => NONE,
    }
}

const fn u32_at(bytes: &[u8], at: usize) -> u32 {
    match bytes_at(bytes, at) {
        Some(bytes) => u32::from_le_bytes(bytes),
        None => u32::MAX,
    }
}

const fn bytes_at<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    match bytes.split_at_checked(at) {
        Some((_, rest)) => rest.first_chunk().copied(),
        None => None,
    }
}
