//! `onesheet fetch` and its engine against a real server on this machine. Nothing here leaves it.

#[allow(dead_code)]
#[path = "../support/posters.rs"]
mod posters;

mod address;
mod interrupted;
mod plain;
mod rude;
mod server;
mod support;
mod terminal;
mod tmdb;
