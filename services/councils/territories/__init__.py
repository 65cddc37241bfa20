"""Priority districts, as official lists give them."""
