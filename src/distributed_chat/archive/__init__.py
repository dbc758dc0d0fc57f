"""Archives that a person can keep: everything of a group, of oneself or of the instance, to read without a server."""
