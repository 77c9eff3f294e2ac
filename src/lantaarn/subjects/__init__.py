"""Rights of the data subject: what is asked, whether it is safe to answer, what a person decides, and the letter."""
