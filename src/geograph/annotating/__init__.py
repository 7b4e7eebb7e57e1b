"""Article -> Doc: the model, sentences that respect the layout, quotations."""
