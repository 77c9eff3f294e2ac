"""Pages of the network: which desks are filled, what is missing, which bodies consult."""
