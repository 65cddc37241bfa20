"""Draws by lot: the method that anybody can repeat, and the life of a draw."""
