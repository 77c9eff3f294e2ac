"""The sharing table as lawyers read it: what may go to whom and why; changed, proved, adopted by the parties."""
