//! Stories of the whole product, one file each; one binary, so that linking is paid once.

mod amounts;
mod asking;
mod card;
mod desk;
mod dropping;
mod editing;
mod house;
mod importing;
mod jobs;
mod look;
mod own_fields;
mod past;
mod querying;
mod reading;
mod reminding;
mod sample;
mod shell;
mod stage;
mod storing;
mod table;
mod touching;
mod trade;
mod values;
mod walks;
mod window;
mod words;
