//! `onesheet fetch` and its engine against a real server on this machine. Nothing here leaves it.

#[allow(dead_code, reason = "these tests need some of the shared posters only")]
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
