"""Who is this: session links, cookies, API keys, the own page's PIN, and where a request comes from."""
