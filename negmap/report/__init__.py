"""Study and explanation put together: the versioned report that every format shows."""
