//! What more than one page is made of.

pub mod about;
pub mod button;
pub mod check;
pub mod choice;
pub mod drop_overlay;
pub mod dropdown;
pub mod empty;
pub mod evidence;
pub mod fold;
pub mod genre_bar;
pub mod hover_card;
pub mod icon;
pub mod many;
pub mod no_library;
pub mod plot;
pub mod poster;
pub mod poster_grid;
pub mod progress;
pub mod rail;
pub mod segments;
pub mod shortcuts;
pub mod strip;
pub mod toast;
pub mod unscored;
