"""Many negotiations: each analysed by itself, on this machine's cores or on a cluster, into tables."""
