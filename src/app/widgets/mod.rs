//! What more than one page is made of: plain values in, a response or an event out.

pub mod button;
pub mod check;
pub mod choice;
pub mod dropdown;
pub mod empty;
pub mod evidence;
pub mod fold;
pub mod genre_bar;
pub mod hover_card;
pub mod icon;
pub mod keys;
pub mod many;
pub mod menu;
pub mod plot;
pub mod poster;
pub mod poster_grid;
pub mod progress;
pub mod segments;
pub mod training_tabs;
