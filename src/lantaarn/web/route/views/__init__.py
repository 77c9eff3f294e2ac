"""What only the route has: adopted by a body, and on paper for one municipality."""
