//! A crate that re-exports the runtime.
#![deny(warnings)]

pub mod runtime {
    pub use errspec::*;
}
