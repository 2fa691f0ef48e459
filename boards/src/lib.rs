//! Boards and chips as data.
