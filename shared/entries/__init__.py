"""Things that are said whole, one entry at a time: a paper adopted, an hour spent, a question asked.

Every kind of entry is complete in one fact, may be said again whole, and may be withdrawn. A service writes the facts and a catalogue of
its kinds; decisions, lists, files and routes are made here from that catalogue (decision 12).
"""
