"""Pages for requests of data subjects: registering, handling, answering, and what a desk is asked to correct."""
