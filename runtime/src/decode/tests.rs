//! What responses become.
