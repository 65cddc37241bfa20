"""What the services share: words (kernel), facts (contracts) and plumbing (platform). No rule of any service lives here."""
