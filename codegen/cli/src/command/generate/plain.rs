//! Adds a subcommand to `generate` for each format that takes no options.

use clap::error::ErrorKind;
use clap::{ArgMatches, Args, Command, Error, FromArgMatches, Subcommand};

use super::one::CatalogInput;
use crate::output_format::{PLAIN_FORMATS, PlainFormat};

/// A format that takes no options, and the catalog to generate it from.
pub(super) struct PlainOutput {
    pub(super) format: &'static PlainFormat,
    pub(super) from: CatalogInput,
}

impl FromArgMatches for PlainOutput {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let subcommand = matches.subcommand().and_then(|(name, arguments)| {
            let format = PLAIN_FORMATS.iter().find(|format| format.name == name)?;
            Some((format, arguments))
        });
        let (format, arguments) = subcommand.ok_or_else(|| Error::new(ErrorKind::InvalidSubcommand))?;
        Ok(Self { format, from: CatalogInput::from_arg_matches(arguments)? })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Subcommand for PlainOutput {
    fn augment_subcommands(command: Command) -> Command {
        let subcommands = PLAIN_FORMATS.iter().map(|format| {
            let named = Command::new(format.name).about(format.about).after_help(format.examples);
            CatalogInput::augment_args(named)
        });
        command.subcommands(subcommands)
    }

    fn augment_subcommands_for_update(command: Command) -> Command {
        Self::augment_subcommands(command)
    }

    fn has_subcommand(name: &str) -> bool {
        PLAIN_FORMATS.iter().any(|format| format.name == name)
    }
}
