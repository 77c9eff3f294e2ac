"""The ground that tests stand on: a PostgreSQL, a database that is clean for each test, a served website, a browser."""
