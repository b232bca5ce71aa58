"""REST: one file a resource; every refusal is a problem with a stable code and a plain sentence."""
