"""From any figure back to its sentence, and proof that nothing was changed."""
