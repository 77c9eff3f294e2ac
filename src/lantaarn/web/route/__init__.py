"""The pages of the route: what only the route has beside what each table has."""
