"""What a page opens with: the home, snapshots of streams, and the log over HTTP. Reads only."""
