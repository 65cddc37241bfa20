"""Draws by lot: public, and repeatable by anyone from their published inputs."""
